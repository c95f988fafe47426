"""Anomalies: what an auditor would ask about, found by reading every fact once.

An anomaly is a question, not a fault: each rule says what it looks for, and there may
be a good answer. Nothing is judged by the hour of the day or the day of the week.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Final, Protocol

import msgspec

from ledger.commons.contributions.events import (
    ContestSettled,
    ContributionConfirmed,
    ContributionContested,
    ContributionRecorded,
    ContributionWithdrawn,
    Unit,
)
from ledger.kernel.codec import Recorded
from ledger.kernel.quantities import day_in_paris
from ledger.membership.mandates.events import MandateGranted, MandateWithdrawn
from projections.commons.contributions import UNUSUAL

CLOCKS_APART: Final = timedelta(seconds=5)
BURST: Final = timedelta(minutes=1)
BURST_ENTRIES: Final = 30
UNSETTLED: Final = timedelta(days=90)


class Anomaly(msgspec.Struct, frozen=True, omit_defaults=True):
    """A rule that fired: at which entry, beside which other one, with what it saw."""

    rule: str
    position: int
    other: int | None = None
    told: dict[str, str] = msgspec.field(default_factory=dict[str, str])


class Rule(Protocol):
    """Looks at each fact in turn, and may remember."""

    def see(self, recorded: Recorded[Any]) -> Iterable[Anomaly]:
        """Return what this fact gives reason to ask."""
        ...

    def end(self, until: datetime) -> Iterable[Anomaly]:
        """Return what is left to ask when all was seen."""
        ...


@dataclass
class Times:
    """An entry stands before the one that it follows, or its two times are apart."""

    last: datetime | None = None

    def see(self, recorded: Recorded[Any]) -> Iterator[Anomaly]:
        """Compare the time of recording with the last one, and with the asked one."""
        at = recorded.recorded_at
        if self.last is not None and at < self.last:
            told = {"by": seconds(self.last - at)}
            yield Anomaly("back", recorded.position, recorded.position - 1, told)
        self.last = at
        apart = abs(at - recorded.envelope.at)
        if apart > CLOCKS_APART:
            yield Anomaly("apart", recorded.position, told={"by": seconds(apart)})

    def end(self, until: datetime) -> Iterable[Anomaly]:
        """Leave nothing."""
        del until
        return ()


@dataclass
class Lapsed:
    """Something was done under a mandate that did not hold on that day."""

    terms: dict[str, tuple[date, date | None]] = field(
        default_factory=dict[str, tuple[date, date | None]]
    )
    withdrawn: dict[str, int] = field(default_factory=dict[str, int])

    def see(self, recorded: Recorded[Any]) -> Iterator[Anomaly]:
        """Compare the day with the terms of the mandate that is named."""
        fact, name = recorded.fact, recorded.envelope.mandate
        if name is not None:
            yield from self._under(recorded, name)
        if isinstance(fact, MandateGranted):
            self.terms[fact.mandate_id] = fact.starts_on, fact.ends_on
        elif isinstance(fact, MandateWithdrawn):
            self.withdrawn[fact.mandate_id] = recorded.position

    def _under(self, recorded: Recorded[Any], name: str) -> Iterator[Anomaly]:
        day, at = day_in_paris(recorded.recorded_at), recorded.position
        if name in self.withdrawn:
            yield Anomaly("withdrawn_mandate", at, self.withdrawn[name])
            return
        if name not in self.terms:
            yield Anomaly("unknown_mandate", at)
            return
        starts_on, ends_on = self.terms[name]
        if day < starts_on:
            yield Anomaly("early_mandate", at, told={"day": starts_on.isoformat()})
        elif ends_on is not None and day > ends_on:
            yield Anomaly("lapsed_mandate", at, told={"day": ends_on.isoformat()})

    def end(self, until: datetime) -> Iterable[Anomaly]:
        """Leave nothing."""
        del until
        return ()


@dataclass
class BothSides:
    """One person declared a contribution and confirmed it, or contested and settled."""

    authors: dict[str, tuple[str, int]] = field(
        default_factory=dict[str, tuple[str, int]]
    )
    contesting: dict[str, tuple[str, int]] = field(
        default_factory=dict[str, tuple[str, int]]
    )

    def see(self, recorded: Recorded[Any]) -> Iterator[Anomaly]:
        """Compare who acts with who acted before on the other side."""
        fact, here = recorded.fact, (recorded.envelope.by, recorded.position)
        match fact:
            case ContributionRecorded():
                self.authors[fact.contribution_id] = here
            case ContributionContested():
                self.contesting[fact.contribution_id] = here
            case ContributionConfirmed():
                yield from _same(
                    "own_confirmation", self.authors.get(fact.contribution_id), here
                )
            case ContestSettled():
                name = fact.contribution_id
                yield from _same("own_settlement", self.authors.get(name), here)
                yield from _same("own_settlement", self.contesting.get(name), here)
            case _:
                pass

    def end(self, until: datetime) -> Iterable[Anomaly]:
        """Leave nothing."""
        del until
        return ()


def _same(
    rule: str, before: tuple[str, int] | None, here: tuple[str, int]
) -> Iterator[Anomaly]:
    if before is not None and before[0] == here[0]:
        yield Anomaly(rule, here[1], before[1])


@dataclass
class Bursts:
    """More was done under one mandate within a minute than people type."""

    recent: dict[str, deque[tuple[datetime, int]]] = field(
        default_factory=dict[str, deque[tuple[datetime, int]]]
    )
    within: set[str] = field(default_factory=set[str])

    def see(self, recorded: Recorded[Any]) -> Iterator[Anomaly]:
        """Count the last minute; a burst is told of once, where it becomes one."""
        name = recorded.envelope.mandate
        if name is None:
            return
        last = self.recent.setdefault(name, deque(maxlen=BURST_ENTRIES))
        last.append((recorded.recorded_at, recorded.position))
        is_burst = (
            len(last) == BURST_ENTRIES and recorded.recorded_at - last[0][0] < BURST
        )
        if not is_burst:
            self.within.discard(name)
        elif name not in self.within:
            self.within.add(name)
            told = {"count": str(BURST_ENTRIES)}
            yield Anomaly("burst", recorded.position, last[0][1], told)

    def end(self, until: datetime) -> Iterable[Anomaly]:
        """Leave nothing."""
        del until
        return ()


@dataclass
class Unusual:
    """A contribution is declared that is far larger than others are."""

    def see(self, recorded: Recorded[Any]) -> Iterator[Anomaly]:
        """Compare its quantity with what is usual in its unit."""
        fact = recorded.fact
        if isinstance(fact, ContributionRecorded):
            unit = Unit(fact.unit)
            if fact.quantity > UNUSUAL[unit]:
                told = {"quantity": str(fact.quantity), "unit": unit.value}
                yield Anomaly("unusual", recorded.position, told=told)

    def end(self, until: datetime) -> Iterable[Anomaly]:
        """Leave nothing."""
        del until
        return ()


@dataclass
class Unsettled:
    """A contest has been open for long, and nobody has settled it."""

    open: dict[str, tuple[datetime, int]] = field(
        default_factory=dict[str, tuple[datetime, int]]
    )

    def see(self, recorded: Recorded[Any]) -> Iterable[Anomaly]:
        """Remember what is contested until it is settled or withdrawn."""
        fact = recorded.fact
        if isinstance(fact, ContributionContested):
            self.open[fact.contribution_id] = recorded.recorded_at, recorded.position
        elif isinstance(fact, ContestSettled | ContributionWithdrawn):
            self.open.pop(fact.contribution_id, None)
        return ()

    def end(self, until: datetime) -> Iterator[Anomaly]:
        """Tell of those that have been open for too long."""
        for since, position in self.open.values():
            if until - since > UNSETTLED:
                told = {"days": str((until - since).days)}
                yield Anomaly("unsettled", position, told=told)


def rules() -> Sequence[Rule]:
    """Return every rule, having seen nothing yet."""
    return Times(), Lapsed(), BothSides(), Bursts(), Unusual(), Unsettled()


def anomalies(
    facts: Iterable[Sequence[Recorded[Any]]], until: datetime
) -> Iterator[Anomaly]:
    """Yield what the rules ask about facts that come in parts, in their order."""
    watching = rules()
    for part in facts:
        for recorded in part:
            for rule in watching:
                yield from rule.see(recorded)
    for rule in watching:
        yield from rule.end(until)


def seconds(length: timedelta) -> str:
    """Write a length of time in whole seconds."""
    return str(round(length.total_seconds()))
