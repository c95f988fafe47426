"""Record a contribution: what a partner brought, counted at once as declared.

Its title and description are words for the public. It may be for a project,
whose own days must meet the contribution's.
"""

from dataclasses import dataclass, replace
from datetime import date
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
from ledger.commons.projects.events import (
    ProjectClosed,
    ProjectLaunched,
    ProjectProposed,
)
from ledger.commons.projects.refusals import ProjectNotOpen, UnknownProject
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import ContributionId, PartnerId, ProjectId
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
    project_id: ProjectId | None = None


@dataclass(frozen=True)
class Sheet:
    """Where the partner stands, whether the sheet is taken, and the project's days."""

    partnership: Partnership = Partnership.UNKNOWN
    is_recorded: bool = False
    is_proposed: bool = False
    launched_on: date | None = None
    closed_on: date | None = None


def boundary(command: RecordContribution) -> Boundary:
    """Depend on the partner's standing, this contribution's own name, a project's days.

    Other contributions stay outside, so that all partners record at once, be it
    for one project.
    """
    own = (
        partnership_of(command.partner_id),
        facts(ContributionRecorded, contribution_id=command.contribution_id),
    )
    if command.project_id is None:
        return own
    days = (ProjectProposed, ProjectLaunched, ProjectClosed)
    return (*own, facts(*days, project_id=command.project_id))


def evolve(
    sheet: Sheet,
    fact: PartnershipFact
    | ContributionRecorded
    | ProjectProposed
    | ProjectLaunched
    | ProjectClosed,
) -> Sheet:
    """Remember the standing, that the sheet is taken, and the project's days."""
    if isinstance(fact, PARTNERSHIP):
        return replace(sheet, partnership=evolve_partnership(fact))
    match fact:
        case ContributionRecorded():
            return replace(sheet, is_recorded=True)
        case ProjectProposed():
            return replace(sheet, is_proposed=True)
        case ProjectLaunched(launched_on=day):
            return replace(sheet, launched_on=day)
        case ProjectClosed(closed_on=day):
            return replace(sheet, closed_on=day)


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
    if command.project_id is not None:
        _check_project(sheet, command.period)
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
            project_id=command.project_id,
        )
    ]


def _check_project(sheet: Sheet, period: Period) -> None:
    """Refuse days that lie wholly outside the project's own.

    Last year's hours may be recorded once a project is closed: it was open then.
    """
    if not sheet.is_proposed:
        raise UnknownProject
    if sheet.launched_on is None or period.end < sheet.launched_on:
        raise ProjectNotOpen
    if sheet.closed_on is not None and period.start > sheet.closed_on:
        raise ProjectNotOpen


record_contribution = Decider(boundary, Sheet(), evolve, decide)
