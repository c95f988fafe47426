"""Announce that a mandate ends soon: 60, 30 and 7 days before, once each."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final

from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import MandateId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris
from ledger.membership.mandates.events import (
    MandateEndAnnounced,
    MandateGranted,
    MandateWithdrawn,
)
from ledger.membership.mandates.refusals import ReminderNotDue, UnknownMandate
from ledger.membership.mandates.standing import Mandate, mandate_of

DAYS_BEFORE: Final = (60, 30, 7)


@dataclass(frozen=True, kw_only=True)
class AnnounceMandateEnd(Command):
    """A rule reminds the person and the partner that a mandate ends."""

    mandate_id: MandateId
    days_left: int


@dataclass(frozen=True)
class Calendar:
    """The mandate, and which reminders were given."""

    mandate: Mandate | None = None
    given: frozenset[int] = field(default_factory=frozenset[int])


def boundary(command: AnnounceMandateEnd) -> Boundary:
    """Depend on this one mandate."""
    return (
        facts(
            MandateGranted,
            MandateWithdrawn,
            MandateEndAnnounced,
            mandate_id=command.mandate_id,
        ),
    )


def evolve(
    calendar: Calendar, fact: MandateGranted | MandateWithdrawn | MandateEndAnnounced
) -> Calendar:
    """Remember the mandate, its withdrawal, and the reminders."""
    match fact:
        case MandateGranted():
            return replace(calendar, mandate=mandate_of(fact))
        case MandateWithdrawn():
            return replace(calendar, mandate=None)
        case MandateEndAnnounced(days_left=days):
            return replace(calendar, given=calendar.given | {days})


def decide(
    calendar: Calendar, command: AnnounceMandateEnd, _acting: Acting
) -> list[MandateEndAnnounced]:
    """Remind once, from the day on, and not after the end."""
    mandate = calendar.mandate
    if mandate is None or mandate.ends_on is None:
        raise UnknownMandate
    is_announced = command.days_left in calendar.given
    if is_announced or command.days_left not in DAYS_BEFORE:
        raise ReminderNotDue
    left = mandate.ends_on - day_in_paris(command.at)
    if not timedelta(0) <= left <= timedelta(days=command.days_left):
        raise ReminderNotDue
    return [
        MandateEndAnnounced(
            mandate_id=command.mandate_id,
            partner_id=mandate.partner_id,
            person_id=mandate.person_id,
            days_left=command.days_left,
            ends_on=mandate.ends_on,
        )
    ]


announce_mandate_end = Decider(boundary, Calendar(), evolve, decide)
