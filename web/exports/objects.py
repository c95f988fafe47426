"""Objects: JSON, as one array or as one object a line."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import msgspec

from web.exports.layout import Laid
from web.exports.tables import Parts
from web.things.thing import Document

ENCODER: Final = msgspec.json.Encoder()
Fields = Sequence[tuple[str, Callable[[Any], Any]]]


def lines(layout: Sequence[Laid], parts: Parts) -> Iterator[bytes]:
    """Yield one object a line (NDJSON)."""
    fields = _fields(layout)
    for documents in parts:
        yield b"".join(_object(fields, one) + b"\n" for one in documents)


def array(layout: Sequence[Laid], parts: Parts) -> Iterator[bytes]:
    """Yield an array, each object on a line of its own."""
    fields = _fields(layout)
    before = b"[\n"
    for documents in parts:
        if documents:
            objects = b",\n".join(_object(fields, one) for one in documents)
            yield before + objects
            before = b",\n"
    yield b"[]\n" if before == b"[\n" else b"\n]\n"


def _fields(layout: Sequence[Laid]) -> Fields:
    return [(one.name, one.column.write) for one in layout]


def _object(fields: Fields, document: Document) -> bytes:
    return ENCODER.encode({name: write(document[name]) for name, write in fields})
