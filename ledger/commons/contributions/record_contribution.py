"""Record a contribution: what a partner brought, counted at once as declared.

Its title and description are words for the public.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from ledger.commons.contributions.events import (
    Activity,
    ContributionRecorded,
    Evidence,
    Nature,
    Unit,
)
from ledger.commons.contributions.limits import (
    check_activities,
    check_evidence,
    check_nature,
    check_period,
    check_quantity,
)
from ledger.commons.contributions.refusals import ContributionExists
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import ContributionId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import Period, day_in_paris, plain
from ledger.kernel.words import Words
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)


@dataclass(frozen=True, kw_only=True)
class RecordContribution(Command):
    """A partner declares what it brought."""

    contribution_id: ContributionId
    partner_id: PartnerId
    nature: Nature
    quantity: Decimal
    unit: Unit
    period: Period
    title: Words
    description: Words | None = None
    activities: tuple[Activity, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """Where the partner stands, and whether the sheet is taken."""

    partnership: Partnership = Partnership.UNKNOWN
    is_recorded: bool = False


def boundary(command: RecordContribution) -> Boundary:
    """Depend on the partner's standing and on this contribution's own name.

    Other contributions stay outside, so that all partners record at once.
    """
    return (
        partnership_of(command.partner_id),
        facts(ContributionRecorded, contribution_id=command.contribution_id),
    )


def evolve(sheet: Sheet, fact: PartnershipFact | ContributionRecorded) -> Sheet:
    """Remember the standing, and that the sheet is taken."""
    if isinstance(fact, PARTNERSHIP):
        return replace(sheet, partnership=evolve_partnership(fact))
    match fact:
        case ContributionRecorded():
            return replace(sheet, is_recorded=True)


def decide(
    sheet: Sheet, command: RecordContribution, acting: Acting
) -> list[ContributionRecorded]:
    """Record what an active partner brought, if it can be counted."""
    require_standing(acting, command.partner_id, sheet.partnership)
    if sheet.is_recorded:
        raise ContributionExists
    check_nature(command.nature, command.unit)
    check_quantity(command.quantity)
    check_period(command.period, day_in_paris(command.at))
    check_activities(command.activities)
    check_evidence(command.evidence)
    return [
        ContributionRecorded(
            contribution_id=command.contribution_id,
            partner_id=command.partner_id,
            nature=command.nature,
            quantity=plain(command.quantity),
            unit=command.unit,
            period=command.period,
            title=command.title,
            description=command.description,
            activities=command.activities,
            evidence=command.evidence,
        )
    ]


record_contribution = Decider(boundary, Sheet(), evolve, decide)
