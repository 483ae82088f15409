"""Packs, deltas and indexes: pure functions of the pages, and each step leads to exactly the new release."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import brotli
import pytest

from app.offline.packs import (
    LARGEST_PART,
    MOST_DELTAS,
    Asset,
    Pack,
    delta,
    deltas_from,
    index,
    next_edition,
    parts,
    read_pack,
    saved_page,
    sha256,
)
from app.offline.splices import apply

SHEET = Asset("/static/1/css/dalil.css", "text/css", "p{color:red}")
HEADERS = {"Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY"}


@pytest.fixture
def pack() -> Pack:
    pages = {f"/ar/page-{number}/": f"<p>صفحة {number}</p>\n" * 40 for number in range(12)}
    return Pack("ar", "2026-11-22", HEADERS, (SHEET,), pages)


def noise(seed: int, hashes: int) -> str:
    """Return a text that no compression makes much smaller: 64 characters a hash."""
    return "".join(sha256(f"{seed}-{number}") for number in range(hashes))


def follow(old: Pack, data: bytes) -> Pack:
    """Return what a phone has after a delta, computed as the phone does."""
    step = json.loads(data)
    assert step["from"] == old.release
    pages = {path: body for path, body in old.pages.items() if path not in step["removed"]}
    for path, digest, cuts in step["splices"]:
        pages[path] = apply(pages[path], [tuple(cut) for cut in cuts])
        assert sha256(pages[path]) == digest
    for path, digest, body in step["pages"]:
        assert sha256(body) == digest
        pages[path] = body
    renewed = [address for address, *_ in step["assets"]]
    assets = tuple(asset for asset in old.assets if asset.address not in [*step["dropped"], *renewed])
    assets += tuple(Asset(address, kind, text) for address, _, kind, text in step["assets"])
    return replace(old, pages=pages, assets=assets, headers=step.get("headers", old.headers))


def test_the_release_changes_with_any_page_asset_header_or_path(pack: Pack) -> None:
    others = [
        replace(pack, pages={**pack.pages, "/ar/page-1/": "other"}),
        replace(
            pack,
            pages={
                ("/ar/new/" if path == "/ar/page-1/" else path): body for path, body in pack.pages.items()
            },
        ),
        replace(pack, assets=(replace(SHEET, text="p{}"),)),
        replace(pack, headers={**HEADERS, "X-Frame-Options": "SAMEORIGIN"}),
    ]
    assert len({other.release for other in [pack, *others]}) == 5
    assert replace(pack, edition="2027-01-01").release == pack.release


def test_parts_are_named_by_their_bytes_and_bear_the_hash_of_every_page(pack: Pack) -> None:
    for file in parts(pack):
        assert file.address == f"/packs/{hashlib.sha256(file.data).hexdigest()[:32]}.json"
        for _, digest, body in json.loads(file.data)["pages"]:
            assert digest == hashlib.sha256(body.encode()).hexdigest()


def test_what_is_shared_travels_once_in_the_first_part() -> None:
    pages = {f"/ar/{number}/": noise(number, 300) for number in range(40)}
    files = [json.loads(file.data) for file in parts(Pack("ar", "", HEADERS, (SHEET,), pages))]
    assert len(files) > 1
    assert ["headers" in file for file in files] == [True] + [False] * (len(files) - 1)
    assert sorted(path for file in files for path, _, _ in file["pages"]) == sorted(pages)


def test_no_part_is_larger_than_allowed_on_the_wire() -> None:
    pages = {f"/ar/{number}/": noise(number, 100) for number in range(60)}
    for file in parts(Pack("ar", "", HEADERS, (SHEET,), pages)):
        assert len(brotli.compress(file.data, quality=11, lgwin=24)) <= LARGEST_PART


def test_a_release_can_be_read_back_from_its_parts(pack: Pack) -> None:
    again = read_pack([file.data for file in parts(pack)], pack.edition)
    assert again == pack
    assert again.release == pack.release


def test_a_delta_leads_exactly_to_the_new_release(pack: Pack) -> None:
    changed = {
        **pack.pages,
        "/ar/page-3/": pack.pages["/ar/page-3/"].replace("3", "ثلاثة", 1),
        "/ar/new/": "<p>ج</p>",
    }
    del changed["/ar/page-5/"]
    sheet = Asset("/static/2/css/dalil.css", "text/css", "p{color:blue}")
    new = replace(pack, pages=changed, assets=(sheet,), headers={**HEADERS, "X-New": "1"})
    assert follow(pack, delta(pack, new).data).release == new.release


def test_a_page_that_changed_altogether_travels_whole(pack: Pack) -> None:
    new = replace(pack, pages={**pack.pages, "/ar/page-2/": "<p>short</p>"})
    step = json.loads(delta(pack, new).data)
    assert [path for path, _, _ in step["pages"]] == ["/ar/page-2/"] or step["splices"]
    assert follow(pack, delta(pack, new).data).release == new.release


def test_headers_and_assets_travel_in_a_delta_only_when_they_changed(pack: Pack) -> None:
    new = replace(pack, pages={**pack.pages, "/ar/page-1/": pack.pages["/ar/page-1/"] + "<p>.</p>"})
    step = json.loads(delta(pack, new).data)
    assert "headers" not in step
    assert step["assets"] == step["dropped"] == []


def test_there_are_deltas_from_the_last_five_releases_and_none_from_itself(pack: Pack) -> None:
    earlier = [replace(pack, pages={**pack.pages, "/ar/page-1/": f"<p>{n}</p>"}) for n in range(8)]
    found = deltas_from([pack, *earlier], pack)
    assert list(found) == [old.release for old in earlier[:MOST_DELTAS]]


def test_the_index_has_the_pinned_keys_and_stays_small(pack: Pack) -> None:
    earlier = [replace(pack, pages={**pack.pages, "/ar/page-1/": f"<p>{n}</p>"}) for n in range(5)]
    files, steps = parts(pack), deltas_from(earlier, pack)
    data = index(pack, files, steps, notices=[], kill=False)
    described = json.loads(data)
    assert list(described) == ["edition", "release", "parts", "deltas", "wire", "notices", "kill"]
    assert described["parts"] == [[file.address, len(file.data)] for file in files]
    assert described["deltas"] == {old: [file.address, len(file.data)] for old, file in steps.items()}
    assert len(brotli.compress(data, quality=11)) <= 1536


def test_an_edition_is_the_day_with_a_letter_when_the_day_has_several(pack: Pack) -> None:
    day = "2026-11-22"
    assert next_edition(day, [], "new") == day
    assert next_edition(day, [pack], "new") == "2026-11-22b"
    assert next_edition(day, [replace(pack, edition="2026-11-22b"), pack], "new") == "2026-11-22c"
    assert next_edition("2026-12-01", [pack], "new") == "2026-12-01"
    assert next_edition(day, [pack], pack.release) == pack.edition


def test_a_saved_page_links_the_sheet_in_place_of_carrying_it() -> None:
    page = "<head><style>p{color:red}</style></head><p>x</p>"
    assert saved_page(page, "/static/1/css/dalil.css") == (
        '<head><link rel="stylesheet" href="/static/1/css/dalil.css"></head><p>x</p>'
    )


def test_a_shared_file_that_changed_at_its_address_travels_again(pack: Pack) -> None:
    manifest = Asset("/ar/manifest.webmanifest", "application/manifest+json", '{"name":"1"}')
    old = replace(pack, assets=(SHEET, manifest))
    new = replace(pack, assets=(SHEET, replace(manifest, text='{"name":"2"}')))
    assert follow(old, delta(old, new).data).release == new.release
