"""Issue a second convocation: on the same proposals, three days later at least.

A municipal council convened again on the same items deliberates without a quorum,
at least three days later (CGCT art. L2121-17); each proposal's rule may ask for
more days, and says which quorum holds then.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from ledger.governance.meetings.convening import check_agenda, check_moment
from ledger.governance.meetings.events import (
    AgendaItem,
    MeetingCancelled,
    MeetingConvened,
    SecondConvocationIssued,
)
from ledger.governance.meetings.refusals import (
    MeetingExists,
    MeetingIsCancelled,
    OtherAgenda,
    SecondOfSecond,
    SecondTooSoon,
    UnknownMeeting,
)
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import MeetingId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)

APART_MIN: Final = timedelta(days=3)


@dataclass(frozen=True, kw_only=True)
class IssueSecondConvocation(Command):
    """Whoever serves the commons convenes again, for the quorum was missed."""

    meeting_id: MeetingId
    second_of_id: MeetingId
    partner_id: PartnerId
    title: Words
    place: Words
    starts_at: datetime
    agenda: tuple[AgendaItem, ...]


@dataclass(frozen=True)
class Convocations:
    """Both meetings, as far as they were convened, and who convenes."""

    partnership: Partnership = Partnership.UNKNOWN
    first: Mapping[MeetingId, MeetingConvened] = field(
        default_factory=dict[MeetingId, MeetingConvened]
    )
    second: frozenset[MeetingId] = frozenset()
    cancelled: frozenset[MeetingId] = frozenset()


def boundary(command: IssueSecondConvocation) -> Boundary:
    """Depend on both meetings, and on who convenes."""
    kinds = (MeetingConvened, SecondConvocationIssued, MeetingCancelled)
    return (
        partnership_of(command.partner_id),
        facts(*kinds, meeting_id=command.meeting_id),
        facts(*kinds, meeting_id=command.second_of_id),
    )


def evolve(
    convocations: Convocations,
    fact: PartnershipFact
    | MeetingConvened
    | SecondConvocationIssued
    | MeetingCancelled,
) -> Convocations:
    """Remember what was convened, and cancelled."""
    if isinstance(fact, PARTNERSHIP):
        return replace(convocations, partnership=evolve_partnership(fact))
    match fact:
        case MeetingConvened(meeting_id=name):
            return replace(convocations, first={**convocations.first, name: fact})
        case SecondConvocationIssued(meeting_id=name):
            return replace(convocations, second=convocations.second | {name})
        case MeetingCancelled(meeting_id=name):
            return replace(convocations, cancelled=convocations.cancelled | {name})


def decide(
    convocations: Convocations, command: IssueSecondConvocation, acting: Acting
) -> list[SecondConvocationIssued]:
    """Convene again what was convened once, on some of its proposals only."""
    require_standing(acting, command.partner_id, convocations.partnership)
    first = _first(convocations, command)
    if command.starts_at < first.starts_at + APART_MIN:
        raise SecondTooSoon
    check_moment(command.starts_at, command.at)
    check_agenda(command.agenda)
    before = {item.proposal_id for item in first.agenda if item.proposal_id}
    again = {item.proposal_id for item in command.agenda if item.proposal_id}
    if not again or not again <= before:
        raise OtherAgenda
    return [
        SecondConvocationIssued(
            meeting_id=command.meeting_id,
            second_of_id=command.second_of_id,
            partner_id=command.partner_id,
            title=command.title,
            place=command.place,
            starts_at=command.starts_at,
            agenda=command.agenda,
        )
    ]


def _first(
    convocations: Convocations, command: IssueSecondConvocation
) -> MeetingConvened:
    name = command.meeting_id
    if name in convocations.first or name in convocations.second:
        raise MeetingExists
    if command.second_of_id in convocations.second:
        raise SecondOfSecond
    first = convocations.first.get(command.second_of_id)
    if first is None:
        raise UnknownMeeting
    if command.second_of_id in convocations.cancelled:
        raise MeetingIsCancelled
    return first


issue_second_convocation = Decider(boundary, Convocations(), evolve, decide)
