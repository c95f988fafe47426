"""Bundles: all the evidence of a log in one ZIP file, for one audience.

A bundle is made of a published checkpoint and what lies under it. Made again with the
same checkpoint and cosignatures it is the same bytes: names come in a fixed order,
times are those of no clock, and nothing is compressed, because libraries differ.
"""

import json
import os
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from ledger.kernel.store.embedded_folder import is_alive
from ledger.kernel.store.queries import read_words
from ledger.kernel.store.withdrawals import KIND
from ledger.kernel.words import Audience, digest_of
from ledger.log.archive import Archive, Connection, Published, read_bundles
from ledger.log.notes import encode
from ledger.log.policies import parse_policy
from ledger.log.proofs import Maker
from ledger.log.tiles import (
    TILE_WIDTH,
    EntriesTile,
    Tile,
    entries_path,
    tile_path,
    tiles_of,
)
from ledger.log.words_checking import grounds

FORMAT: Final = "commun-bundle/v1"
TIME: Final = (1980, 1, 1, 0, 0, 0)
"""The first that a ZIP file can tell: a clock would make each bundle another."""

MODE: Final = 0o100644 << 16
HERE: Final = Path(__file__).parent
AUDIENCES: Final[Mapping[Audience, frozenset[str]]] = {
    Audience.PUBLIC: frozenset({"public"}),
    Audience.PARTNERS: frozenset({"public", "partners"}),
}
BUNDLES_A_QUERY: Final = 16
TILES_A_QUERY: Final = 128
# By the tag that every withdrawal bears: nothing is looked through.
WITHDRAWN: Final = """
SELECT coalesce(max(t.position), 0) FROM ledger.kinds k
JOIN ledger.tags t ON t.kind = k.id AND t.tag = hashtextextended('commons:commons', 0)
WHERE k.name = %s
"""
TILES: Final = """
SELECT number, data FROM log.tiles WHERE level = %s AND number BETWEEN %s AND %s
ORDER BY number
"""
WORDS: Final = """
SELECT position, body FROM ledger.words WHERE position BETWEEN %s AND %s
ORDER BY position
"""


class NotBundled(Exception):
    """No bundle can be made of this; the message says why."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """What a bundle is to hold; ``views`` names the lines of each exported view.

    Entries up to ``since`` are left out, except those that share a tile with later
    ones: whoever has them already can tell that the rest continues them.
    """

    head: Published
    policy: str
    audience: Audience
    software: str
    since: int = 0
    views: Mapping[str, Iterable[bytes]]
    fingerprint: str = ""

    @property
    def size(self) -> int:
        """Return how many entries there are in all."""
        return self.head.checkpoint.size

    @property
    def first(self) -> int:
        """Return the number of the first bundle of entries that is in it."""
        return self.since // TILE_WIDTH


class Parcel:
    """A ZIP file under way, with the digests of what the root does not cover."""

    def __init__(self, path: Path) -> None:
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_STORED)
        self.digests: dict[str, str] = {}

    def add(self, name: str, content: bytes, *, is_covered: bool = False) -> None:
        """Add a file."""
        self._zip.writestr(_entry_of(name), content)
        if not is_covered:
            self.digests[name] = sha256(content).hexdigest()

    def stream(self, name: str, parts: Iterable[bytes]) -> None:
        """Add a file of any length, part by part."""
        digest = sha256()
        with self._zip.open(_entry_of(name), "w", force_zip64=True) as file:
            for part in parts:
                digest.update(part)
                file.write(part)
        self.digests[name] = digest.hexdigest()

    def close(self) -> None:
        """Write the table of contents."""
        self._zip.close()


def _entry_of(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, TIME)
    entry.create_system = 3  # otherwise it would tell where the bundle was made
    entry.external_attr = MODE
    return entry


def write_bundle(connection: Connection, target: Path, evidence: Evidence) -> None:
    """Write a bundle, in the caller's transaction, which must be repeatable read.

    It is written beside its place and moved there whole: killed before, it leaves the
    old one, and a file whose name begins with a dot.
    """
    sweep_unfinished(target)
    fresh = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        parcel = Parcel(fresh)
        _fill(connection, parcel, evidence)
        parcel.close()
        with fresh.open("rb") as file:
            os.fsync(file.fileno())
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)


def sweep_unfinished(target: Path) -> None:
    """Remove what makers that were killed left beside a bundle: it holds texts."""
    for left in target.parent.glob(f".{target.name}.*.new"):
        maker = left.name.removeprefix(f".{target.name}.").removesuffix(".new")
        if not maker.isdecimal() or not is_alive(int(maker)):
            left.unlink(missing_ok=True)


def root_at(connection: Connection, size: int) -> bytes:
    """Return the root that the tree had at a size, by its tiles."""
    archive = Archive(lambda: nullcontext(connection))
    known = archive.state().size
    if not 0 <= size <= known:
        raise NotBundled(f"the log has {known} entries, not {size}")
    return Maker(archive.tiles(known), known).root(size)


def _fill(connection: Connection, parcel: Parcel, evidence: Evidence) -> None:
    checkpoint = evidence.head.checkpoint
    withdrawn = withdrawal_of(connection)
    if withdrawn > evidence.size:
        raise NotBundled(
            f"words were withdrawn at {withdrawn}, which is not sealed yet: try again"
        )
    policy = parse_policy(evidence.policy)
    keys = "".join(f"{key.text}\n" for key in policy.keys)
    parcel.add("README.md", guide_of(evidence).encode())
    parcel.add("checkpoint", evidence.head.note)
    parcel.add("keys", keys.encode())
    parcel.add("policy", evidence.policy.encode())
    parcel.add("verify.py", (HERE / "verify.py").read_bytes())
    for path, content in _tiles(connection, evidence):
        parcel.add(path, content, is_covered=True)
    for path, content in _entries(connection, evidence):
        parcel.add(path, content, is_covered=True)
    for path, content in _words(connection, evidence):
        parcel.add(path, content)
    for name in sorted(evidence.views):
        parcel.stream(f"views/{name}.jsonl", evidence.views[name])
    since = root_at(connection, evidence.since)
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "origin": checkpoint.origin,
        "size": checkpoint.size,
        "root": encode(checkpoint.root),
        "since": {"size": evidence.since, "root": encode(since)},
        "audience": str(evidence.audience),
        "software": evidence.software,
        "views": evidence.fingerprint,
        "withdrawal": withdrawn or None,
        "digests": dict(sorted(parcel.digests.items())),
    }
    text = json.dumps(manifest, indent=1, ensure_ascii=False) + "\n"
    parcel.add("manifest.json", text.encode())


def withdrawal_of(connection: Connection) -> int:
    """Return the position of the last withdrawal of words, or 0."""
    row = connection.execute(WITHDRAWN, (KIND,)).fetchone()
    assert row is not None, "an aggregate has one row"
    return int(row[0])


def guide_of(evidence: Evidence) -> str:
    """Return what a person is to read first."""
    text = (HERE / "bundle_guide.md").read_text("utf-8")
    checkpoint = evidence.head.checkpoint
    return text.format(
        origin=checkpoint.origin,
        size=checkpoint.size,
        root=encode(checkpoint.root),
        audience=evidence.audience,
        software=evidence.software,
    )


def _tiles(connection: Connection, evidence: Evidence) -> Iterator[tuple[str, bytes]]:
    """Yield the tiles that are not left of the first entry, level by level."""
    source = Archive(lambda: nullcontext(connection)).tiles(evidence.size)
    wanted = [
        tile
        for tile in tiles_of(evidence.size)
        if tile.number >= evidence.first >> (8 * tile.level)
    ]
    for start in range(0, len(wanted), TILES_A_QUERY):
        part = wanted[start : start + TILES_A_QUERY]
        full = _full_tiles(connection, part)
        for tile in part:
            content = full.get(tile) or source(tile)
            yield tile_path(tile), content


def _full_tiles(connection: Connection, part: list[Tile]) -> dict[Tile, bytes]:
    """Read full tiles many at a time: one by one, they would take the longest."""
    found: dict[Tile, bytes] = {}
    for level in {tile.level for tile in part}:
        numbers = [tile.number for tile in part if tile.level == level]
        given = (level, min(numbers), max(numbers))
        for number, data in connection.execute(TILES, given):
            found[Tile(level, int(number))] = bytes(data)
    return found


def _entries(connection: Connection, evidence: Evidence) -> Iterator[tuple[str, bytes]]:
    """Yield the entries as the database has them now, be they as they should or not.

    Whoever removed a fact is not to be spared the bundle that shows it.
    """
    for first, last in _stretches(evidence):
        for number, _width, data in read_bundles(connection, first, last):
            yield entries_path(_tile_at(number, evidence.size)), data


def _words(connection: Connection, evidence: Evidence) -> Iterator[tuple[str, bytes]]:
    """Yield the words of the audience, in one file for each bundle of entries."""
    audiences, withdrawn = AUDIENCES[evidence.audience], grounds(connection).named
    for first, last in _stretches(evidence):
        lines: dict[int, list[str]] = {}
        for position, body in connection.execute(WORDS, (first, last)):
            for words in read_words(bytes(body)):
                place = (position, digest_of(words.encoded))
                # What is withdrawn goes from the database a moment later.
                if words.audience in audiences and place not in withdrawn:
                    line = {
                        "position": position,
                        "of": words.audience,
                        "disclosure": words.encoded,
                    }
                    number = (position - 1) // TILE_WIDTH
                    lines.setdefault(number, []).append(json.dumps(line))
        for number in sorted(lines):
            path = entries_path(EntriesTile(number)).removeprefix("tile/entries/")
            yield (
                f"words/{path}.jsonl",
                "".join(f"{x}\n" for x in lines[number]).encode(),
            )


def _stretches(evidence: Evidence) -> Iterator[tuple[int, int]]:
    """Yield first and last position of what is read at once."""
    step = BUNDLES_A_QUERY * TILE_WIDTH
    for before in range(evidence.first * TILE_WIDTH, evidence.size, step):
        yield before + 1, min(before + step, evidence.size)


def _tile_at(number: int, size: int) -> EntriesTile:
    return EntriesTile(number, min(TILE_WIDTH, size - number * TILE_WIDTH))
