"""Rooting: the root over the first entries of the log, whoever asks for which.

Documents made from the facts up to a position name it: it is the same for ever.
"""

import psycopg

from ledger.log.archive import Archive, NotInitialised
from ledger.log.proofs import Maker
from web.reading import the_wiring


def log_size() -> int:
    """Return how many entries the tree holds; none before the log is begun."""
    try:
        return Archive(the_wiring().pool.connection).state().size
    except (psycopg.errors.UndefinedTable, NotInitialised):
        return 0


def root_of(position: int) -> bytes | None:
    """Return the root over the entries up to a position; None until they are in."""
    size = log_size()
    if not 0 < position <= size:
        return None
    archive = Archive(the_wiring().pool.connection)
    return Maker(archive.tiles(size), size).root(position)
