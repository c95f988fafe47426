"""Give a clarification: the author answers what was asked.

The answer is words for partners.
"""

from dataclasses import dataclass

from ledger.commons.contributions.events import ContributionClarificationGiven
from ledger.commons.contributions.record import (
    Record,
    evolve_record,
    record_of,
    require_author,
)
from ledger.commons.contributions.refusals import (
    NoClarificationPending,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import ContributionId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class GiveClarification(Command):
    """The author answers the open question."""

    contribution_id: ContributionId
    partner_id: PartnerId
    answer: Words


def boundary(command: GiveClarification) -> Boundary:
    """Depend on this contribution, and on the standing of the partner that acts."""
    return record_of(command.contribution_id, command.partner_id)


def decide(
    record: Record, command: GiveClarification, acting: Acting
) -> list[ContributionClarificationGiven]:
    """Let the author answer the question that is open."""
    require_author(record, command.partner_id, acting)
    if not record.is_clarification_pending:
        raise NoClarificationPending
    return [
        ContributionClarificationGiven(
            contribution_id=command.contribution_id, answer=command.answer
        )
    ]


give_clarification = Decider(boundary, Record(), evolve_record, decide)
