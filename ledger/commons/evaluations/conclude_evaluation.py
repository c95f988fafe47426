"""Conclude an evaluation: what was observed and learned, beside what was expected.

All of it is words for the public. The board may conclude any: an evaluation
whose opener left the commons would otherwise never end.
"""

from dataclasses import dataclass

from ledger.commons.evaluations.events import EvaluationConcluded
from ledger.commons.evaluations.inquiry import (
    Inquiry,
    evolve_inquiry,
    inquiry_of,
    require_running,
)
from ledger.commons.evaluations.refusals import NotTheOpener
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import EvaluationId, PartnerId
from ledger.kernel.messages import Acting, Capacity, Command
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class ConcludeEvaluation(Command):
    """The opener, or the board, says what was observed, learned and is called for."""

    evaluation_id: EvaluationId
    partner_id: PartnerId
    observed: Words
    learned: Words
    calls_for: Words | None = None


def boundary(command: ConcludeEvaluation) -> Boundary:
    """Depend on the evaluation, and on the standing of the partner that acts.

    Accounts stay outside: one given meanwhile is no conflict, and is read beside
    the conclusion.
    """
    return inquiry_of(command.evaluation_id, command.partner_id)


def decide(
    inquiry: Inquiry, command: ConcludeEvaluation, acting: Acting
) -> list[EvaluationConcluded]:
    """Let the opener or the board conclude, once."""
    require_running(inquiry, command.partner_id, acting)
    is_board = acting.capacity is Capacity.BOARD_MEMBER
    if inquiry.opener != command.partner_id and not is_board:
        raise NotTheOpener
    return [
        EvaluationConcluded(
            evaluation_id=command.evaluation_id,
            partner_id=command.partner_id,
            concluded_on=day_in_paris(command.at),
            observed=command.observed,
            learned=command.learned,
            calls_for=command.calls_for,
        )
    ]


conclude_evaluation = Decider(boundary, Inquiry(), evolve_inquiry, decide)
