"""Acts: what happens to the workshop, and the workshop after it happened."""

from decimal import Decimal

from ledger.commons.contributions.events import (
    ContestAnswered,
    ContestSettled,
    ContributionClarificationAsked,
    ContributionClarificationGiven,
    ContributionConfirmed,
    ContributionCorrected,
    ContributionReviewed,
    ContributionValued,
    Review,
    Settlement,
)
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Fact
from projections.commons.contributions import ContributionRow, contribution
from projections.offline import Offline
from tests.cast import BRUMES, LITTORAL, PONT
from tests.projections.told import told
from tests.workshop import ANSWER, REASON, WORKSHOP, WORKSHOP_RECORDED

ASKED = ContributionClarificationAsked(
    contribution_id=WORKSHOP, asking_id=BRUMES, question=REASON
)
GIVEN = ContributionClarificationGiven(contribution_id=WORKSHOP, answer=ANSWER)
ANSWERED = ContestAnswered(contribution_id=WORKSHOP, answer=ANSWER)
VALUED = ContributionValued(
    contribution_id=WORKSHOP, cents=30_000, method="smic", method_version=2
)


def confirmed(partner_id: PartnerId, quantity: str = "7.5") -> Fact:
    return ContributionConfirmed(
        contribution_id=WORKSHOP, confirming_id=partner_id, quantity=Decimal(quantity)
    )


def corrected(difference: str) -> Fact:
    return ContributionCorrected(
        contribution_id=WORKSHOP,
        partner_id=LITTORAL,
        difference=Decimal(difference),
        reason=REASON,
    )


def settled(settlement: Settlement) -> Fact:
    return ContestSettled(
        contribution_id=WORKSHOP,
        settling_id=PONT,
        settlement=settlement,
        reason=REASON,
    )


def reviewed(review: Review) -> Fact:
    return ContributionReviewed(contribution_id=WORKSHOP, review=review, reason=REASON)


def after(*history: Fact) -> ContributionRow:
    """Return the workshop once it was recorded and this happened to it."""
    return workshop_in(told(WORKSHOP_RECORDED, *history))


def workshop_in(offline: Offline, position: int | None = None) -> ContributionRow:
    row = contribution(offline.shelf(position), WORKSHOP)
    assert row is not None
    return row
