"""Entries: the bytes that stand in the log for a recorded fact.

An entry is a head of six lines, an empty line, and the fact's bytes exactly as
they are stored. Positions are dense, so the leaf's index is the position less one.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final, NamedTuple

from ledger.kernel.identifiers import TAG_PATTERN
from ledger.kernel.store.port import KIND_PATTERN, StoredEvent

ENTRY_BYTES_MAX: Final = 65_535
"""A bundle tells an entry's length in two bytes (C2SP tlog-tiles)."""

ORIGIN_BYTES_MAX: Final = 200

FORMAT: Final = "commun-event/v1"
TIME_FORMAT: Final = "%Y-%m-%dT%H:%M:%S.%fZ"
LENGTH_BYTES: Final = 2
HEAD_LINES: Final = 6
# No space and no plus: the origin is also the name of the log's key.
ORIGIN_PATTERN: Final = re.compile(r"[^\s+\x00-\x1f\x7f]+")
POSITION_PATTERN: Final = re.compile(r"[1-9][0-9]{0,18}")
TIME_PATTERN: Final = re.compile(
    r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z", re.ASCII
)


class MalformedEntry(Exception):
    """Bytes are no entry, or no bundle of entries."""


class Entry(NamedTuple):
    """What an entry says of a fact; ``data`` is the fact as it is stored."""

    origin: str
    position: int
    recorded_at: datetime
    kind: str
    tags: tuple[str, ...]
    data: bytes


def is_origin(text: str) -> bool:
    """Tell whether a text can name a log."""
    is_short = len(text.encode("utf-8", "replace")) <= ORIGIN_BYTES_MAX
    return is_short and ORIGIN_PATTERN.fullmatch(text) is not None


def write_entry(origin: str, event: StoredEvent) -> bytes:
    """Return the one entry that stands for this event in this log."""
    time = event.recorded_at.astimezone(UTC).strftime(TIME_FORMAT)
    head = (
        f"{FORMAT}\n{origin}\n{event.position}\n{time}\n"
        f"{event.kind}\n{' '.join(event.tags)}\n\n"
    )
    entry = head.encode() + event.data
    if len(entry) > ENTRY_BYTES_MAX:
        raise MalformedEntry(f"the entry of position {event.position} is too long")
    return entry


def parse_entry(raw: bytes) -> Entry:
    """Read an entry; only what ``write_entry`` writes is one."""
    head, mark, data = raw.partition(b"\n\n")
    try:
        lines = head.decode().split("\n")
    except UnicodeDecodeError as error:
        raise MalformedEntry("the head of an entry is no text") from error
    if not mark or len(lines) != HEAD_LINES or lines[0] != FORMAT:
        raise MalformedEntry(f"an entry begins with {FORMAT} and {HEAD_LINES} lines")
    _, origin, position, time, kind, tags = lines
    if not is_origin(origin) or not POSITION_PATTERN.fullmatch(position):
        raise MalformedEntry("the origin or the position of an entry is malformed")
    if not KIND_PATTERN.fullmatch(kind) or not TIME_PATTERN.fullmatch(time):
        raise MalformedEntry(f"the kind or the time of entry {position} is malformed")
    named = tuple(tags.split(" "))
    if not all(TAG_PATTERN.fullmatch(tag) for tag in named):
        raise MalformedEntry(f"a tag of entry {position} is malformed")
    if tuple(sorted(set(named))) != named or len(raw) > ENTRY_BYTES_MAX:
        raise MalformedEntry(f"the tags of entry {position} are out of order")
    return Entry(origin, int(position), _instant(position, time), kind, named, data)


def _instant(position: str, time: str) -> datetime:
    try:
        return datetime.strptime(time, TIME_FORMAT).replace(tzinfo=UTC)
    except ValueError as error:
        raise MalformedEntry(f"the time of entry {position} is no date") from error


def bundle(entries: Iterable[bytes]) -> bytes:
    """Return entries as tlog-tiles bundles them: each after its length."""
    return b"".join(
        len(entry).to_bytes(LENGTH_BYTES, "big") + entry for entry in entries
    )


def unbundle(raw: bytes) -> list[bytes]:
    """Return the entries of a bundle."""
    entries: list[bytes] = []
    at, end, append = 0, len(raw), entries.append
    while at < end:
        start = at + LENGTH_BYTES
        at = start + int.from_bytes(raw[at:start], "big")
        if at > end or start > end:
            raise MalformedEntry("a bundle of entries ends too soon")
        append(raw[start:at])
    return entries
