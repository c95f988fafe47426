"""Ask for a clarification: another partner, or the board, asks what is not clear.

The question is words for partners.
"""

from dataclasses import dataclass

from ledger.commons.contributions.events import ContributionClarificationAsked
from ledger.commons.contributions.record import (
    Record,
    evolve_record,
    record_of,
    require_other,
)
from ledger.commons.contributions.refusals import (
    ClarificationPending,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import ContributionId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class AskClarification(Command):
    """Another partner asks what is not clear."""

    contribution_id: ContributionId
    partner_id: PartnerId
    question: Words


def boundary(command: AskClarification) -> Boundary:
    """Depend on this contribution, and on the standing of the partner that acts."""
    return record_of(command.contribution_id, command.partner_id)


def decide(
    record: Record, command: AskClarification, acting: Acting
) -> list[ContributionClarificationAsked]:
    """Let one question be open at a time."""
    require_other(record, command.partner_id, acting)
    if record.is_clarification_pending:
        raise ClarificationPending
    return [
        ContributionClarificationAsked(
            contribution_id=command.contribution_id,
            asking_id=command.partner_id,
            question=command.question,
        )
    ]


ask_clarification = Decider(boundary, Record(), evolve_record, decide)
