"""Withdraw a contribution: struck from totals, kept on record.

Its author may withdraw it at any time, contested or not. The reason is words
for the public.
"""

from dataclasses import dataclass

from ledger.commons.contributions.events import ContributionWithdrawn
from ledger.commons.contributions.record import (
    Record,
    evolve_record,
    record_of,
    require_author,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import ContributionId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class WithdrawContribution(Command):
    """Its author withdraws a contribution, with the reason."""

    contribution_id: ContributionId
    partner_id: PartnerId
    reason: Words


def boundary(command: WithdrawContribution) -> Boundary:
    """Depend on this contribution, and on the standing of the partner that acts."""
    return record_of(command.contribution_id, command.partner_id)


def decide(
    record: Record, command: WithdrawContribution, acting: Acting
) -> list[ContributionWithdrawn]:
    """Let the author withdraw at any time, once."""
    require_author(record, command.partner_id, acting)
    return [
        ContributionWithdrawn(
            contribution_id=command.contribution_id,
            partner_id=command.partner_id,
            reason=command.reason,
        )
    ]


withdraw_contribution = Decider(boundary, Record(), evolve_record, decide)
