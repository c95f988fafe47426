"""Propose a project: its proposer leads it until that is shared.

Title and purpose are words for the public.
"""

from dataclasses import dataclass

from ledger.commons.projects.events import ProjectJoined, ProjectProposed, ProjectRole
from ledger.commons.projects.refusals import ProjectExists
from ledger.commons.projects.team import Team, evolve_team, team_of
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId, ProjectId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words
from ledger.membership.partners.events import Scope
from ledger.membership.partners.standing import require_standing


@dataclass(frozen=True, kw_only=True)
class ProposeProject(Command):
    """A partner proposes a project, how far it reaches, and leads it."""

    project_id: ProjectId
    partner_id: PartnerId
    title: Words
    purpose: Words
    scope: Scope


def boundary(command: ProposeProject) -> Boundary:
    """Depend on the partner's standing and on this project's own name."""
    return team_of(command.project_id, command.partner_id)


def decide(
    team: Team, command: ProposeProject, acting: Acting
) -> list[ProjectProposed | ProjectJoined]:
    """Let any active partner propose."""
    require_standing(acting, command.partner_id, team.partnership)
    if team.is_proposed:
        raise ProjectExists
    return [
        ProjectProposed(
            project_id=command.project_id,
            partner_id=command.partner_id,
            title=command.title,
            purpose=command.purpose,
            scope=command.scope,
        ),
        ProjectJoined(
            project_id=command.project_id,
            partner_id=command.partner_id,
            role=ProjectRole.LEAD,
        ),
    ]


propose_project = Decider(boundary, Team(), evolve_team, decide)
