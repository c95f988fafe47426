"""Review a contribution: the board looks at what stands out.

The reason is words for partners.
"""

from dataclasses import dataclass

from ledger.commons.contributions.events import (
    ContributionReviewed,
    Review,
)
from ledger.commons.contributions.record import (
    Record,
    evolve_record,
    record_of,
    require_other,
)
from ledger.commons.contributions.refusals import (
    ReasonMissing,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import ContributionId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class ReviewContribution(Command):
    """A board member reviews the contribution of another partner."""

    contribution_id: ContributionId
    partner_id: PartnerId
    review: Review
    reason: Words | None = None


def boundary(command: ReviewContribution) -> Boundary:
    """Depend on this contribution, and on the standing of the partner that acts."""
    return record_of(command.contribution_id, command.partner_id)


def decide(
    record: Record, command: ReviewContribution, acting: Acting
) -> list[ContributionReviewed]:
    """Ask a reason for everything but acceptance."""
    require_other(record, command.partner_id, acting)
    if command.review is not Review.ACCEPTED and command.reason is None:
        raise ReasonMissing
    return [
        ContributionReviewed(
            contribution_id=command.contribution_id,
            review=command.review,
            reason=command.reason,
        )
    ]


review_contribution = Decider(boundary, Record(), evolve_record, decide)
