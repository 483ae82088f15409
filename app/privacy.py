"""The header policy of every answer, set once around everything (design, section 5).

It stands outside WhiteNoise and Flask, because files that WhiteNoise hands out never pass Flask's own
``after_request`` (research, models-and-promises 3.2).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

# Every feature that browsers let a page switch off, except the four that Dalil offers by tap.
_FEATURES_OFF = (
    "accelerometer",
    "autoplay",
    "bluetooth",
    "browsing-topics",
    "camera",
    "compute-pressure",
    "display-capture",
    "encrypted-media",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "interest-cohort",
    "keyboard-map",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "private-state-token-issuance",
    "private-state-token-redemption",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "serial",
    "speaker-selection",
    "storage-access",
    "sync-xhr",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
_FEATURES_ON = ("fullscreen", "screen-wake-lock", "web-share", "clipboard-write")

# Headers that would tell who serves, set a cookie or open the site to others; no answer may carry them.
_NEVER = {"server", "x-powered-by", "set-cookie", "access-control-allow-origin"}


def style_hash(sheet: str) -> str:
    """Return the CSP source expression that allows exactly this inline style sheet."""
    digest = hashlib.sha256(sheet.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def policy(sheet: str) -> dict[str, str]:
    """Return the headers that every answer carries.

    Args:
        sheet: the inline style sheet of the pages, to the letter.

    Returns:
        Header names and values, in the order of the design.
    """
    content = (
        "default-src 'none'; script-src 'self'; "
        f"style-src 'self' {style_hash(sheet)}; "
        "img-src 'self'; media-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types worker saved-page"
    )
    features = [f"{feature}=()" for feature in _FEATURES_OFF] + [
        f"{feature}=(self)" for feature in _FEATURES_ON
    ]
    return {
        "Content-Security-Policy": content,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(features),
    }


class HeaderPolicy:
    """The outermost WSGI wrapper: the policy on every answer, and no header that it does not allow."""

    def __init__(self, application: WSGIApplication, headers: Mapping[str, str]) -> None:
        self.application = application
        self.headers = list(headers.items())
        self._replaced = {name.lower() for name in headers} | _NEVER

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer as the application does, with the policy's headers in place of its own."""
        secure = environ.get("wsgi.url_scheme") == "https"

        def start(status: str, headers: list[tuple[str, str]], *extra: object) -> Callable[[bytes], object]:
            kept = [(name, value) for name, value in headers if name.lower() not in self._replaced]
            if secure:
                kept.append(("Strict-Transport-Security", "max-age=63072000; includeSubDomains"))
            return start_response(status, kept + self.headers, *extra)  # type: ignore[arg-type]

        return self.application(environ, start)


def comes_from_us(environ: WSGIEnvironment) -> bool:
    """Say whether a request that changes something was made by our own pages.

    ``Sec-Fetch-Site`` cannot be forged by a script; where a browser does not send it, ``Origin`` must name
    this site. Under ``no-referrer`` a form sends ``Origin: null``, so that alone never decides against a
    browser that says ``same-origin`` (research, models-and-promises 3.2). No cookie and no token is needed.
    """
    site = environ.get("HTTP_SEC_FETCH_SITE")
    if site is not None:
        return bool(site in ("same-origin", "none"))
    origin = environ.get("HTTP_ORIGIN")
    return origin is None or origin.partition("://")[2] == environ.get("HTTP_HOST")
