"""Serving: the checkpoint and the tiles, as C2SP tlog-tiles lays them out."""

import gzip
from hashlib import sha256
from http import HTTPStatus
from typing import Final

from flask import Response, current_app, request

from ledger.log.archive import Archive
from ledger.log.tiles import (
    EntriesTile,
    MalformedPath,
    Tile,
    is_covered,
    parse_tile_path,
)
from web.log.answering import RETRY_SECONDS, TEXT, plain
from web.reading import the_wiring

EXTENSION: Final = "commun-log-published"
BYTES: Final = "application/octet-stream"
FRESH: Final = "public, max-age=2"
FOR_EVER: Final = "public, max-age=31536000, immutable"
GZIP_LEVEL: Final = 6


def the_archive() -> Archive:
    """Return the log of this running Commun, to be read."""
    return Archive(the_wiring().pool.connection)


def checkpoint() -> Response:
    """Show the newest signed head, with the cosignatures it has by now."""
    published = the_archive().published()
    if published is None:
        return plain(HTTPStatus.NOT_FOUND, "nothing is published yet", RETRY_SECONDS)
    return fresh_note(published.note)


def fresh_note(note: bytes) -> Response:
    """Return a signed note that may soon be another."""
    return kept(Response(note, content_type=TEXT), FRESH)


def tile(path: str) -> Response:
    """Show a tile, or a bundle of entries; nothing that no signed head covers."""
    try:
        asked = parse_tile_path(path)
    except MalformedPath:
        return plain(HTTPStatus.NOT_FOUND, "there is no such path")
    archive = the_archive()
    size = _published_size(archive, asked)
    if not is_covered(asked, size):
        return plain(HTTPStatus.NOT_FOUND, "not published, or not yet")
    if isinstance(asked, EntriesTile):
        return _entries(archive.bundle(asked))
    hashes = archive.tiles(size)(asked)
    return kept(Response(hashes, content_type=BYTES), FOR_EVER)


def _entries(raw: bytes) -> Response:
    response = Response(raw, content_type=BYTES)
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] > 0:
        response.set_data(gzip.compress(raw, GZIP_LEVEL, mtime=0))
        response.content_encoding = "gzip"
    return kept(response, FOR_EVER)


def kept(response: Response, how_long: str) -> Response:
    """Let everyone keep it, and ask whether theirs is still the one."""
    response.headers["Cache-Control"] = how_long
    response.set_etag(sha256(response.get_data()).hexdigest()[:32])
    response.make_conditional(request)
    return response


def _published_size(archive: Archive, asked: Tile | EntriesTile) -> int:
    """Return a size that was published, and is the newest if that matters.

    What was published stays so: only what the size at hand does not cover makes
    this process look again.
    """
    known: int = current_app.extensions.get(EXTENSION, 0)
    if not is_covered(asked, known):
        published = archive.published()
        known = 0 if published is None else published.checkpoint.size
        current_app.extensions[EXTENSION] = known
    return known
