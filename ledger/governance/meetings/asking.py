"""Asking: an open question, who raised it, and whether it is still open."""

from dataclasses import dataclass, replace
from typing import Final

from ledger.governance.meetings.events import (
    QuestionAnswered,
    QuestionCarriedOver,
    QuestionRaised,
    QuestionWithdrawn,
)
from ledger.governance.meetings.refusals import QuestionIsClosed, UnknownQuestion
from ledger.kernel.decider import Boundary, facts
from ledger.kernel.identifiers import PartnerId, QuestionId
from ledger.kernel.messages import Acting
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)

QUESTION: Final = (
    QuestionRaised,
    QuestionAnswered,
    QuestionCarriedOver,
    QuestionWithdrawn,
)
QuestionFact = (
    QuestionRaised | QuestionAnswered | QuestionCarriedOver | QuestionWithdrawn
)


@dataclass(frozen=True)
class Asking:
    """Where the one who acts stands, the question, and whether it is closed."""

    partnership: Partnership = Partnership.UNKNOWN
    question: QuestionRaised | None = None
    is_closed: bool = False


NO_ASKING: Final = Asking()


def asking_of(question_id: QuestionId, partner_id: PartnerId) -> Boundary:
    """Depend on a question, and on who acts."""
    return (
        partnership_of(partner_id),
        facts(*QUESTION, question_id=question_id),
    )


def evolve_asking(asking: Asking, fact: QuestionFact | PartnershipFact) -> Asking:
    """Remember the question and its end."""
    if isinstance(fact, PARTNERSHIP):
        return replace(asking, partnership=evolve_partnership(fact))
    match fact:
        case QuestionRaised():
            return replace(asking, question=fact)
        case QuestionAnswered() | QuestionWithdrawn():
            return replace(asking, is_closed=True)
        case QuestionCarriedOver():
            return asking


def require_open_question(
    asking: Asking, partner_id: PartnerId, acting: Acting
) -> QuestionRaised:
    """Return an open question, for somebody who may act; refuse any other."""
    require_standing(acting, partner_id, asking.partnership)
    if asking.question is None:
        raise UnknownQuestion
    if asking.is_closed:
        raise QuestionIsClosed
    return asking.question
