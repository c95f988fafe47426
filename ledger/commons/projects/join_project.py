"""Join a project: any partner may, in any role but that of a lead.

Joining again in another role changes the role. A lead is shared by those who
have it, never taken.
"""

from dataclasses import dataclass

from ledger.commons.projects.events import ProjectJoined, ProjectRole
from ledger.commons.projects.refusals import LastLead, LeadIsShared, SameRole
from ledger.commons.projects.team import (
    LEADING,
    Team,
    evolve_team,
    require_open,
    team_of,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId, ProjectId
from ledger.kernel.messages import Acting, Command


@dataclass(frozen=True, kw_only=True)
class JoinProject(Command):
    """A partner takes part in a project, or changes its role in it."""

    project_id: ProjectId
    partner_id: PartnerId
    role: ProjectRole


def boundary(command: JoinProject) -> Boundary:
    """Depend on the project's team, and on the standing of the partner that acts.

    The roles of others count, for the last lead may not step back.
    """
    return team_of(command.project_id, command.partner_id)


def decide(team: Team, command: JoinProject, acting: Acting) -> list[ProjectJoined]:
    """Let any active partner join while the project is open."""
    require_open(team, command.partner_id, acting)
    if command.role in LEADING:
        raise LeadIsShared
    if team.roles.get(command.partner_id) is command.role:
        raise SameRole
    if team.is_last_lead(command.partner_id):
        raise LastLead
    return [
        ProjectJoined(
            project_id=command.project_id,
            partner_id=command.partner_id,
            role=command.role,
        )
    ]


join_project = Decider(boundary, Team(), evolve_team, decide)
