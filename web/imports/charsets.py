"""Charsets: in which encoding a text was written, and whether that is certain."""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from charset_normalizer import from_bytes

from web.imports.unreadable import Unreadable

MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""What a text says it is by its first bytes; the longer marks stand first."""

SAMPLE_BYTES: Final = 64 * 1024
PIECE_BYTES: Final = 256 * 1024
WESTERN: Final = "cp1252"
RIVALS: Final = ("cp1252", "mac_roman", "cp850", "latin_1")
FRENCH: Final = frozenset("éèêëàâäùûüçôöîïœæÉÈÊÀÂÇÔÎ«»’“”–°€²…\u00a0")
CONTROLS: Final = frozenset(range(32)) - {9, 10, 12, 13} | {127}
STRAYS: Final = 0.001


def charset_of(path: Path) -> str:
    """Return the encoding of a text; raises Unreadable where it is none."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE_BYTES)
    for mark, name in MARKS:
        if sample.startswith(mark):
            _check(path, name)
            return name
    zero, high, odd = _looked_at(path)
    if zero:
        raise Unreadable("zero_bytes")
    if odd:
        raise Unreadable("not_text")
    if not high or _decodes(path, "utf-8"):
        return "utf-8"
    return _eight_bits(high, path)


def _check(path: Path, name: str) -> None:
    if not _decodes(path, name):
        raise Unreadable("encoding", encoding=name.removesuffix("-sig").upper())
    with path.open(encoding=name, newline="") as text:
        while piece := text.read(PIECE_BYTES):
            if "\x00" in piece:
                raise Unreadable("zero_bytes")


def _looked_at(path: Path) -> tuple[bool, bytes, bool]:
    """Tell of zero bytes, of the lines with other letters than ASCII, of rubbish."""
    lines: list[bytes] = []
    kept = odd = total = 0
    for piece in _pieces(path):
        if b"\x00" in piece:
            return True, b"", False
        total += len(piece)
        odd += len(piece) - len(piece.translate(None, bytes(CONTROLS)))
        if kept < SAMPLE_BYTES and not piece.isascii():
            found = [line for line in piece.splitlines() if not line.isascii()]
            lines += found
            kept += sum(len(line) for line in found)
    return False, b"\n".join(lines)[:SAMPLE_BYTES], odd > total * STRAYS


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE_BYTES):
            yield piece


def _decodes(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        for piece in _pieces(path):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _eight_bits(high: bytes, path: Path) -> str:
    """Return the old encoding in which most of the letters are letters of French.

    Where French does not tell them apart, whoever counts letters of all languages
    is asked, and what Windows wrote is the last resort.
    """
    likely = {name: _letters(high, name) for name in RIVALS}
    best = max(likely.values())
    leading = [name for name in RIVALS if likely[name] == best and best > 0]
    if not leading:
        found = from_bytes(high, cp_isolation=list(RIVALS)).best()
        leading = [found.encoding] if found is not None else []
    for name in (*leading, WESTERN):
        if _decodes(path, name):
            return name
    return "latin_1"


def _letters(high: bytes, name: str) -> float:
    """Return how much of what is not ASCII French would write so."""
    try:
        text = high.decode(name)
    except UnicodeDecodeError:
        return -1
    other = [sign for sign in text if not sign.isascii()]
    return sum(sign in FRENCH for sign in other) / max(1, len(other))
