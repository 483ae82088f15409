"""Pages per second against nginx with ``brotli_static``: the same files, workers and connections, in turn."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from app.site.release import Release, current_release
from app.site.serve import WORKERS
from tests.benchmarks.row import PROJECT, Row
from tests.browser.fixtures import dalil, free_port

PAGE = "/fr/guides/police-arrest/"
ENCODINGS = "gzip, deflate, br"
ROUNDS = 5
SECONDS = 4
CONNECTIONS = 32
NGINX = "/usr/sbin/nginx"
MODULE = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")

_CONFIGURATION = """\
load_module {module};
daemon off;
worker_processes {workers};
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 10000000;
    types {{ text/html html; }}
    open_file_cache max=4096;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    server {{
        listen 127.0.0.1:{port};
        root {root};
        brotli_static on;
        charset utf-8;
        etag on;
{headers}
    }}
}}
"""


def measure_serving(site: Path) -> list[Row]:
    """Return the rows on pages per second and on the memory of the server."""
    release = current_release(site)
    nginx_speeds: list[float] = []
    dalil_speeds: list[float] = []
    nginx_costs: list[float] = []
    dalil_costs: list[float] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        _nginx(release, Path(folder)) as (nginx, other),
        dalil_server(site) as (ours, process),
    ):
        _same_bytes(nginx, ours)
        for _round in range(ROUNDS):
            for address, server, speeds, costs in (
                (nginx, other, nginx_speeds, nginx_costs),
                (ours, process, dalil_speeds, dalil_costs),
            ):
                before = _computing(server)
                pages, speed = _ask(address)
                speeds.append(speed)
                costs.append((_computing(server) - before) / pages * 1e6)
        memory = sum(_memory(one) for one in _family(process.pid)) / 1e6
    ratios = [mine / theirs for mine, theirs in zip(dalil_speeds, nginx_speeds, strict=True)]
    costs = [mine / theirs for mine, theirs in zip(dalil_costs, nginx_costs, strict=True)]
    size = (release.public / PAGE.strip("/") / "index.html.br").stat().st_size
    how = (
        f"median of {ROUNDS} interleaved rounds of {SECONDS} s, wrk, {CONNECTIONS} connections kept alive, "
        f"{WORKERS} workers each, {size:,} bytes of brotli; "
        f"Dalil {median(dalil_speeds):,.0f}, nginx {median(nginx_speeds):,.0f} pages/s; "
        f"ratios {min(ratios):.2f} to {max(ratios):.2f}"
    )
    return [
        Row("pages per second, against nginx brotli_static", f"{median(ratios):.2f}", "0.3", how),
        Row(
            "pages per second of processor time, against nginx brotli_static",
            f"{1 / median(costs):.2f}",
            "",
            f"the same rounds; Dalil {median(dalil_costs):.1f}, nginx {median(nginx_costs):.1f} "
            f"microseconds a page; neither wrk nor other programs count here",
        ),
        Row(
            "memory of the server",
            f"{memory:,.0f} MB",
            "",
            f"all processes after the rounds, shared memory counted once, {WORKERS} workers",
        ),
    ]


@contextlib.contextmanager
def _nginx(release: Release, folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run nginx as the user who measures, with the same headers on the same files."""
    port = free_port()
    headers = "\n".join(
        f"        add_header {name} {_quoted(value)} always;"
        for name, value in {**release.headers, "Cache-Control": "no-cache"}.items()
    )
    # Its workers run as another user when root starts it, and must reach the files.
    folder.chmod(0o755)
    root = folder / "public"
    shutil.copytree(release.public, root)
    configuration = folder / "nginx.conf"
    configuration.write_text(
        _CONFIGURATION.format(
            module=MODULE, workers=WORKERS, folder=folder, port=port, root=root, headers=headers
        )
    )
    command = [NGINX, "-c", str(configuration), "-e", str(folder / "error.log")]
    with _running(command, f"http://127.0.0.1:{port}") as started:
        yield started


def _quoted(value: str) -> str:
    return '"' + value.replace('"', '\\"') + '"'


@contextlib.contextmanager
def dalil_server(site: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run the production server over a frozen site; gives its address and its process."""
    port = free_port()
    command = dalil("serve", "--site", str(site), "--port", str(port))
    with _running(command, f"http://127.0.0.1:{port}") as started:
        yield started


@contextlib.contextmanager
def _running(command: list[str], address: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL) as process:
        try:
            _wait_for(address, process)
            yield address, process
        finally:
            process.terminate()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(OSError), urllib.request.urlopen(address + PAGE, timeout=2) as answer:
            answer.read()
            return
        # A pause between two looks, so that looking does not slow what is measured.
        time.sleep(0.1)
    raise RuntimeError(f"{process.args!r} does not serve")


def _same_bytes(*addresses: str) -> None:
    """Make sure that every server sends the same brotli with the same policy."""
    answers = set()
    for address in addresses:
        asked = urllib.request.Request(address + PAGE, headers={"Accept-Encoding": ENCODINGS})
        with urllib.request.urlopen(asked, timeout=5) as answer:
            names = ("Content-Encoding", "Content-Security-Policy", "Permissions-Policy", "Cache-Control")
            answers.add((answer.read(), *(answer.headers[name] for name in names)))
    if len(answers) != 1:
        raise RuntimeError("the servers do not send the same")


def _ask(address: str) -> tuple[int, float]:
    """Return how many pages a server sent in one round, and how many in each second."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "-H", f"Accept-Encoding: {ENCODINGS}"]
    told = subprocess.run([*command, address + PAGE], capture_output=True, text=True, check=True).stdout
    pages, speed = re.search(r"(\d+) requests in", told), re.search(r"Requests/sec:\s+([\d.]+)", told)
    if not pages or not speed or "Non-2xx" in told or "Socket errors" in told:
        raise RuntimeError(told)
    return int(pages[1]), float(speed[1])


def _family(process: int) -> list[int]:
    """Return a process and all that it started."""
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    children = [int(child) for task in tasks for child in task.read_text().split()]
    return [process, *(one for child in children for one in _family(child))]


def _computing(server: subprocess.Popen[bytes]) -> float:
    """Return the seconds of processor time that a server has used."""
    ticks = 0
    for process in _family(server.pid):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _memory(process: int) -> int:
    """Return the memory that a process holds, in bytes; what it shares counts in part."""
    found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{process}/smaps_rollup").read_text(), re.MULTILINE)
    return int(found[1]) * 1024 if found else 0
