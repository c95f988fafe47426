"""Evidence: the files that support contributions, kept beside the database.

The log holds a digest only. It is taken over a random salt and the content, so
that nobody can tell from the log which known file was sent. A kept file begins
with its salt and is named by the digest of the whole: whoever has it can check
it against the log with nothing else.
"""

import hashlib
import io
import os
import re
import secrets
import zipfile
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Final

from ledger.commons.contributions.limits import DIGEST, EVIDENCE_BYTES_MAX

SALT_BYTES: Final = 32
FOLDER: Final = "evidence"
MAGIC: Final = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
OFFICE: Final = "application/vnd.openxmlformats-officedocument"
OPEN_XML: Final = (
    ("word/", f"{OFFICE}.wordprocessingml.document"),
    ("xl/", f"{OFFICE}.spreadsheetml.sheet"),
    ("ppt/", f"{OFFICE}.presentationml.presentation"),
)
OPEN_DOCUMENT: Final = b"mimetypeapplication/vnd.oasis.opendocument."
OPEN_DOCUMENT_AT: Final = 30
"""Where a ZIP archive's first entry has its name: a fixed header comes before."""

NOT_TEXT: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")

ACCEPTED: Final = (
    ".pdf,.png,.jpg,.jpeg,.gif,.webp,.odt,.ods,.odp,.docx,.xlsx,.pptx,.csv,.txt"
)
ENDINGS: Final = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/vnd.oasis.opendocument.presentation": ".odp",
    f"{OFFICE}.wordprocessingml.document": ".docx",
    f"{OFFICE}.spreadsheetml.sheet": ".xlsx",
    f"{OFFICE}.presentationml.presentation": ".pptx",
}


def media_type_of(content: bytes) -> str | None:
    """Tell the kind of a file by its content, whatever its name says; None if none."""
    for start, kind in MAGIC:
        if content.startswith(start):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if content.startswith(b"PK\x03\x04"):
        return _kind_of_archive(content)
    return "text/plain" if _is_text(content) else None


def _kind_of_archive(content: bytes) -> str | None:
    if content[OPEN_DOCUMENT_AT:].startswith(OPEN_DOCUMENT):
        name = content[OPEN_DOCUMENT_AT + len("mimetype") :][:60]
        kind = name.split(b"PK", 1)[0].decode("ascii", "ignore")
        return kind if kind in ENDINGS else None
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError):
        return None
    return next(
        (kind for start, kind in OPEN_XML if any(n.startswith(start) for n in names)),
        None,
    )


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    return NOT_TEXT.search(text) is None


def keep_file(data: Path, content: bytes) -> str:
    """Keep a file, and return its salted digest.

    It is on the disk before its digest is handed out, under a name that appears
    only once it is whole: a crash leaves at most a stray unfinished file.
    """
    assert 0 < len(content) <= EVIDENCE_BYTES_MAX, "the caller has weighed it"
    salted = secrets.token_bytes(SALT_BYTES) + content
    digest = urlsafe_b64encode(hashlib.sha256(salted).digest()).decode().rstrip("=")
    folder = data / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = folder / f".{digest}"
    try:
        with open(  # only the function takes an opener, which sets the mode
            unfinished, "wb", opener=lambda path, flags: os.open(path, flags, 0o600)
        ) as file:
            file.write(salted)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(folder / digest)
    finally:
        unfinished.unlink(missing_ok=True)
    _settle(folder)
    return digest


def kept_file(data: Path, digest: str) -> bytes | None:
    """Return a file's content, or None where it is not kept here."""
    path = _path(data, digest)
    if path is None or not path.is_file():
        return None
    return path.read_bytes()[SALT_BYTES:]


def forget_file(data: Path, digest: str) -> None:
    """Throw away a file that no fact refers to."""
    if (path := _path(data, digest)) is not None:
        path.unlink(missing_ok=True)


def _path(data: Path, digest: str) -> Path | None:
    """Return where a file of this digest lies; a digest never leads elsewhere."""
    return data / FOLDER / digest if DIGEST.fullmatch(digest) else None


def _settle(folder: Path) -> None:
    """Make the new name survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
