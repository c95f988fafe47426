"""Exporting: the log as static files, for any web server, disk or mirror.

The same tree of paths as is served. Nothing is copied that does not fit the signed
checkpoint, and a folder that holds another history is left as it is.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from ledger.log.archive import Archive
from ledger.log.checkpoints import Checkpoint, parse_checkpoint
from ledger.log.durable import alone_in, replace_file
from ledger.log.entries import unbundle
from ledger.log.hashing import HASH_BYTES, fold, leaf_hash
from ledger.log.notes import MalformedNote, parse_note
from ledger.log.proofs import Maker, TileSource
from ledger.log.tiles import (
    TILE_WIDTH,
    EntriesTile,
    Tile,
    entries_of,
    entries_path,
    is_covered,
    tile_path,
    tiles_of,
)
from ledger.log.verification import is_consistent

CHECKPOINT: Final = "checkpoint"
READABLE: Final = 0o644


class ExportRefused(Exception):
    """Nothing more is written; the message says why, and what to do."""


class Exported(NamedTuple):
    """How large the copy is now, and how many files were written for it."""

    size: int
    files: int


def export(archive: Archive, folder: Path) -> Exported:
    """Bring the copy in a folder to the last published checkpoint, which comes last.

    What the folder's own checkpoint covers is there already, for that was written
    after everything under it was on the disk. A copy cut short has files that its
    checkpoint does not cover: they are written again.
    """
    published = archive.published()
    if published is None:
        raise ExportRefused("Nothing is published yet. Seal it: commun log publish")
    new = published.checkpoint
    tiles = archive.tiles(new.size)
    if Maker(tiles, new.size).root(new.size) != new.root:
        raise ExportRefused("The tree is not the one that was signed: commun log check")
    folder.mkdir(parents=True, exist_ok=True)
    with alone_in(folder):
        old = _present(folder)
        _refuse_another_history(old, new, tiles)
        size = old.size if old else 0
        count = 0
        for path, content in _missing(archive, folder, size, new.size):
            _write(folder / path, content)
            count += 1
        os.sync()
        replace_file(folder / CHECKPOINT, published.note, READABLE)
        _drop_outgrown(folder, size, new.size)
    return Exported(new.size, count + 1)


def _present(folder: Path) -> Checkpoint | None:
    """Return the checkpoint of the copy, if there is a copy."""
    path = folder / CHECKPOINT
    try:
        return parse_checkpoint(parse_note(path.read_bytes()).text)
    except FileNotFoundError:
        return None
    except MalformedNote as error:
        said = f"{path} is no checkpoint: {error}. Choose another folder"
        raise ExportRefused(f"{said}, or remove the file to write all anew.") from error


def _refuse_another_history(
    old: Checkpoint | None, new: Checkpoint, tiles: TileSource
) -> None:
    """Refuse to write over a copy that this log has not grown out of."""
    if old is None or old.size == 0:
        return
    if old.origin != new.origin:
        raise ExportRefused(f"The folder holds the log {old.origin}: choose another.")
    if old.size > new.size:
        said = f"The folder has {old.size} facts, this log only {new.size}"
        raise ExportRefused(f"{said}: keep the folder, it may be what was lost here.")
    proof = Maker(tiles, new.size).consistency(old.size, new.size)
    if not is_consistent(old.size, new.size, old.root, new.root, proof):
        said = f"The folder holds another history of its first {old.size} facts"
        raise ExportRefused(f"{said}: keep it, and run commun log check.")


def _missing(
    archive: Archive, folder: Path, old: int, new: int
) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of every file that the copy lacks."""
    tiles = archive.tiles(new)
    for tile in tiles_of(new):
        path = tile_path(tile)
        if not (is_covered(tile, old) and (folder / path).exists()):
            data = tiles(tile)
            _refuse_unsound(tiles, tile, data, new)
            yield path, data
    for bundle in entries_of(new):
        path = entries_path(bundle)
        if not (is_covered(bundle, old) and (folder / path).exists()):
            data = archive.bundle(bundle)
            leaves = tiles(Tile(0, bundle.number, bundle.width))
            if b"".join(map(leaf_hash, unbundle(data))) != leaves:
                said = f"Facts {bundle.first} to {bundle.last} are not those sealed"
                raise ExportRefused(f"{said}: run commun log check.")
            yield path, data


def _refuse_unsound(tiles: TileSource, tile: Tile, data: bytes, size: int) -> None:
    """Refuse a full tile that its hash in the level above does not stand for.

    Partial tiles went into the root that was compared before.
    """
    if tile.width < TILE_WIDTH:
        return
    number, at = divmod(tile.number, TILE_WIDTH)
    there = (size >> (8 * (tile.level + 1))) - number * TILE_WIDTH
    above = tiles(Tile(tile.level + 1, number, min(TILE_WIDTH, there)))
    hashes = [data[i : i + HASH_BYTES] for i in range(0, len(data), HASH_BYTES)]
    if fold(hashes) != above[at * HASH_BYTES : (at + 1) * HASH_BYTES]:
        raise ExportRefused(f"{tile_path(tile)} is damaged: run commun log check.")


def _write(path: Path, content: bytes) -> None:
    """Write a file that readers see whole; all are brought to the disk together."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(content)
    fresh.replace(path)


def _drop_outgrown(folder: Path, old: int, new: int) -> None:
    """Remove beginnings of tiles that are full by now; readers fall back on these."""
    for tile in tiles_of(old):
        if tile.width < TILE_WIDTH and is_covered(Tile(tile.level, tile.number), new):
            paths = [tile_path(Tile(tile.level, tile.number))]
            if tile.level == 0:
                paths.append(entries_path(EntriesTile(tile.number)))
            for path in paths:
                shutil.rmtree(folder / f"{path}.p", ignore_errors=True)
