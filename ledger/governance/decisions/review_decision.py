"""Review a decision: the board confirms it, or returns or suspends it on a ground."""

from dataclasses import dataclass

from ledger.governance.decisions.events import BoardReview, DecisionReviewed
from ledger.governance.decisions.life import (
    NO_LIFE,
    Life,
    evolve_life,
    life_of,
    require_decision,
)
from ledger.governance.decisions.refusals import (
    GroundMissing,
    GroundNotListed,
    ReturnedOnce,
)
from ledger.governance.rules.decision_rule import Ground
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import DecisionId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class ReviewDecision(Command):
    """A member of the board says what the board makes of it."""

    decision_id: DecisionId
    partner_id: PartnerId
    review: BoardReview
    ground: Ground | None = None
    reasons: Words | None = None


def boundary(command: ReviewDecision) -> Boundary:
    """Depend on the decision and on who acts."""
    return life_of(command.decision_id, command.partner_id)


def decide(
    life: Life, command: ReviewDecision, acting: Acting
) -> list[DecisionReviewed]:
    """Let the board return it once, and only for a listed ground."""
    decision = require_decision(life, command.partner_id, acting)
    if command.review is BoardReview.CONFIRMED:
        ground, reasons = None, command.reasons
    else:
        ground, reasons = command.ground, command.reasons
        if ground is None or reasons is None:
            raise GroundMissing
        if ground not in decision.rule.review_grounds:
            raise GroundNotListed
    if command.review is BoardReview.RETURNED and life.was_returned:
        raise ReturnedOnce
    return [
        DecisionReviewed(
            decision_id=command.decision_id,
            partner_id=command.partner_id,
            review=command.review,
            ground=ground,
            reasons=reasons,
        )
    ]


review_decision = Decider(boundary, NO_LIFE, evolve_life, decide)
