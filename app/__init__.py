"""Dalil: the factory, in reading order; every step is a room."""

from __future__ import annotations

from flask import Flask

from app.library.library import Library
from app.library.loading import load_library
from app.offline.forgetting import forgetting
from app.offline.routes import offline
from app.pages.assets import load_assets
from app.pages.data import data
from app.pages.errors import register_errors
from app.pages.furniture import install_furniture
from app.pages.icons import install_icons
from app.pages.routes import pages
from app.pages.wording import install_wording
from app.privacy import HeaderPolicy, policy
from app.settings import Settings


def create_app(settings: Settings, library: Library | None = None) -> Flask:
    """Return the app that renders every page of a library.

    Args:
        settings: the settings of this copy.
        library: the library to show; loaded from the settings' folders when not given.

    Returns:
        A Flask app whose every answer carries the header policy.

    Raises:
        ContentError: the content or a catalogue is broken.
    """
    app = Flask(__name__, static_folder=None)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["dalil.settings"] = settings
    app.extensions["dalil.library"] = library or load_library(settings.content, settings.translations)
    app.extensions["dalil.assets"] = assets = load_assets(settings.static)
    install_wording(app, settings.translations)
    install_icons(app)
    install_furniture(app)
    register_errors(app)
    app.register_blueprint(pages)
    app.register_blueprint(data)
    app.register_blueprint(offline)
    app.register_blueprint(forgetting)
    app.wsgi_app = HeaderPolicy(app.wsgi_app, policy(assets.sheet))  # type: ignore[method-assign]
    return app
