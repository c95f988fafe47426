"""Telling: a story put to a ledger in memory at the times it is said to happen.

Every fact of the demonstration went through its decider. The finished history
is then loaded by the owner's door, with its times.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from typing import Any, Final

from ledger.application import Ledger
from ledger.kernel.identifiers import MandateId, PartnerId, PersonId
from ledger.kernel.messages import Actor, Capacity, Command
from ledger.kernel.quantities import PARIS
from ledger.kernel.store.history import Past
from ledger.kernel.store.memory import MemoryStore
from ledger.kernel.store.port import Appended, NewEvent, StoredWords
from ledger.kernel.words import Audience, Disclosure, Words, read_disclosure, write


@dataclass
class Clock:
    """A clock that the story sets."""

    now: datetime

    def __call__(self) -> datetime:
        """Return the story's time."""
        return self.now


@dataclass
class Teller:
    """Tells a story day by day; counts its commands to give each a key."""

    clock: Clock = field(
        default_factory=lambda: Clock(datetime(2026, 1, 5, tzinfo=UTC))
    )
    emails: dict[PersonId, str] = field(default_factory=dict[PersonId, str])
    steps: int = 0

    def __post_init__(self) -> None:
        self.store = MemoryStore(self.clock)
        self._ledger = Ledger(self.store, secret=SECRET, clock=self.clock)
        self._words: list[Disclosure] = []

    def on(self, day: str, hour: int = 10) -> None:
        """Let it be that day, at that hour in Paris."""
        date = datetime.fromisoformat(day).date()
        self.clock.now = datetime.combine(date, time(hour), PARIS).astimezone(UTC)

    def public(self, field_name: str, text: str) -> Words:
        """Write words for everyone."""
        return self._write(write(field_name, text, Audience.PUBLIC))

    def partners(self, field_name: str, text: str) -> Words:
        """Write words for partners."""
        return self._write(write(field_name, text, Audience.PARTNERS))

    def personal(self, field_name: str, text: str, subject: PersonId) -> Words:
        """Write words about a person."""
        return self._write(write(field_name, text, Audience.PERSONAL, subject=subject))

    def _write(self, disclosure: Disclosure) -> Words:
        self._words.append(disclosure)
        return disclosure.reference

    def tell(self, kind: type[Command], actor: Actor, /, **fields: Any) -> Appended:  # noqa: ANN401  # whatever the command takes
        """Put a command to the ledger at the story's time."""
        self.steps += 1
        words, self._words = tuple(self._words), []
        return self._ledger.handle(
            kind(
                actor=actor,
                at=self.clock.now,
                key=f"story-{self.steps}",
                words=words,
                **fields,
            )
        )

    def history(self) -> Iterator[Past]:
        """Return what was recorded, as the owner's door takes it."""
        for stored in self.store.since(0):
            words = self.store.words_at([stored.position]).get(stored.position, ())
            event = NewEvent(
                stored.kind,
                stored.tags,
                stored.data,
                tuple(_disclosure(entry) for entry in words),
            )
            yield Past(stored.recorded_at, event)


SECRET: Final = b"only for keys of the story"


def _disclosure(entry: StoredWords) -> Disclosure:
    salt, name, text = read_disclosure(entry.encoded)
    return Disclosure(
        salt=salt,
        field=name,
        text=text,
        audience=Audience(entry.audience),
        subject=PersonId(entry.subject) if entry.subject else None,
    )


def hat(person: str, partner: str, capacity: Capacity) -> Actor:
    """Return a person of the story as the actor under one of their mandates."""
    return Actor(
        person_id=PersonId(person), mandate_id=mandate_of(person, partner, capacity)
    )


def mandate_of(person: str, partner: str, capacity: Capacity) -> MandateId:
    """Return the name that the story gives to a mandate."""
    return MandateId(f"{PersonId(person)}.{PartnerId(partner)}.{capacity}")
