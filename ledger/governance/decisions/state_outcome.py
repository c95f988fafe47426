"""State an outcome: what was decided, in plain words, until when."""

from dataclasses import dataclass
from datetime import date

from ledger.governance.decisions.events import OutcomeStated
from ledger.governance.decisions.life import (
    NO_LIFE,
    Life,
    evolve_life,
    life_of,
    require_decision,
)
from ledger.governance.decisions.refusals import OutcomeStatedAlready
from ledger.governance.decisions.reviewing import check_review_date
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import DecisionId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class StateOutcome(Command):
    """Whoever serves the commons tells everybody."""

    decision_id: DecisionId
    partner_id: PartnerId
    summary: Words
    review_on: date | None = None


def boundary(command: StateOutcome) -> Boundary:
    """Depend on the decision and on who acts."""
    return life_of(command.decision_id, command.partner_id)


def decide(life: Life, command: StateOutcome, acting: Acting) -> list[OutcomeStated]:
    """Tell it once, with the day on which the decision is looked at again."""
    decision = require_decision(life, command.partner_id, acting)
    if life.is_stated:
        raise OutcomeStatedAlready
    check_review_date(decision, command.review_on, day_in_paris(command.at))
    return [
        OutcomeStated(
            decision_id=command.decision_id,
            partner_id=command.partner_id,
            summary=command.summary,
            review_on=command.review_on,
        )
    ]


state_outcome = Decider(boundary, NO_LIFE, evolve_life, decide)
