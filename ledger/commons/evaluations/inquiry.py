"""The inquiry: an evaluation as it stands, and where the partner that acts stands.

One clause covers opening and conclusion, for all decisions alike. Accounts,
countersignatures and questions to the board are clauses of their own: many tell
at once, and none of that changes what may be done with the evaluation.
"""

from dataclasses import dataclass, replace
from typing import Final

from ledger.commons.evaluations.events import EvaluationConcluded, EvaluationOpened
from ledger.commons.evaluations.refusals import (
    EvaluationIsConcluded,
    UnknownEvaluation,
)
from ledger.kernel.decider import Boundary, facts
from ledger.kernel.identifiers import EvaluationId, PartnerId
from ledger.kernel.messages import Acting
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)

LIFE = (EvaluationOpened, EvaluationConcluded)
"""The kinds of fact that change what may be done with an evaluation."""

LifeFact = EvaluationOpened | EvaluationConcluded
InquiryFact = PartnershipFact | LifeFact


@dataclass(frozen=True)
class Inquiry:
    """Who opened an evaluation, and whether it is concluded."""

    partnership: Partnership = Partnership.UNKNOWN
    opener: PartnerId | None = None
    is_concluded: bool = False


NO_INQUIRY: Final = Inquiry()
"""What is known of an evaluation before anything happened."""


def inquiry_of(evaluation_id: EvaluationId, partner_id: PartnerId) -> Boundary:
    """Depend on an evaluation's life, and on the standing of who acts."""
    return (partnership_of(partner_id), facts(*LIFE, evaluation_id=evaluation_id))


def evolve_inquiry(inquiry: Inquiry, fact: InquiryFact) -> Inquiry:
    """Remember what the fact changes."""
    if isinstance(fact, PARTNERSHIP):
        return replace(inquiry, partnership=evolve_partnership(fact))
    match fact:
        case EvaluationOpened(partner_id=partner):
            return replace(inquiry, opener=partner)
        case EvaluationConcluded():
            return replace(inquiry, is_concluded=True)


def require_known(inquiry: Inquiry, partner_id: PartnerId, acting: Acting) -> None:
    """Refuse to act for a partner at rest, or on what was never opened."""
    require_standing(acting, partner_id, inquiry.partnership)
    if inquiry.opener is None:
        raise UnknownEvaluation


def require_running(inquiry: Inquiry, partner_id: PartnerId, acting: Acting) -> None:
    """Refuse to add to an evaluation that is not there, or is concluded."""
    require_known(inquiry, partner_id, acting)
    if inquiry.is_concluded:
        raise EvaluationIsConcluded
