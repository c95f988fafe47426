"""Naming: what a file is called, so that whoever keeps it knows what it is of."""

import re
from typing import Final

from web.exports.taking import ASKED_ONLY, Asked
from web.log.rooting import root_of

ROOT_SIGNS: Final = 12
FILTER_SIGNS_MAX: Final = 60
UNSAFE: Final = re.compile(r"[^A-Za-z0-9_~]+")


def root_at(position: int) -> str | None:
    """Return the root of the log's tree at an entry, None until that is sealed."""
    root = root_of(position)
    return None if root is None else root.hex()


def file_name(asked: Asked, position: int, root: str | None) -> str:
    """Return the name: contributions-time-p1283-3f2a9c1b04de.csv."""
    narrowed = UNSAFE.sub("-", "-".join(filter(None, asked.filters.values())))
    parts = (
        asked.thing.name,
        narrowed[:FILTER_SIGNS_MAX].strip("-"),
        ASKED_ONLY if asked.is_asked_only else "",
        f"p{position}",
        (root or "")[:ROOT_SIGNS],
    )
    return f"{'-'.join(filter(None, parts))}.{asked.format.ending}"
