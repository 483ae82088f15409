"""Forgetting with the server's help: one answer that empties what scripts cannot reach."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request

from app.privacy import comes_from_us

forgetting = Blueprint("forgetting", __name__)


@forgetting.post("/forget")
def forget() -> Response:
    """Tell the browser to empty this site's storage; a request made by another site is refused.

    Returns:
        An empty answer with ``Clear-Site-Data`` (not ``"cache"``: emptying it can take seconds), which
        sends a browser without JavaScript back to the page it came from.
    """
    if not comes_from_us(request.environ):
        abort(403)
    headers = {"Clear-Site-Data": '"storage"', "Cache-Control": "no-store", "Location": "/"}
    return Response(status=303, headers=headers)
