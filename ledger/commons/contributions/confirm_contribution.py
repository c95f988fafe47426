"""Confirm a contribution: another partner says that this much was brought.

A confirmation stands for the quantity it saw. Corrected downwards, a
contribution stays confirmed; corrected upwards, it is to be confirmed anew.
"""

from dataclasses import dataclass

from ledger.commons.contributions.events import ContributionConfirmed
from ledger.commons.contributions.record import (
    Record,
    evolve_record,
    record_of,
    require_other,
)
from ledger.commons.contributions.refusals import (
    AlreadyConfirmed,
    ContestUpheld,
    ContributionIsContested,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import ContributionId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import plain


@dataclass(frozen=True, kw_only=True)
class ConfirmContribution(Command):
    """Another partner confirms the quantity as it stands."""

    contribution_id: ContributionId
    partner_id: PartnerId


def boundary(command: ConfirmContribution) -> Boundary:
    """Depend on this contribution, and on the standing of the partner that acts."""
    return record_of(command.contribution_id, command.partner_id)


def decide(
    record: Record, command: ConfirmContribution, acting: Acting
) -> list[ContributionConfirmed]:
    """Let each other partner confirm once as much as stands uncontested."""
    require_other(record, command.partner_id, acting)
    if record.is_contest_upheld:
        raise ContestUpheld
    if record.contest is not None:
        raise ContributionIsContested
    seen = [much for who, much in record.confirmed if who == command.partner_id]
    if any(much >= record.quantity for much in seen):
        raise AlreadyConfirmed
    return [
        ContributionConfirmed(
            contribution_id=command.contribution_id,
            confirming_id=command.partner_id,
            quantity=plain(record.quantity),
        )
    ]


confirm_contribution = Decider(boundary, Record(), evolve_record, decide)
