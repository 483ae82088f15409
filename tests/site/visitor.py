"""A visitor of a server: asks, reads the whole answer, and leaves no file open."""

from __future__ import annotations

from typing import Any

from werkzeug.test import Client, TestResponse


class Visitor(Client):
    """Werkzeug's client, reading each answer to its end as a browser does."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Return the answer to one request."""
        return super().open(*args, **{"buffered": True, **kwargs})
