"""Asking each cited address whether it still answers, when an editor wants to know."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

from app.library.library import Library
from app.library.problems import Problem

_TIMEOUT = 15
_AT_ONCE = 8
# Answers that say that a page is gone; others (refused, too busy, log in) say nothing about it.
_GONE = (404, 410)

Ask = Callable[[str], str]


def cited_addresses(library: Library) -> Mapping[str, str]:
    """Return every web address of sources and contacts, with the file that names it first."""
    found: dict[str, str] = {}
    for source in library.sources.values():
        found.setdefault(source.url, "content/sources.yaml")
    for contact in library.contacts.values():
        file = f"content/contacts/{contact.id}.yaml"
        for url in (contact.website, *(source.url for source in contact.sources)):
            if url:
                found.setdefault(url, file)
    return found


def check_links(library: Library, ask: Ask | None = None) -> Iterator[Problem]:
    """Yield a warning for each cited address that is gone, or one for all when the network is.

    Args:
        library: the library.
        ask: what asks an address and returns why it is gone, empty when it is not; the web when not given.
    """
    addresses = cited_addresses(library)
    with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
        answers = dict(zip(addresses, pool.map(ask or ask_the_web, addresses), strict=True))
    gone = {url: reason for url, reason in answers.items() if reason}
    if gone and len(gone) == len(answers):
        reason = next(iter(gone.values()))
        mend = "Try again with internet"
        yield Problem("content", None, "", f"no address answers ({reason})", mend, "warning")
        return
    for url, reason in gone.items():
        mend = "Find the page again, or cite another source"
        yield Problem(addresses[url], None, "url", f"'{url}' does not answer ({reason})", mend, "warning")


def ask_the_web(url: str) -> str:
    """Return why an address is gone; empty when it answers, even if only to say that it is busy."""
    request = urllib.request.Request(url, headers={"User-Agent": "Dalil link check"})
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT):  # only http and https are allowed
            return ""
    except urllib.error.HTTPError as error:
        return f"{error.code}" if error.code in _GONE else ""
    except (OSError, ValueError, http.client.HTTPException) as error:
        return str(getattr(error, "reason", error)) or "no answer"
