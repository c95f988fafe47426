"""Contest a contribution: totals show it apart until that is settled.

A partner whose contest was set aside may contest again only once something was
corrected: contesting over and over would be a hidden veto. The reason is words
for partners.
"""

from dataclasses import dataclass

from ledger.commons.contributions.events import ContributionContested
from ledger.commons.contributions.record import (
    Record,
    evolve_record,
    record_of,
    require_other,
)
from ledger.commons.contributions.refusals import (
    ContestPending,
    ContestSetAside,
    ContestUpheld,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import ContributionId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class ContestContribution(Command):
    """Another partner contests a contribution, with its reason."""

    contribution_id: ContributionId
    partner_id: PartnerId
    reason: Words


def boundary(command: ContestContribution) -> Boundary:
    """Depend on this contribution, and on the standing of the partner that acts."""
    return record_of(command.contribution_id, command.partner_id)


def decide(
    record: Record, command: ContestContribution, acting: Acting
) -> list[ContributionContested]:
    """Let one contest be open at a time, and none that is settled come back."""
    require_other(record, command.partner_id, acting)
    if record.contest is not None:
        raise ContestPending
    if record.is_contest_upheld:
        raise ContestUpheld
    if command.partner_id in record.overruled:
        raise ContestSetAside
    return [
        ContributionContested(
            contribution_id=command.contribution_id,
            contesting_id=command.partner_id,
            contested_on=day_in_paris(command.at),
            reason=command.reason,
        )
    ]


contest_contribution = Decider(boundary, Record(), evolve_record, decide)
