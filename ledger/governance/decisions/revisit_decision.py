"""Revisit a decision: at its review date, say what it came to."""

from dataclasses import dataclass
from datetime import date

from ledger.governance.decisions.events import DecisionRevisited, ReviewOutcome
from ledger.governance.decisions.life import (
    NO_LIFE,
    Life,
    evolve_life,
    life_of,
    require_decision,
)
from ledger.governance.decisions.refusals import ReviewNotDue
from ledger.governance.decisions.reviewing import check_review_date
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import DecisionId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class RevisitDecision(Command):
    """Whoever serves the commons says what a decision came to."""

    decision_id: DecisionId
    partner_id: PartnerId
    outcome: ReviewOutcome
    account: Words
    review_on: date | None = None


def boundary(command: RevisitDecision) -> Boundary:
    """Depend on the decision and on who acts."""
    return life_of(command.decision_id, command.partner_id)


def decide(
    life: Life, command: RevisitDecision, acting: Acting
) -> list[DecisionRevisited]:
    """Take it once its day has come; what goes on is looked at again."""
    decision = require_decision(life, command.partner_id, acting)
    today = day_in_paris(command.at)
    if life.review_on is None or today < life.review_on:
        raise ReviewNotDue
    review_on = None
    if command.outcome is not ReviewOutcome.LAPSED:
        check_review_date(decision, command.review_on, today)
        review_on = command.review_on
    return [
        DecisionRevisited(
            decision_id=command.decision_id,
            partner_id=command.partner_id,
            outcome=command.outcome,
            account=command.account,
            review_on=review_on,
        )
    ]


revisit_decision = Decider(boundary, NO_LIFE, evolve_life, decide)
