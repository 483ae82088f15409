"""Serving what was frozen: files from memory, the rest by a front desk that knows no content."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flask import Flask, Response
from werkzeug.exceptions import HTTPException, NotFound

from app.offline.forgetting import forgetting
from app.pages.errors import answer_errors, nearest_language
from app.privacy import HeaderPolicy
from app.site.files import HeldFiles
from app.site.release import Release

if TYPE_CHECKING:
    from wsgiref.headers import Headers

    from _typeshed.wsgi import WSGIApplication

_YEAR = 31_536_000
_MEDIA_TYPES = {
    ".webmanifest": "application/manifest+json",
    ".js": "text/javascript",
    ".vcf": "text/vcard",
}
# Files whose addresses carry the hash of their content; a language's index has its code for a name.
_IMMUTABLE = re.compile(r"^/static/|^/packs/[0-9a-f]{32}\.json$")


def create_server(release: Release) -> WSGIApplication:
    """Return the WSGI application that serves one release.

    Args:
        release: the frozen site; it is read once, and later builds do not touch it.

    Returns:
        The held files around the front desk, inside the header policy.
    """
    desk = create_front_desk(release)
    files = HeldFiles(
        desk.wsgi_app,
        root=str(release.public),
        index_file=True,
        autorefresh=False,
        max_age=0,
        allow_all_origins=False,
        charset="utf-8",
        mimetypes=_MEDIA_TYPES,
        add_headers_function=_set_lifetime,
    )
    return HeaderPolicy(files, release.headers)


def create_front_desk(release: Release) -> Flask:
    """Return the Flask app behind the files: health, and error pages in the reader's language."""
    desk = Flask(__name__, static_folder=None, template_folder=None)
    pages = {
        (language, kind): release.error_page(language, kind)
        for language in {*release.languages, release.source_language}
        for kind in ("missing", "fault")
    }

    @desk.get("/healthz")
    def healthz() -> Response:
        return Response("ok\n", mimetype="text/plain", headers={"Cache-Control": "no-store"})

    def show_error(error: HTTPException) -> Response:
        kind = "missing" if isinstance(error, NotFound) else "fault"
        response = Response(pages[_nearest(release), kind], error.code, mimetype="text/html")
        for name, value in error.get_headers():
            if name.lower() not in ("content-type", "content-length"):
                response.headers[name] = value
        response.headers["Cache-Control"] = "no-store"
        return response

    desk.register_blueprint(forgetting)
    answer_errors(desk, show_error)
    return desk


def _nearest(release: Release) -> str:
    """Return the language of the address, else the browser's first that the release has, else the source."""
    return nearest_language(release.languages) or release.source_language


def _set_lifetime(headers: Headers, _path: str, url: str) -> None:
    """Keep files that are named by their hash for a year, and ask again for all others."""
    if _IMMUTABLE.match(url):
        headers["Cache-Control"] = f"max-age={_YEAR}, public, immutable"
    else:
        headers["Cache-Control"] = "no-cache"
