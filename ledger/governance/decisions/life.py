"""Life: what became of a decision since it was recorded."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from ledger.governance.decisions.events import (
    AppealAnswered,
    BoardReview,
    DecisionAppealed,
    DecisionRatified,
    DecisionRecorded,
    DecisionReviewed,
    DecisionRevisited,
    DecisionSuperseded,
    OutcomeStated,
    ReviewOutcome,
)
from ledger.governance.decisions.refusals import DecisionIsOver, UnknownDecision
from ledger.kernel.decider import Boundary, facts
from ledger.kernel.identifiers import AppealId, DecisionId, PartnerId
from ledger.kernel.messages import Acting
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)

LIFE: Final = (
    DecisionRecorded,
    OutcomeStated,
    DecisionReviewed,
    DecisionRevisited,
    DecisionRatified,
    DecisionSuperseded,
    DecisionAppealed,
    AppealAnswered,
)
LifeFact = (
    DecisionRecorded
    | OutcomeStated
    | DecisionReviewed
    | DecisionRevisited
    | DecisionRatified
    | DecisionSuperseded
    | DecisionAppealed
    | AppealAnswered
)


@dataclass(frozen=True)
class Life:
    """The decision, whether it was told, reviewed, ratified, appealed or ended.

    ``partnership`` is the standing of who acts.
    """

    partnership: Partnership = Partnership.UNKNOWN
    decision: DecisionRecorded | None = None
    is_stated: bool = False
    review_on: date | None = None
    review: BoardReview | None = None
    was_returned: bool = False
    ratified: frozenset[PartnerId] = frozenset()
    appeals: dict[AppealId, PartnerId] = field(
        default_factory=dict[AppealId, PartnerId]
    )
    made: frozenset[AppealId] = frozenset()
    is_over: bool = False


NO_LIFE: Final = Life()


def life_of(decision_id: DecisionId, partner_id: PartnerId) -> Boundary:
    """Depend on all that became of a decision, and on who acts."""
    return (
        facts(*LIFE, decision_id=decision_id),
        partnership_of(partner_id),
    )


def evolve_life(life: Life, fact: LifeFact | PartnershipFact) -> Life:  # noqa: PLR0911  # one way out for each kind of fact
    """Remember what became of it."""
    if isinstance(fact, PARTNERSHIP):
        return replace(life, partnership=evolve_partnership(fact))
    match fact:
        case DecisionRecorded():
            return replace(life, decision=fact)
        case OutcomeStated(review_on=day):
            return replace(life, is_stated=True, review_on=day)
        case DecisionReviewed(review=review):
            returned = life.was_returned or review is BoardReview.RETURNED
            return replace(life, review=review, was_returned=returned)
        case DecisionRevisited(outcome=outcome, review_on=day):
            is_over = outcome is ReviewOutcome.LAPSED
            return replace(life, review_on=day, is_over=is_over)
        case DecisionRatified(partner_id=partner):
            return replace(life, ratified=life.ratified | {partner})
        case DecisionSuperseded():
            return replace(life, is_over=True)
        case DecisionAppealed(appeal_id=name, partner_id=partner):
            waiting = {**life.appeals, name: partner}
            return replace(life, appeals=waiting, made=life.made | {name})
        case AppealAnswered(appeal_id=answered):
            left = {n: by for n, by in life.appeals.items() if n != answered}
            return replace(life, appeals=left)


def require_decision(
    life: Life, partner_id: PartnerId, acting: Acting
) -> DecisionRecorded:
    """Return a decision that holds, for somebody who may act; refuse any other."""
    require_standing(acting, partner_id, life.partnership)
    if life.decision is None:
        raise UnknownDecision
    if life.is_over:
        raise DecisionIsOver
    return life.decision
