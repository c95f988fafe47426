"""Packing: a PDF whose small objects travel together, compressed.

Tags are many small objects, which Typst writes out one by one: they weigh more than
all the letters. Object streams (PDF 1.5, and so within PDF/A-2 and PDF/UA-1) hold
the same objects in a third of the room.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

STARTS: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
TABLE: Final = re.compile(rb"xref\s+0 (\d+)\s*?\n")
TRAILER: Final = re.compile(rb"trailer\s*<<(.*)>>\s*startxref", re.DOTALL)
KEPT: Final = re.compile(rb"/Size \d+|/Size\d+")
ENTRY: Final = 20
TOGETHER: Final = 400
"""How many objects one stream holds: a reader opens a stream for any one of them."""

COMPRESSION: Final = 9
FREE, PLAIN, PACKED = 0, 1, 2


class PdfUnlike(Exception):
    """The file is not written as Typst writes: it is handed out as it is."""


class _Object(NamedTuple):
    number: int
    body: bytes

    @property
    def is_stream(self) -> bool:
        return self.body.endswith(b"endstream")


def packed(pdf: bytes) -> bytes:
    """Return the same document with its small objects compressed together."""
    try:
        objects, trailer = _read(pdf)
    except PdfUnlike:
        return pdf
    return _write(pdf[: pdf.index(b"\n", 9) + 1], objects, trailer)


def _read(pdf: bytes) -> tuple[list[_Object], bytes]:
    start = STARTS.search(pdf)
    at = int(start[1]) if start else 0
    table = TABLE.match(pdf, at)
    trailer = TRAILER.search(pdf, at)
    if not at or table is None or trailer is None:
        raise PdfUnlike
    lines = (
        pdf[table.end() + ENTRY * n : table.end() + ENTRY * (n + 1)]
        for n in range(int(table[1]))
    )
    places = sorted(
        (int(line[:10]), number)
        for number, line in enumerate(lines)
        if line[17:18] == b"n"
    )
    ends = [*places, (at, 0)]
    found = [
        _Object(number, _body(pdf[first:end], number))
        for (first, number), (end, _next) in pairwise(ends)
    ]
    return found, KEPT.sub(b"", trailer[1])


def _body(raw: bytes, number: int) -> bytes:
    head, _, rest = raw.partition(b"obj")
    body, end, _ = rest.rpartition(b"endobj")
    if head.split() != [b"%d" % number, b"0"] or not end:
        raise PdfUnlike
    return body.strip()


def _write(head: bytes, objects: Sequence[_Object], trailer: bytes) -> bytes:
    out = bytearray(head)
    last = max(one.number for one in objects)
    places: dict[int, tuple[int, int, int]] = {0: (FREE, 0, 65_535)}
    for one in objects:
        if one.is_stream:
            places[one.number] = (PLAIN, len(out), 0)
            out += b"%d 0 obj\n%b\nendobj\n" % (one.number, one.body)
    for some in _bunches([one for one in objects if not one.is_stream]):
        last += 1
        places[last] = (PLAIN, len(out), 0)
        for rank, one in enumerate(some):
            places[one.number] = (PACKED, last, rank)
        out += b"%d 0 obj\n%b\nendobj\n" % (last, _bunch(some))
    last += 1
    at = len(out)
    places[last] = (PLAIN, at, 0)
    rows = b"".join(
        kind.to_bytes(1) + where.to_bytes(4) + rank.to_bytes(2)
        for kind, where, rank in (places.get(n, (FREE, 0, 0)) for n in range(last + 1))
    )
    listed = _stream(b"/Type/XRef/W[1 4 2]/Size %d%b" % (last + 1, trailer), rows)
    out += b"%d 0 obj\n%b\nendobj\nstartxref\n%d\n%%%%EOF\n" % (last, listed, at)
    return bytes(out)


def _bunches(objects: Sequence[_Object]) -> Iterator[Sequence[_Object]]:
    for first in range(0, len(objects), TOGETHER):
        yield objects[first : first + TOGETHER]


def _bunch(objects: Sequence[_Object]) -> bytes:
    """Return objects one after the other, behind their numbers and places."""
    places: list[bytes] = []
    bodies = bytearray()
    for one in objects:
        places.append(b"%d %d" % (one.number, len(bodies)))
        bodies += one.body + b"\n"
    listed = b" ".join(places) + b"\n"
    told = b"/Type/ObjStm/N %d/First %d" % (len(objects), len(listed))
    return _stream(told, listed + bytes(bodies))


def _stream(told: bytes, held: bytes) -> bytes:
    squeezed = zlib.compress(held, COMPRESSION)
    return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (
        told,
        len(squeezed),
        squeezed,
    )
