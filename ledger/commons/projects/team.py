"""The team: who takes part in a project in what role, and whether it is open.

One clause covers joining, leaving, launching and closing, for all decisions
alike. Journal entries, competences, milestones and plans stay outside: many
write in one project at once, and none of these changes who may do what.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from ledger.commons.projects.events import (
    ProjectClosed,
    ProjectJoined,
    ProjectLaunched,
    ProjectLeft,
    ProjectProposed,
    ProjectRole,
)
from ledger.commons.projects.refusals import (
    DayBeforeLaunch,
    DayNotPlausible,
    DayNotYetCome,
    NotALead,
    NotAMember,
    ProjectIsClosed,
    UnknownProject,
)
from ledger.kernel.decider import Boundary, facts
from ledger.kernel.identifiers import PartnerId, ProjectId
from ledger.kernel.messages import Acting
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)

LIFE = (ProjectProposed, ProjectLaunched, ProjectJoined, ProjectLeft, ProjectClosed)
"""The kinds of fact that change who may do what in a project."""

LifeFact = (
    ProjectProposed | ProjectLaunched | ProjectJoined | ProjectLeft | ProjectClosed
)
TeamFact = PartnershipFact | LifeFact

LEADING: Final = frozenset({ProjectRole.LEAD, ProjectRole.CO_LEAD})
FIRST_DAY: Final = date(2000, 1, 1)
LAST_DAY: Final = date(2100, 12, 31)


@dataclass(frozen=True)
class Team:
    """Who takes part in a project, and where the partner that acts stands."""

    partnership: Partnership = Partnership.UNKNOWN
    is_proposed: bool = False
    launched_on: date | None = None
    closed_on: date | None = None
    roles: Mapping[PartnerId, ProjectRole] = field(
        default_factory=dict[PartnerId, ProjectRole]
    )

    @property
    def leads(self) -> frozenset[PartnerId]:
        """Return the partners that lead the project."""
        return frozenset(who for who, role in self.roles.items() if role in LEADING)

    def is_last_lead(self, partner_id: PartnerId) -> bool:
        """Tell whether the project would have no lead without this partner."""
        return self.leads == frozenset({partner_id})


NO_TEAM: Final = Team()
"""What is known of a project before anything happened."""


def team_of(project_id: ProjectId, partner_id: PartnerId) -> Boundary:
    """Depend on who takes part in a project, and on the standing of who acts."""
    return (partnership_of(partner_id), facts(*LIFE, project_id=project_id))


def evolve_team(team: Team, fact: TeamFact) -> Team:
    """Remember what the fact changes."""
    if isinstance(fact, PARTNERSHIP):
        return replace(team, partnership=evolve_partnership(fact))
    return evolve_life(team, fact)


def evolve_life(team: Team, fact: LifeFact) -> Team:
    """Remember what the fact changes in the project itself."""
    match fact:
        case ProjectProposed():
            return replace(team, is_proposed=True)
        case ProjectLaunched(launched_on=day):
            return replace(team, launched_on=day)
        case ProjectJoined(partner_id=partner, role=role):
            return replace(team, roles={**team.roles, partner: role})
        case ProjectLeft(partner_id=partner):
            remaining = {p: r for p, r in team.roles.items() if p != partner}
            return replace(team, roles=remaining)
        case ProjectClosed(closed_on=day):
            return replace(team, closed_on=day)


def require_open(team: Team, partner_id: PartnerId, acting: Acting) -> None:
    """Refuse to act in a project that is not there, or is over."""
    require_standing(acting, partner_id, team.partnership)
    if not team.is_proposed:
        raise UnknownProject
    if team.closed_on is not None:
        raise ProjectIsClosed


def require_member(team: Team, partner_id: PartnerId, acting: Acting) -> None:
    """Refuse anybody but a partner that takes part, in good standing."""
    require_open(team, partner_id, acting)
    if partner_id not in team.roles:
        raise NotAMember


def require_lead(team: Team, partner_id: PartnerId, acting: Acting) -> None:
    """Refuse anybody but a partner that leads the project, in good standing."""
    require_open(team, partner_id, acting)
    if partner_id not in team.leads:
        raise NotALead


def check_plausible(day: date) -> None:
    """Refuse a day of another age: most often a slip in the year."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise DayNotPlausible


def check_past(day: date, today: date, team: Team) -> None:
    """Refuse a day still to come, or before the project was launched."""
    check_plausible(day)
    if day > today:
        raise DayNotYetCome
    if team.launched_on is not None and day < team.launched_on:
        raise DayBeforeLaunch
