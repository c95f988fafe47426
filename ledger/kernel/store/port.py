"""The port: what a store promises, whatever it is made of.

Facts, their words and the command's key enter in one transaction or not at
all. Positions are dense and in the order of commits.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final, NamedTuple, Protocol

from ledger.kernel.identifiers import TAG_PATTERN
from ledger.kernel.words import Disclosure

EVENTS_MAX: Final = 10_000
"""Events in one append: a statement with some 40,000 has been seen to hang."""

DATA_BYTES_MAX: Final = 60_000
"""Bytes of one event."""

TAGS_BYTES_MAX: Final = 4_900
"""Bytes of an event's tags with a space between each; with the data, the longest
name of a log and the longest kind, an entry of the log stays below 65,535."""

POSITION_MAX: Final = 2**62

CLOCK_APART_MAX: Final = timedelta(seconds=5)
CLOCK_JUMP_MAX: Final = timedelta(seconds=60)


class Conflict(Exception):
    """Someone recorded a fact inside the boundary after it was read."""


class OtherContent(Exception):
    """The key was already used for a command with other content."""


class ClockApart(Exception):
    """The command's time is too far from the store's clock."""


class ClockJumped(Exception):
    """The store's clock stands far before the last recorded time: look at it."""


class Malformed(Exception):
    """An event or a boundary breaks a law of the store."""


class Unavailable(Exception):
    """The store cannot be reached now; nothing is known to be recorded."""


class Busy(Unavailable):
    """Somebody else holds an identifier for too long; try again in a moment."""


class NewEvent(NamedTuple):
    """A fact as it will be stored: its name, its tags, its bytes, its words."""

    kind: str
    tags: tuple[str, ...]
    data: bytes
    words: tuple[Disclosure, ...] = ()


class Clause(NamedTuple):
    """Events of certain kinds filed under every one of certain tags."""

    kinds: frozenset[str]
    tags: tuple[str, ...]


class KeyClaim(NamedTuple):
    """A command's key, and a fingerprint of what it asks without its time."""

    tag: str
    fingerprint: bytes


@dataclass(frozen=True, kw_only=True)
class Append:
    """Events to record if nothing inside the boundary came after ``after``.

    ``at`` is the command's time; None skips the comparison of clocks.
    """

    events: Sequence[NewEvent]
    boundary: Sequence[Clause]
    after: int
    at: datetime | None = None
    key: KeyClaim | None = None


class Appended(NamedTuple):
    """Where the events stand; a repeat recorded nothing new."""

    first: int
    last: int
    is_repeat: bool


class StoredEvent(NamedTuple):
    """An event with its place in the order of all."""

    position: int
    recorded_at: datetime
    kind: str
    tags: tuple[str, ...]
    data: bytes


class Head(NamedTuple):
    """The last position and its time; position 0 before the first event."""

    position: int
    recorded_at: datetime | None


class StoredWords(NamedTuple):
    """A disclosure as it lies beside its event."""

    field: str
    audience: str
    subject: str | None
    encoded: str


class Store(Protocol):
    """Appends under a condition, reads by boundary, reads on from a position."""

    def append(self, append: Append) -> Appended:
        """Record all the events, or raise and record none.

        Raises Conflict, OtherContent, ClockApart, ClockJumped, Malformed or
        Unavailable. A connection lost while committing is settled by the key:
        the answer is true, or Unavailable when the key cannot be looked up.
        """
        ...

    def append_all(self, appends: Sequence[Append]) -> Sequence[Appended | Exception]:
        """Record one append after the other, each answered as it would be alone.

        They travel in few statements, so whoever brings many need not wait for each.
        What would be raised for one is its answer: no append fails its neighbours.
        A crash leaves each of them recorded whole, or not at all.
        """
        ...

    def read(self, boundary: Sequence[Clause], after: int = 0) -> "History":
        """Return the events inside the boundary, and the head they were read at."""
        ...

    def since(
        self, position: int, *, limit: int | None = None
    ) -> Iterator[StoredEvent]:
        """Yield the events after a position in order, never all held at once."""
        ...

    def head(self) -> Head:
        """Return the last position and its recorded time."""
        ...

    def position_at(self, instant: datetime) -> int:
        """Return the last position recorded at or before an instant."""
        ...

    def words_at(self, positions: Sequence[int]) -> Mapping[int, Sequence[StoredWords]]:
        """Return the words that lie beside the events at these positions.

        Those whose withdrawal is recorded are gone at once.
        """
        ...

    def erase_withdrawn(self, *, anew: bool = False) -> int:
        """Erase the words that recorded withdrawals name; return how many grounds.

        The ground is read in the record itself: nothing else erases words. Asked
        again, it looks only at what was withdrawn since; ``anew``, at every ground:
        words that went may have come back with a backup. Counted are grounds that
        are new, and those whose words were there.
        """
        ...

    def find_key(self, tag: str) -> "tuple[Appended, bytes] | None":
        """Return what a key recorded, with its fingerprint."""
        ...

    def find_keys(self, tags: Sequence[str]) -> "Mapping[str, tuple[Appended, bytes]]":
        """Return what each of these keys has recorded; the other ones are absent."""
        ...

    def wait(self, position: int, timeout: float) -> int:
        """Wait until the head has passed a position; return the head's position."""
        ...

    def hold(self, tags: Sequence[str], timeout: float) -> AbstractContextManager[None]:
        """Keep other holders of these identifiers out while in the context.

        Raises Busy when one of them is held for longer than the time-out.
        """
        ...

    def close(self) -> None:
        """Give back connections and threads."""
        ...


@dataclass(frozen=True)
class History:
    """The events inside a boundary, oldest first, and the head at that moment."""

    events: Sequence[StoredEvent]
    head: int


KIND_PATTERN: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,99}")


def check(append: Append) -> None:
    """Refuse what no store may hold, before any store is asked."""
    check_boundary(append.boundary)
    if not 0 <= append.after <= POSITION_MAX:
        raise Malformed("an append comes after a position that was read")
    if append.at is not None and append.at.tzinfo is None:
        raise Malformed("the command's time has no time zone")
    if append.key is not None and not TAG_PATTERN.fullmatch(append.key.tag):
        raise Malformed("the tag of the key is malformed")
    if not 0 < len(append.events) <= EVENTS_MAX:
        raise Malformed(f"an append holds 1 to {EVENTS_MAX} events")
    for event in append.events:
        check_event(event)


def possible(boundary: Sequence[Clause]) -> Sequence[Clause]:
    """Return the clauses that some event could be inside of.

    People type identifiers, and deciders ask for them before they judge them. No
    event bears a malformed tag, so nothing is inside of such a clause.
    """
    return [c for c in boundary if all(TAG_PATTERN.fullmatch(tag) for tag in c.tags)]


def check_boundary(boundary: Sequence[Clause]) -> None:
    """Refuse a boundary that names no kinds or no identifiers."""
    if not boundary:
        raise Malformed("there is always a boundary")
    for clause in boundary:
        if not clause.kinds or not clause.tags:
            raise Malformed("a clause names kinds of fact and an identifier")
        if not _are_kinds(clause.kinds):
            raise Malformed("a clause names a malformed kind")


@lru_cache(maxsize=1_000)
def _are_kinds(kinds: frozenset[str]) -> bool:
    """Tell whether all are kinds: the same few sets are asked for all the time."""
    return all(KIND_PATTERN.fullmatch(kind) for kind in kinds)


def check_event(event: NewEvent) -> None:
    """Refuse an event that no store may hold."""
    if not KIND_PATTERN.fullmatch(event.kind):
        raise Malformed("an event has a malformed kind")
    if len(event.data) > DATA_BYTES_MAX:
        raise Malformed(f"{event.kind} is larger than {DATA_BYTES_MAX} bytes")
    if not event.tags or any(not TAG_PATTERN.fullmatch(t) for t in event.tags):
        raise Malformed(f"{event.kind} has no tag, or a malformed one")
    if tuple(sorted(set(event.tags))) != event.tags:
        raise Malformed(f"the tags of {event.kind} are not sorted or doubled")
    if len(" ".join(event.tags)) > TAGS_BYTES_MAX:
        raise Malformed(f"the tags of {event.kind} exceed {TAGS_BYTES_MAX} bytes")
    for words in event.words:
        try:
            f"{words.encoded}{words.field}{words.subject}".encode()
        except UnicodeEncodeError as error:
            raise Malformed(f"words of {event.kind} are no text") from error
