"""Addresses that are gone are told; a network that is gone is told once."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from app.library.links import ask_the_web, check_links, cited_addresses
from tests.browser.fixtures import free_port
from tests.sample import Sample

GONE = "https://leaflet.example/"


def test_each_cited_address_is_asked_once_and_told_with_its_file(sample: Sample) -> None:
    asked: list[str] = []

    def ask(url: str) -> str:
        asked.append(url)
        return "404" if url == GONE else ""

    library = sample.load()
    (problem,) = check_links(library, ask)
    assert sorted(asked) == sorted(cited_addresses(library))
    assert len(set(asked)) == len(asked) > 2
    assert (problem.severity, problem.file) == ("warning", "content/sources.yaml")
    assert problem.message == f"'{GONE}' does not answer (404)"


def test_without_internet_one_sentence_is_enough(sample: Sample) -> None:
    (problem,) = check_links(sample.load(), lambda _: "no network")
    assert problem.message == "no address answers (no network)"


def test_nothing_is_told_when_all_answer(sample: Sample) -> None:
    assert list(check_links(sample.load(), lambda _: "")) == []


class Answers(BaseHTTPRequestHandler):
    """Answers with the status that the path names."""

    def do_GET(self) -> None:
        self.send_response(int(self.path[1:]))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


@pytest.fixture
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
@pytest.mark.parametrize(
    ("path", "reason"), [("200", ""), ("404", "404"), ("410", "410"), ("403", ""), ("503", "")]
)
def test_only_an_answer_that_says_gone_means_gone(server: str, path: str, reason: str) -> None:
    assert ask_the_web(f"{server}/{path}") == reason


@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_an_address_that_nobody_listens_on_is_gone() -> None:
    assert ask_the_web(f"http://127.0.0.1:{free_port()}/")


@pytest.mark.enable_socket
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_an_address_that_speaks_no_http_is_gone() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(1024)
                connection.sendall(b"220 mail\r\n")

        threading.Thread(target=answer, daemon=True).start()
        assert ask_the_web(f"http://127.0.0.1:{listener.getsockname()[1]}/")
