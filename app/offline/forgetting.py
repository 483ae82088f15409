"""Forgetting with the server's help: one answer that empties what scripts cannot reach."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request

from app.privacy import comes_from_us

forgetting = Blueprint("forgetting", __name__)


@forgetting.post("/forget")
def forget() -> Response:
    """Tell the browser to empty this site's storage; a request made by another site is refused.

    Returns:
        An empty answer with ``Clear-Site-Data`` (not ``"cache"``: emptying it can take seconds). It sends a
        browser without JavaScript to the first page, and a script nowhere: WebKitGTK 2.50 never finishes a
        script's request that is answered by both a redirect and this header.
    """
    if not comes_from_us(request.environ):
        abort(403)
    headers = {"Clear-Site-Data": '"storage"', "Cache-Control": "no-store"}
    if request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate":
        return Response(status=204, headers=headers)
    return Response(status=303, headers={**headers, "Location": "/"})
