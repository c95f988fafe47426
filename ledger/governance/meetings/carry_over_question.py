"""Carry a question over: it goes on to a meeting that is still to come."""

from dataclasses import dataclass, replace

from ledger.governance.meetings.asking import (
    NO_ASKING,
    QUESTION,
    Asking,
    QuestionFact,
    asking_of,
    evolve_asking,
    require_open_question,
)
from ledger.governance.meetings.events import QuestionCarriedOver
from ledger.governance.meetings.gathering import (
    MEETING,
    NO_GATHERING,
    Gathering,
    MeetingFact,
    evolve_gathering,
)
from ledger.governance.meetings.refusals import CarriedToPast, UnknownMeeting
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import MeetingId, PartnerId, QuestionId
from ledger.kernel.messages import Acting, Command
from ledger.membership.partners.standing import PARTNERSHIP, PartnershipFact


@dataclass(frozen=True, kw_only=True)
class CarryOverQuestion(Command):
    """Whoever serves the commons puts it to a later meeting."""

    question_id: QuestionId
    partner_id: PartnerId
    meeting_id: MeetingId


@dataclass(frozen=True)
class Carrying:
    """The question, and the meeting it would go on to."""

    asking: Asking = NO_ASKING
    gathering: Gathering = NO_GATHERING


def boundary(command: CarryOverQuestion) -> Boundary:
    """Depend on the question, on who acts, on the meeting."""
    return (
        *asking_of(command.question_id, command.partner_id),
        facts(*MEETING, meeting_id=command.meeting_id),
    )


def evolve(
    carrying: Carrying, fact: QuestionFact | PartnershipFact | MeetingFact
) -> Carrying:
    """Remember question and meeting."""
    if isinstance(fact, (*QUESTION, *PARTNERSHIP)):
        return replace(carrying, asking=evolve_asking(carrying.asking, fact))
    gathering = evolve_gathering(carrying.gathering, fact)
    return replace(carrying, gathering=gathering)


def decide(
    carrying: Carrying, command: CarryOverQuestion, acting: Acting
) -> list[QuestionCarriedOver]:
    """Put it to a meeting that will take place."""
    require_open_question(carrying.asking, command.partner_id, acting)
    starts_at = carrying.gathering.starts_at
    if starts_at is None:
        raise UnknownMeeting
    if carrying.gathering.is_cancelled or starts_at <= command.at:
        raise CarriedToPast
    return [
        QuestionCarriedOver(
            question_id=command.question_id,
            partner_id=command.partner_id,
            meeting_id=command.meeting_id,
        )
    ]


carry_over_question = Decider(boundary, Carrying(), evolve, decide)
