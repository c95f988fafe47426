"""Raise a question: it stays open until it is answered or withdrawn.

A citizen's question comes in through whoever serves the commons, who has read it.
"""

from dataclasses import dataclass

from ledger.governance.meetings.asking import (
    NO_ASKING,
    Asking,
    asking_of,
    evolve_asking,
)
from ledger.governance.meetings.events import QuestionRaised, Topic
from ledger.governance.meetings.refusals import NotYourQuestion, QuestionExists
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import MeetingId, PartnerId, QuestionId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.roles import SERVING
from ledger.kernel.words import Words
from ledger.membership.partners.standing import require_standing


@dataclass(frozen=True, kw_only=True)
class RaiseQuestion(Command):
    """A partner asks, in a meeting or outside; or lets a citizen's question in."""

    question_id: QuestionId
    partner_id: PartnerId
    topic: Topic
    text: Words
    meeting_id: MeetingId | None = None
    is_citizens: bool = False


def boundary(command: RaiseQuestion) -> Boundary:
    """Depend on this name, and on who asks."""
    return asking_of(command.question_id, command.partner_id)


def decide(
    asking: Asking, command: RaiseQuestion, acting: Acting
) -> list[QuestionRaised]:
    """Let any active partner ask."""
    require_standing(acting, command.partner_id, asking.partnership)
    if command.is_citizens and acting.capacity not in SERVING:
        raise NotYourQuestion
    if asking.question is not None:
        raise QuestionExists
    return [
        QuestionRaised(
            question_id=command.question_id,
            partner_id=command.partner_id,
            topic=command.topic,
            text=command.text,
            meeting_id=command.meeting_id,
            is_citizens=command.is_citizens,
        )
    ]


raise_question = Decider(boundary, NO_ASKING, evolve_asking, decide)
