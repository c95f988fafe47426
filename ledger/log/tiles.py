"""Tiles: the tree cut into pieces of 256 hashes, and where each is published.

Paths are those of C2SP tlog-tiles. A full tile never changes; a partial one is
the beginning of a tile that is not full yet.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

TILE_WIDTH: Final = 256
LEVEL_MAX: Final = 63
GROUP: Final = 1_000

PATH: Final = re.compile(
    r"(?P<level>entries|[0-9]{1,2})/(?P<number>(?:x[0-9]{3}/){0,6}[0-9]{3})"
    r"(?:\.p/(?P<width>[0-9]{1,3}))?"
)


class MalformedPath(Exception):
    """A path that no tile is published under."""


class Tile(NamedTuple):
    """Hashes of a level: number ``number`` of the tiles of this level, from the left.

    Level 0 holds the hashes of leaves; a hash of level n stands for 256 of n - 1.
    """

    level: int
    number: int
    width: int = TILE_WIDTH


class EntriesTile(NamedTuple):
    """The entries whose hashes stand in the tile of level 0 with this number."""

    number: int
    width: int = TILE_WIDTH

    @property
    def first(self) -> int:
        """Return the position of the first of these entries."""
        return self.number * TILE_WIDTH + 1

    @property
    def last(self) -> int:
        """Return the position of the last of these entries."""
        return self.number * TILE_WIDTH + self.width


def tile_path(tile: Tile) -> str:
    """Return where a tile is published."""
    return f"tile/{tile.level}/{_number(tile.number)}{_width(tile.width)}"


def entries_path(tile: EntriesTile) -> str:
    """Return where a bundle of entries is published."""
    return f"tile/entries/{_number(tile.number)}{_width(tile.width)}"


def _number(number: int) -> str:
    text = f"{number % GROUP:03}"
    while number := number // GROUP:
        text = f"x{number % GROUP:03}/{text}"
    return text


def _width(width: int) -> str:
    return "" if width == TILE_WIDTH else f".p/{width}"


def parse_tile_path(path: str) -> Tile | EntriesTile:
    """Read a path after ``tile/``; raise MalformedPath unless it prints back the same.

    So each tile has one address, and caches hold it once.
    """
    found = PATH.fullmatch(path)
    if not found:
        raise MalformedPath(path)
    number = int(re.sub("[x/]", "", found["number"]))
    width = int(found["width"] or TILE_WIDTH)
    if not 0 < width <= TILE_WIDTH:
        raise MalformedPath(path)
    if found["level"] == "entries":
        entries = EntriesTile(number, width)
        written = entries_path(entries)
        read: Tile | EntriesTile = entries
    else:
        read = Tile(int(found["level"]), number, width)
        written = tile_path(read)
    if written != f"tile/{path}" or (isinstance(read, Tile) and read.level > LEVEL_MAX):
        raise MalformedPath(path)
    return read


def is_covered(tile: Tile | EntriesTile, size: int) -> bool:
    """Tell whether a tree of this size has all that is in the tile."""
    level = tile.level if isinstance(tile, Tile) else 0
    return tile.number * TILE_WIDTH + tile.width <= size >> (8 * level)


def edge_widths(size: int) -> list[int]:
    """Return how many hashes stand in the unfinished tile of each level."""
    widths: list[int] = []
    while size:
        widths.append(size % TILE_WIDTH)
        size //= TILE_WIDTH
    return widths


def tiles_of(size: int) -> Iterator[Tile]:
    """Yield every tile of a tree, level by level, the partial one last in each."""
    level = 0
    while size:
        full, width = divmod(size, TILE_WIDTH)
        yield from (Tile(level, number) for number in range(full))
        if width:
            yield Tile(level, full, width)
        size, level = full, level + 1


def entries_of(size: int) -> Iterator[EntriesTile]:
    """Yield every bundle of entries of a log, the partial one last."""
    full, width = divmod(size, TILE_WIDTH)
    yield from (EntriesTile(number) for number in range(full))
    if width:
        yield EntriesTile(full, width)
