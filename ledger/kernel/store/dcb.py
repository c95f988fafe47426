"""Facet: the store as a recorder of the library ``eventsourcing``.

Its applications, slices and recorder tests run against ours. What is adapted:

- The library allows any text as type or tag, events without tags, and conditions
  that name no type or no tag; the store allows none of these. So each of its
  events is one of ours of a single kind, filed under digests of its type and of
  its tags and under one tag for all, and its own type, tags and bytes are our
  bytes. Nothing is relaxed in the store, and every condition is judged by it.
- The library's events are told from the facts of the ledger by that kind, and the
  facet neither reads nor is refused by the latter. Positions and the head are
  those of the whole store, so positions of its events need not be dense.
- An append without condition is one whose boundary nothing is ever inside of. It
  goes through the same door, so no reader misses it and no condition overlooks it.
"""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

import msgspec
from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
    DCBReadResponse,
    DCBRecorder,
    DCBSequencedEvent,
    DCBSubscription,
)
from eventsourcing.persistence import IntegrityError, ProgrammingError

from ledger.kernel.store.port import (
    Append,
    Clause,
    Conflict,
    NewEvent,
    Store,
    StoredEvent,
)

KIND: Final = "LibraryEvent"
EVERY: Final = "library:every"
NOTHING: Final = Clause(frozenset({KIND}), ("library:nothing",))
WAIT_SECONDS: Final = 0.5
BATCH_EVENTS: Final = 500


class Recorder(DCBRecorder):
    """Records the library's events in a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def read(
        self,
        query: DCBQuery | None = None,
        *,
        after: int | None = None,
        limit: int | None = None,
    ) -> "Response":
        """Return the events that match any item of the query, oldest first."""
        if limit is None:
            history = self._store.read(_boundary(query), after or 0)
            return Response(map(_event, history.events), history.head or None)
        events = [*islice(self._matching(query, after or 0), limit)]
        return Response(iter(events), events[-1].position if events else None)

    def append(
        self, events: Sequence[DCBEvent], condition: DCBAppendCondition | None = None
    ) -> int:
        """Append the events, or raise IntegrityError; return the last position."""
        if not events:
            raise ProgrammingError("there is nothing to append")
        append = Append(
            events=[_new_event(event) for event in events],
            boundary=_boundary(condition.fail_if_events_match)
            if condition
            else [NOTHING],
            after=(condition.after or 0) if condition else 0,
        )
        try:
            return self._store.append(append).last
        except Conflict as error:
            raise IntegrityError(condition) from error

    def subscribe(
        self, query: DCBQuery | None = None, *, after: int | None = None
    ) -> "Subscription":
        """Return an iterator that goes on when new events are recorded."""
        return Subscription(self, query, after)

    def _matching(
        self, query: DCBQuery | None, after: int
    ) -> Iterator[DCBSequencedEvent]:
        if query is not None and query.items:
            return map(_event, self._store.read(_boundary(query), after).events)
        return (_event(e) for e in self._store.since(after) if e.kind == KIND)

    def wait(self, position: int) -> None:
        """Wait a moment for events after a position."""
        self._store.wait(position, WAIT_SECONDS)

    def head(self) -> int:
        """Return the position of the last event, whoever recorded it."""
        return self._store.head().position


class Response(DCBReadResponse):
    """The events that were read, and the head they were read at."""

    def __init__(self, events: Iterator[DCBSequencedEvent], head: int | None) -> None:
        self._events = events
        self._head = head

    @property
    def head(self) -> int | None:
        """Return the last position; with a limit, that of the last event read."""
        return self._head

    def __next__(self) -> DCBSequencedEvent:
        return next(self._events)


class Subscription(DCBSubscription[Recorder]):
    """Follows the store, in the thread of whoever iterates."""

    def __init__(
        self, recorder: Recorder, query: DCBQuery | None, after: int | None
    ) -> None:
        super().__init__(recorder, query, after)
        self._read: Iterator[DCBSequencedEvent] = iter(())
        self._seen = after or 0

    def __next__(self) -> DCBSequencedEvent:
        while not self._has_been_stopped:
            for event in self._read:
                self._last_position = event.position
                return event
            # Asked before reading: what comes in between is read the next time.
            head = self._recorder.head()
            events = list(
                self._recorder.read(
                    self._query, after=self._last_position, limit=BATCH_EVENTS
                )
            )
            self._read = iter(events)
            if not events:
                self._recorder.wait(head)
        raise StopIteration


def _boundary(query: DCBQuery | None) -> Sequence[Clause]:
    items = query.items if query is not None else []
    return [clause for item in items or [DCBQueryItem()] for clause in _clauses(item)]


def _clauses(item: DCBQueryItem) -> Iterator[Clause]:
    """Write an item as clauses: its tags, with each of its types in turn."""
    tags = [_tag("library_tag", tag) for tag in item.tags]
    if not item.types:
        yield Clause(frozenset({KIND}), tuple(tags) or (EVERY,))
    for kind in item.types:
        yield Clause(frozenset({KIND}), (*tags, _tag("library_type", kind)))


def _new_event(event: DCBEvent) -> NewEvent:
    tags = {_tag("library_tag", tag) for tag in event.tags}
    tags |= {_tag("library_type", event.type), EVERY}
    data = msgspec.msgpack.encode((event.type, event.tags, event.data))
    return NewEvent(KIND, tuple(sorted(tags)), data)


def _event(stored: StoredEvent) -> DCBSequencedEvent:
    kind, tags, data = msgspec.msgpack.decode(
        stored.data, type=tuple[str, list[str], bytes]
    )
    return DCBSequencedEvent(DCBEvent(kind, data, tags), stored.position)


def _tag(prefix: str, text: str) -> str:
    return f"{prefix}:{hashlib.sha256(text.encode()).hexdigest()}"
