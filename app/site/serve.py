"""Serving in production: granian with the design's workers, and not one line about a visitor."""

from __future__ import annotations

import os

from granian import Granian
from granian.constants import Interfaces

from app.site.release import Release

WORKERS = 2
BLOCKING_THREADS = 2
# A worker that is told to stop while it still starts does not hear it, and would be waited for for ever.
SECONDS_TO_STOP = 5


def serve_release(release: Release, host: str, port: int) -> None:
    """Serve a release until the process is told to stop.

    Args:
        release: the frozen site; every worker, also one started later, serves this same one.
        host: the address to listen on.
        port: the port to listen on.
    """
    os.environ["_DALIL_RELEASE"] = str(release.folder)
    server = Granian(
        target="app.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=BLOCKING_THREADS,
        log_access=False,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_STOP,
    )
    server.serve()
