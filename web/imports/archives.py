"""Archives: whether a file that should be a workbook may be unfolded at all.

What an archive says of its own sizes is a claim, so every part is unfolded once
and weighed, and let go piece by piece. Archives inside it are never opened.
"""

import errno
import zipfile
import zlib
from pathlib import Path
from typing import Final

from web.imports.unreadable import Unreadable

UNFOLDED_MAX: Final = 300 * 1024 * 1024
RATIO_MAX: Final = 200
SMALL: Final = 4 * 1024 * 1024
PARTS_MAX: Final = 2_000
PIECE_BYTES: Final = 256 * 1024
OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument"
WORKBOOK: Final = "xl/workbook."
SHEETS: Final = "xl/worksheets/"
FORMULAS: Final = (b"<f>", b"<f ", b":f>", b":f ")


def is_workbook(path: Path) -> bool:
    """Tell whether a file is a workbook; raises Unreadable for one of another kind."""
    with path.open("rb") as file:
        start = file.read(200)
        if start.startswith(OLD):
            rest = start + file.read()
            raise Unreadable("encrypted" if LOCKED in rest else "old_workbook")
    if not start.startswith(ZIP):
        return False
    if OPEN_DOCUMENT in start:
        raise Unreadable("open_document")
    return True


def weigh(path: Path) -> bool:
    """Unfold a workbook once and let it go; tell whether it has formulas."""
    try:
        with zipfile.ZipFile(path) as archive:
            return _weigh(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError) as error:
        raise Unreadable("damaged") from error
    except (NotImplementedError, OSError) as error:
        # An archive that lies about its places sends the reader before its start.
        if isinstance(error, OSError) and error.errno not in {None, errno.EINVAL}:
            raise
        raise Unreadable("damaged") from error
    except RuntimeError as error:  # so the library says that a password is wanted
        raise Unreadable("encrypted") from error


def _weigh(archive: zipfile.ZipFile) -> bool:
    parts = archive.infolist()
    if not any(part.filename.startswith(WORKBOOK) for part in parts):
        raise Unreadable("other_archive")
    if len(parts) > PARTS_MAX:
        raise Unreadable("bomb")
    if sum(part.file_size for part in parts) > UNFOLDED_MAX:
        raise Unreadable("bomb")
    left, has_formulas = UNFOLDED_MAX, False
    for part in parts:
        weight, found = _unfold(archive, part, left)
        left -= weight
        has_formulas |= found
    return has_formulas


def _unfold(
    archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int
) -> tuple[int, bool]:
    """Return what a part weighs, and whether formulas stand in it."""
    most = min(left, max(SMALL, part.compress_size * RATIO_MAX))
    is_sheet = part.filename.startswith(SHEETS)
    weight, found, tail = 0, False, b""
    with archive.open(part) as file:
        while piece := file.read(PIECE_BYTES):
            weight += len(piece)
            if weight > most:
                raise Unreadable("bomb")
            if is_sheet and not found:
                found = any(mark in tail + piece for mark in FORMULAS)
                tail = piece[-3:]
    return weight, found
