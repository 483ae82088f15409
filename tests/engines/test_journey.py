"""The offline journey, the same in Chromium, Firefox ESR and WebKitGTK: what differs is only who drives."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

from tests.engines.conftest import NEW_WORDS, Host, Releases
from tests.engines.engines import PATIENCE, Engine

# Each is the body of a function that returns true once it is so.
SAVED = "return document.querySelector('[data-keep] [role=status]').textContent.includes('2026');"
NEWEST_IS_SAVED = """
    const index = await (await fetch('/packs/LANGUAGE.json', { cache: 'no-store' })).json();
    const state = await caches.match('/saved-state.json', { cacheName: 'dalil-state' });
    const saved = state && (await state.json()).languages.LANGUAGE;
    return Boolean(saved) && saved.release === index.release;
"""
WORDS = """
    const item = document.querySelector('[data-language=LANGUAGE]');
    return item.querySelector('[role=status]').textContent.startsWith(
        document.querySelector('[data-phone]').dataset.WORDS.split('%')[0]);
"""
PAGE = """
    return {
        title: document.title,
        path: location.pathname,
        language: document.documentElement.lang,
        direction: document.documentElement.dir,
        headings: Array.from(document.querySelectorAll('h1'), (heading) => heading.textContent),
        unstyled: Array.from(document.querySelectorAll('link[rel=stylesheet]'))
            .filter((link) => !link.sheet || !link.sheet.cssRules.length).length,
    };
"""
LEFT = """
    return {
        caches: await caches.keys(),
        workers: (await navigator.serviceWorker.getRegistrations()).length,
        databases: indexedDB.databases ? (await indexedDB.databases()).length : 0,
        stored: localStorage.length + sessionStorage.length,
        cookies: document.cookie,
    };
"""
NOTHING = {"caches": [], "workers": 0, "databases": 0, "stored": 0, "cookies": ""}


def wait_for(engine: Engine, condition: str) -> None:
    """Wait inside the page until a condition holds."""
    met = engine.run(
        f"""const condition = async () => {{ {condition} }};
        const end = Date.now() + {PATIENCE * 500};
        while (Date.now() < end) {{
            if (await condition()) return true;
            await new Promise((resolve) => setTimeout(resolve, 50));
        }}
        return false;"""
    )
    assert met is True, (condition, engine.run("return document.body.innerText;"))


def says(language: str, words: str) -> str:
    """Return the condition that "On this phone" says certain words of a language."""
    return WORDS.replace("LANGUAGE", language).replace("WORDS", words)


def saved_pages(site: Path, language: str) -> dict[str, tuple[str, str]]:
    """Return the title and the language of each page that a language's parts hold, by path."""
    public = site / "current" / "public"
    index = json.loads((public / "packs" / f"{language}.json").read_text(encoding="utf-8"))
    parts = [json.loads((public / address.lstrip("/")).read_bytes()) for address, _ in index["parts"]]
    return {path: (title_in(body), language_in(body)) for part in parts for path, _, body in part["pages"]}


def title_in(body: str) -> str:
    """Return a page's title as a browser gives it."""
    found = re.search(r"<title>(.*?)</title>", body, re.DOTALL)
    assert found
    return re.sub(r"[ \t\n\f\r]+", " ", html.unescape(found[1])).strip(" ")


def language_in(body: str) -> str:
    """Return the language that a page says it is in."""
    found = re.search(r'<html[^>]* lang="?([\w-]+)', body)
    assert found
    return found[1]


def read(engine: Engine, host: Host, path: str) -> dict[str, Any]:
    """Open a page and return what it shows."""
    assert engine.open(host.address + path), path
    shown: dict[str, Any] = engine.run(PAGE)
    return shown


def save_by_opening(engine: Engine, host: Host, language: str) -> None:
    """Open a language's home, which saves it, and see that "On this phone" finds it whole."""
    assert engine.open(f"{host.address}/{language}/")
    wait_for(engine, SAVED)
    assert engine.open(f"{host.address}/{language}/phone/")
    wait_for(engine, says(language, "here"))


def read_all(engine: Engine, host: Host, pages: dict[str, tuple[str, str]]) -> None:
    """Open every saved page with the server killed: each is itself, whole and styled."""
    assert len(pages) > 90
    for path, promised in pages.items():
        shown = read(engine, host, path)
        assert shown["path"] == path
        assert (shown["title"], shown["language"]) == promised, path
        assert (len(shown["headings"]), shown["unstyled"]) == (1, 0), path


def test_the_offline_journey(engine: Engine, host: Host, releases: Releases) -> None:
    host.serve(releases.first)
    save_by_opening(engine, host, "fr")

    host.kill()
    engine.restart()
    read_all(engine, host, saved_pages(releases.first, "fr"))
    # What is not saved is answered in the language that is.
    assert read(engine, host, "/ar/guides/work/")["language"] == "fr"
    assert NEW_WORDS not in read(engine, host, "/fr/guides/work/")["headings"]

    host.serve(releases.second)
    assert engine.open(f"{host.address}/fr/phone/")
    wait_for(engine, says("fr", "here"))
    engine.click("[data-language=fr] [data-does=add]")
    wait_for(engine, NEWEST_IS_SAVED.replace("LANGUAGE", "fr"))
    host.kill()
    assert read(engine, host, "/fr/guides/work/")["headings"] == [NEW_WORDS]

    host.serve(releases.second)
    assert engine.open(f"{host.address}/fr/phone/")
    wait_for(engine, says("ar", "absent"))
    engine.click("[data-language=ar] [data-does=add]")
    wait_for(engine, NEWEST_IS_SAVED.replace("LANGUAGE", "ar"))
    wait_for(engine, says("ar", "here"))
    host.kill()
    shown = read(engine, host, "/ar/guides/work/")
    assert (shown["language"], shown["direction"], shown["unstyled"]) == ("ar", "rtl", 0)

    assert engine.open(f"{host.address}/fr/phone/")
    wait_for(engine, says("ar", "here"))
    engine.click("[data-language=ar] [data-does=remove]")
    wait_for(engine, says("ar", "absent"))
    assert [name for name in engine.run(LEFT)["caches"] if name.startswith("dalil-pack-ar")] == []
    assert read(engine, host, "/ar/guides/work/")["language"] == "fr"
    assert read(engine, host, "/fr/guides/work/")["headings"] == [NEW_WORDS]


def test_forgetting_leaves_nothing(engine: Engine, host: Host, releases: Releases, other_site: str) -> None:
    host.serve(releases.first)
    save_by_opening(engine, host, "fr")
    assert engine.run(LEFT) != NOTHING
    engine.click("[data-forget] button")
    engine.wait_for_address(other_site)
    engine.restart()
    assert engine.open(f"{host.address}/healthz")
    assert engine.run(LEFT) == NOTHING
    host.kill()
    assert not engine.open(f"{host.address}/fr/")
