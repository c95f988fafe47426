"""Objects: JSON, as one array or as one object a line."""

from collections.abc import Iterator, Sequence

import msgspec

from web.exports.layout import Laid
from web.exports.tables import Parts
from web.things.thing import Document


def lines(layout: Sequence[Laid], parts: Parts) -> Iterator[bytes]:
    """Yield one object a line (NDJSON)."""
    for documents in parts:
        yield b"".join(_object(layout, one) + b"\n" for one in documents)


def array(layout: Sequence[Laid], parts: Parts) -> Iterator[bytes]:
    """Yield an array, each object on a line of its own."""
    before = b"[\n"
    for documents in parts:
        for one in documents:
            yield before + _object(layout, one)
            before = b",\n"
    yield b"[]\n" if before == b"[\n" else b"\n]\n"


def _object(layout: Sequence[Laid], document: Document) -> bytes:
    return msgspec.json.encode({one.name: one.written(document) for one in layout})
