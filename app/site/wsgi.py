"""The WSGI entry point that each worker imports; ``dalil serve`` names the release in the environment."""

from __future__ import annotations

import os
from pathlib import Path

from app.site.release import read_release
from app.site.server import create_server

RELEASE_VARIABLE = "_DALIL_RELEASE"

application = create_server(read_release(Path(os.environ[RELEASE_VARIABLE])))
