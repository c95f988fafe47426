"""Set the financing plan: who is asked for what, and what was granted.

A plan replaces the one before; ``plan_version`` says which one the lead had in
view, so that of two leads who change it at once one is told. Names of funders
outside and schemes are words for the public.
"""

from dataclasses import dataclass, field, replace
from typing import Final

from ledger.commons.projects.events import FinancingLine, FinancingPlanSet
from ledger.commons.projects.refusals import (
    AmountOutOfBounds,
    FunderUnclear,
    NothingRequested,
    OwnShareOfOutsider,
    PlanEmpty,
    PlanOutdated,
    TooManyLines,
)
from ledger.commons.projects.team import (
    LIFE,
    NO_TEAM,
    LifeFact,
    Team,
    evolve_life,
    require_lead,
)
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import PartnerId, ProjectId
from ledger.kernel.messages import Acting, Command
from ledger.membership.partners.refusals import UnknownPartner
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    Standings,
    evolve_standings,
    partnerships_of,
    standing_in,
)

LINES_MAX: Final = 40
CENTS_MAX: Final = 10**12


@dataclass(frozen=True, kw_only=True)
class SetFinancingPlan(Command):
    """A lead sets the whole plan anew; ``plan_version`` is the number it will bear."""

    project_id: ProjectId
    partner_id: PartnerId
    plan_version: int
    lines: tuple[FinancingLine, ...]


@dataclass(frozen=True)
class Financing:
    """The team, where partners stand, and which plan is in force."""

    team: Team = NO_TEAM
    standings: Standings = field(default_factory=dict[PartnerId, Partnership])
    plan_version: int = 0


def boundary(command: SetFinancingPlan) -> Boundary:
    """Depend on the team, on earlier plans, and on who each funder is.

    No more are read than a plan may have: a longer one is refused unread.
    """
    lines = command.lines[: LINES_MAX + 1]
    funders = [line.funder_id for line in lines if line.funder_id]
    return (
        *partnerships_of(command.partner_id, *funders),
        facts(*LIFE, project_id=command.project_id),
        facts(FinancingPlanSet, project_id=command.project_id),
    )


def evolve(
    financing: Financing, fact: PartnershipFact | LifeFact | FinancingPlanSet
) -> Financing:
    """Remember roles, standings, and the number of the last plan."""
    if isinstance(fact, PARTNERSHIP):
        standings = evolve_standings(financing.standings, fact)
        return replace(financing, standings=standings)
    if isinstance(fact, FinancingPlanSet):
        return replace(financing, plan_version=fact.plan_version)
    return replace(financing, team=evolve_life(financing.team, fact))


def decide(
    financing: Financing, command: SetFinancingPlan, acting: Acting
) -> list[FinancingPlanSet]:
    """Let a lead replace the plan it had in view by another that adds up."""
    standing = standing_in(financing.standings, command.partner_id)
    team = replace(financing.team, partnership=standing)
    require_lead(team, command.partner_id, acting)
    if command.plan_version != financing.plan_version + 1:
        raise PlanOutdated
    if not command.lines:
        raise PlanEmpty
    if len(command.lines) > LINES_MAX:
        raise TooManyLines
    for line in command.lines:
        _check_funder(financing, line)
        _check_amounts(line)
    return [
        FinancingPlanSet(
            project_id=command.project_id,
            partner_id=command.partner_id,
            plan_version=command.plan_version,
            lines=command.lines,
        )
    ]


def _check_funder(financing: Financing, line: FinancingLine) -> None:
    if (line.funder_id is None) == (line.funder is None):
        raise FunderUnclear
    if line.is_own_share and line.funder_id not in financing.team.roles:
        raise OwnShareOfOutsider
    if line.funder_id is not None and line.funder_id not in financing.standings:
        raise UnknownPartner


def _check_amounts(line: FinancingLine) -> None:
    for cents in (line.requested_cents, line.granted_cents or 0):
        if not 0 <= cents <= CENTS_MAX:
            raise AmountOutOfBounds
    if line.requested_cents == 0:
        raise NothingRequested


set_financing_plan = Decider(boundary, Financing(), evolve, decide)
