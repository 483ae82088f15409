"""Earlier releases: what the next one starts from, and what it keeps serving for phones in the middle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from app.offline.bundle import earlier_packs, pack_files
from app.offline.packs import MOST_DELTAS, Pack
from app.site.release import CURRENT, DESCRIPTION, PUBLIC, RELEASES, Release, read_release

# A page opened before a release may still ask for its scripts, and a phone for the part it is in.
STILL_SERVED = 2


def earlier_releases(site: Path | None, content: str) -> list[Release]:
    """Return the releases before a new one, newest first, at most as many as there are deltas.

    Args:
        site: the site that is given as the earlier one, or none.
        content: the content hash of the new release; when the newest earlier one is the same, the new one
            takes its place and starts from what that one started from.

    Returns:
        The releases that are still on disk.
    """
    if site is None or not (site / CURRENT / DESCRIPTION).is_file():
        return []
    newest = read_release((site / CURRENT).resolve())
    names = [newest.identifier, *newest.previous]
    if newest.content == content:
        names = names[1:]
    folders = [site / RELEASES / name for name in names]
    return [read_release(folder) for folder in folders if (folder / DESCRIPTION).is_file()][:MOST_DELTAS]


def packs_by_language(releases: Sequence[Release], languages: Sequence[str]) -> dict[str, list[Pack]]:
    """Return the earlier packs of each language, newest first."""
    found: dict[str, list[Pack]] = {language: [] for language in languages}
    for release in releases:
        for language, pack in earlier_packs(release.public, languages).items():
            found[language].append(pack)
    return found


def carried_files(releases: Sequence[Release]) -> Iterator[tuple[str, Path]]:
    """Yield shared files, parts and deltas of the last releases by their path inside the new one."""
    for release in releases[:STILL_SERVED]:
        addresses = list(pack_files(release.public, release.languages))
        folder = release.public / "static" / release.assets
        addresses += [f"/{path.relative_to(release.public).as_posix()}" for path in sorted(folder.rglob("*"))]
        for address in addresses:
            path = release.public / address.lstrip("/")
            if path.is_file() and path.suffix not in (".br", ".gz"):
                yield f"{PUBLIC}{address}", path
