"""Pages about this phone, the pages it shows without internet, the web manifest and the worker."""

from __future__ import annotations

import json

from flask import Blueprint, Response, current_app, g, render_template

from app.pages.assets import Assets
from app.pages.furniture import find_reader, library
from app.pages.guide_view import GuideView
from app.pages.wording import gettext as _

offline = Blueprint("offline", __name__)
offline.url_value_preprocessor(find_reader)

WORKER = "service-worker.js"
# The paper of the pages, so that an installed app opens without a flash of another colour.
_PAPER = "#fbf8f1"
_ICONS = (
    ("icons/icon-192.png", "192x192", "any"),
    ("icons/icon-512.png", "512x512", "any"),
    ("icons/maskable-512.png", "512x512", "maskable"),
)


@offline.get("/<code>/phone/")
def phone() -> str:
    """Show what is saved on this phone, and let the reader add, remove and forget."""
    return render_template("offline/phone.html", tail="phone/")


@offline.get("/<code>/offline/")
def no_internet() -> str:
    """List what is saved, for a phone that asked for something else without internet."""
    guides = [GuideView(guide, g.reader) for guide in library().guides.values()]
    return render_template("offline/offline.html", tail="", guides=guides)


@offline.get("/<code>/away/")
def away() -> str:
    """Show a page that says nothing of Dalil, for leaving quickly without internet."""
    return render_template("offline/away.html")


@offline.get("/<code>/manifest.webmanifest")
def manifest() -> Response:
    """Describe the app for the home screen; every language's manifest is the same app (one ``id``)."""
    assets: Assets = current_app.extensions["dalil.assets"]
    language = g.reader.language
    described = {
        "id": "/",
        "name": _("Dalil: your rights in Morocco"),
        "short_name": _("Dalil"),
        "description": _(
            "Your rights in Morocco, and who helps. Works without internet. Asks you for nothing."
        ),
        "lang": language.tag,
        "dir": language.direction,
        "start_url": f"/{language.code}/",
        "scope": "/",
        "display": "standalone",
        "background_color": _PAPER,
        "theme_color": _PAPER,
        "icons": [
            {"src": assets.address(name), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for name, sizes, purpose in _ICONS
        ],
    }
    return Response(json.dumps(described, ensure_ascii=False), mimetype="application/manifest+json")


@offline.get("/service-worker.js")
def worker() -> Response:
    """Hand out the worker; it is never kept, so that a mend reaches every phone."""
    assets: Assets = current_app.extensions["dalil.assets"]
    return Response(assets.files[WORKER], mimetype="text/javascript", headers={"Cache-Control": "no-cache"})
