"""Parcels: appends made ready for the door, and the answers that come back."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from ledger.kernel.store.arrays import (
    BYTEA,
    INT2,
    INT4,
    INT8,
    NULL,
    TEXT,
    TIMESTAMPTZ,
    column,
    instant,
    item,
    large,
    owner,
    read_large,
    small,
)
from ledger.kernel.store.port import (
    Append,
    Appended,
    ClockApart,
    ClockJumped,
    Conflict,
    possible,
)
from ledger.kernel.store.queries import write_words

KEY_BYTES: Final = 16

RECORDED: Final = 0


@dataclass(eq=False, kw_only=True, slots=True)
class Parcel:
    """An append, written in columns by the thread that brings it.

    What cannot be written fails there, and so never among its neighbours.
    """

    append: Append
    at: bytes
    key: bytes
    fingerprint: bytes
    after: bytes
    clauses: int
    clause_kinds: bytes
    clause_tags: bytes
    events: int
    event_kinds: bytes
    event_tags: bytes
    event_data: bytes
    event_words: bytes
    has_words: bool


def pack(append: Append, kind_id: Callable[[str], int]) -> Parcel:
    """Write an append in the columns that the door takes."""
    clause_kinds: list[bytes] = []
    clause_tags: list[bytes] = []
    for clause in possible(append.boundary):
        tags = item(" ".join(clause.tags).encode())
        clause_kinds += [small(kind_id(kind)) for kind in clause.kinds]
        clause_tags += [tags] * len(clause.kinds)
    events = append.events
    words = [write_words(event) for event in events]
    key = append.key
    return Parcel(
        append=append,
        at=instant(append.at),
        key=item(digest_of_key(key.tag)) if key else NULL,
        fingerprint=item(key.fingerprint) if key else NULL,
        after=large(append.after),
        clauses=len(clause_kinds),
        clause_kinds=b"".join(clause_kinds),
        clause_tags=b"".join(clause_tags),
        events=len(events),
        event_kinds=b"".join([small(kind_id(e.kind)) for e in events]),
        event_tags=b"".join([item(" ".join(e.tags).encode()) for e in events]),
        event_data=b"".join([item(e.data) for e in events]),
        event_words=b"".join([item(w) if w else NULL for w in words]),
        has_words=any(words),
    )


def columns(batch: Sequence[Parcel]) -> list[bytes | None]:
    """Join the parcels of a batch into the door's arguments."""
    n = len(batch)
    clauses = sum(p.clauses for p in batch)
    events = sum(p.events for p in batch)
    words = [p.event_words for p in batch]
    return [
        column(TIMESTAMPTZ, [p.at for p in batch], n),
        column(BYTEA, [p.key for p in batch], n),
        column(BYTEA, [p.fingerprint for p in batch], n),
        column(INT8, [p.after for p in batch], n),
        column(INT4, [owner(o) * p.clauses for o, p in enumerate(batch, 1)], clauses),
        column(INT2, [p.clause_kinds for p in batch], clauses),
        column(TEXT, [p.clause_tags for p in batch], clauses),
        column(INT4, [owner(o) * p.events for o, p in enumerate(batch, 1)], events),
        column(INT2, [p.event_kinds for p in batch], events),
        column(TEXT, [p.event_tags for p in batch], events),
        column(BYTEA, [p.event_data for p in batch], events),
        column(BYTEA, words, events) if any(p.has_words for p in batch) else None,
    ]


class KeyKnown(Exception):
    """The key has recorded something before: what, is to be looked up."""


REASONS: Final = {-1: Conflict, -2: KeyKnown, -3: ClockApart, -4: ClockJumped}


def answers(batch: Sequence[Parcel], reply: bytes) -> list[Appended | Exception]:
    """Read the door's reply: the head before, and an outcome for each append.

    What was recorded stands after that head, in the order of the batch.
    """
    head, *outcomes = read_large(reply)
    read: list[Appended | Exception] = []
    for parcel, outcome in zip(batch, outcomes, strict=True):
        if outcome != RECORDED:
            read.append(_reason(outcome))
            continue
        read.append(Appended(head + 1, head + parcel.events, is_repeat=False))
        head += parcel.events
    return read


def digest_of_key(tag: str) -> bytes:
    """Return what stands for a key's tag in the table of keys."""
    return hashlib.sha256(tag.encode()).digest()[:KEY_BYTES]


def _reason(outcome: int) -> Exception:
    return REASONS[outcome]()
