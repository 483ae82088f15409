"""The live preview: content is read again when a file changes, the page reloads, errors show in it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, Response, abort, render_template, request
from werkzeug.serving import run_simple

from app import create_app
from app.library.languages import Language
from app.library.messages import compile_catalogues
from app.library.problems import ContentError, Problem
from app.pages.assets import Assets, load_assets
from app.pages.icons import install_icons
from app.privacy import HeaderPolicy, policy
from app.settings import Settings
from app.site.overlay import message_states

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_LONGEST_WAIT = 20.0
_PAUSE = 0.3
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"}


class Preview:
    """A WSGI application that always shows the content as it is now."""

    def __init__(self, settings: Settings, languages: Callable[[], list[Language]]) -> None:
        self.settings = settings
        self.languages = languages
        self._seen = ""
        self._app: WSGIApplication = self._build()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer with the newest content; build the app anew when a file has changed."""
        if self._fingerprint() != self._seen:
            self._app = self._build()
        return self._app(environ, start_response)

    def _fingerprint(self) -> str:
        """Return a text that changes whenever a file that pages are made of changes."""
        folders = (
            self.settings.content,
            self.settings.translations,
            self.settings.static,
            Path(__file__).parent.parent,
        )
        times = [
            f"{path}{path.stat().st_mtime_ns}"
            for folder in folders
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix not in (".pyc", ".mo", ".new")
        ]
        return str(hash("".join(times)))

    def _build(self) -> WSGIApplication:
        self._seen = self._fingerprint()
        try:
            compile_catalogues(self.settings.translations, self.languages())
            app = create_app(self.settings)
            library = app.extensions["dalil.library"]
            app.extensions["dalil.message_state"] = message_states(library, self.settings.translations)
        except ContentError as error:
            app = _problem_app(error.problems, self.settings)
        _add_preview_routes(app, self._fingerprint, load_assets(self.settings.static))
        return app


def run_preview(settings: Settings, languages: Callable[[], list[Language]], host: str, port: int) -> None:
    """Serve the live preview until it is interrupted."""
    run_simple(host, port, Preview(settings, languages), threaded=True, use_reloader=True)


def _problem_app(problems: Iterable[Problem], settings: Settings) -> Flask:
    """Return an app whose every page lists what is wrong with the content."""
    app = Flask("app", static_folder=None)
    assets = load_assets(settings.static)
    install_icons(app)
    app.wsgi_app = HeaderPolicy(app.wsgi_app, policy(assets.sheet))  # type: ignore[method-assign]

    @app.get("/", defaults={"path": ""})
    @app.get("/<path:path>")
    def show_problems(path: str) -> tuple[str, int]:
        del path
        return render_template("site/problems.html", problems=list(problems), assets=assets), 500

    return app


def _add_preview_routes(app: Flask, fingerprint: Callable[[], str], assets: Assets) -> None:
    """Add shared files, the reload script and the address it waits on."""

    @app.get(f"/static/{assets.hash}/<path:name>")
    def static_file(name: str) -> Response:
        if name not in assets.files:
            abort(404)
        data = assets.files[name]
        if name == "js/page.js":
            data += b'\nimport("/preview/reload.js");\nimport("/preview/overlay.js");\n'
        return Response(data, mimetype=_TYPES.get(Path(name).suffix, "application/octet-stream"))

    @app.get("/preview/<any('reload.js', 'overlay.js', 'overlay.css'):name>")
    def preview_file(name: str) -> Response:
        path = Path(__file__).parent / name
        return Response(path.read_bytes(), mimetype=_TYPES[path.suffix])

    @app.get("/preview/changed")
    def changed() -> Response:
        known = request.args.get("since", "")
        deadline = time.monotonic() + _LONGEST_WAIT
        while fingerprint() == known and time.monotonic() < deadline:
            time.sleep(_PAUSE)
        return Response(fingerprint(), mimetype="text/plain", headers={"Cache-Control": "no-store"})
