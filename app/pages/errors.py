"""What a reader sees when a page is missing or something broke: in their language, with a way on."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Collection

from flask import Flask, Response, current_app, g, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, InternalServerError, NotFound

from app.library.library import Library
from app.pages.reader import Reader
from app.settings import PROJECT

log = logging.getLogger("dalil")


def register_errors(app: Flask) -> None:
    """Answer every error with a page in the reader's language."""
    answer_errors(app, show_error)


def answer_errors(app: Flask, show: Callable[[HTTPException], ResponseReturnValue]) -> None:
    """Answer every error of an app, also when its page fails, and report a fault by its type and place only.

    Args:
        app: the app.
        show: returns the page for an HTTP error.
    """

    def show_fault(error: Exception) -> ResponseReturnValue:
        report_fault(error)
        return show(InternalServerError())

    def show_at_least_a_line(error: InternalServerError) -> ResponseReturnValue:
        try:
            return show(error)
        except Exception as fault:  # what goes on to the web server, it prints with all that was sent
            report_fault(fault)
            return Response("Dalil: 500\n", 500, mimetype="text/plain", headers={"Cache-Control": "no-store"})

    app.register_error_handler(HTTPException, show)
    app.register_error_handler(Exception, show_fault)
    app.register_error_handler(InternalServerError, show_at_least_a_line)
    # Flask's own report would print the message and the request when the page for an error fails.
    app.log_exception = lambda exc_info: report_fault(exc_info[1])  # type: ignore[method-assign, arg-type]


def show_error(error: HTTPException) -> ResponseReturnValue:
    """Return the page for an HTTP error, keeping its status and headers such as ``Allow``."""
    _become_nearest_reader()
    kind = "missing" if isinstance(error, NotFound) else "fault"
    response = make_response(render_template("pages/error.html", kind=kind, tail=""), error.code or 500)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    response.headers["Cache-Control"] = "no-store"
    return response


def report_fault(error: Exception) -> None:
    """Log a fault by its type and place only: its message could hold what a visitor sent."""
    places = traceback.extract_tb(error.__traceback__)
    ours = [place for place in places if place.filename.startswith(f"{PROJECT}/app/")] or places
    file = ours[-1].filename.removeprefix(f"{PROJECT}/")
    log.error("%s in %s, line %s", type(error).__name__, file, ours[-1].lineno)


def nearest_language(codes: Collection[str]) -> str | None:
    """Return the language of the address, else the browser's first that is among these, if any."""
    wanted = [tag.lower().partition("-")[0] for tag, quality in request.accept_languages if quality > 0]
    return next((code for code in [request.path.split("/")[1], *wanted] if code in codes), None)


def _become_nearest_reader() -> None:
    """Speak the language of the address, else the browser's first that the library has, else the source."""
    app_library: Library = current_app.extensions["dalil.library"]
    code = nearest_language(app_library.languages)
    g.reader = Reader(app_library, app_library.languages[code] if code else app_library.source_language)
