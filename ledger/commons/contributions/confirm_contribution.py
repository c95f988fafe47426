"""Confirm a contribution: another partner says that this much was brought."""

from dataclasses import dataclass

from ledger.commons.contributions.events import ContributionConfirmed
from ledger.commons.contributions.record import (
    Record,
    RecordFact,
    evolve_record,
    record_of,
    require_other,
)
from ledger.commons.contributions.refusals import (
    AlreadyConfirmed,
    ContributionIsContested,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import ContributionId, PartnerId
from ledger.kernel.messages import Acting, Command


@dataclass(frozen=True, kw_only=True)
class ConfirmContribution(Command):
    """Another partner confirms the quantity as it stands."""

    contribution_id: ContributionId
    partner_id: PartnerId


def boundary(command: ConfirmContribution) -> Boundary:
    """Depend on this contribution, and on the standing of the partner that acts."""
    return record_of(command.contribution_id, command.partner_id)


def evolve(record: Record, fact: RecordFact) -> Record:
    """Remember the contribution as it stands."""
    return evolve_record(record, fact)


def decide(
    record: Record, command: ConfirmContribution, acting: Acting
) -> list[ContributionConfirmed]:
    """Let each other partner confirm a quantity once, while nobody contests it."""
    require_other(record, command.partner_id, acting)
    if record.contest is not None:
        raise ContributionIsContested
    if (command.partner_id, record.quantity) in record.confirmed:
        raise AlreadyConfirmed
    return [
        ContributionConfirmed(
            contribution_id=command.contribution_id,
            confirming_id=command.partner_id,
            quantity=record.quantity,
        )
    ]


confirm_contribution = Decider(boundary, Record(), evolve, decide)
