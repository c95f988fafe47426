"""Launch a project: from that day on, contributions may be made to it."""

from dataclasses import dataclass
from datetime import date

from ledger.commons.projects.events import ProjectLaunched
from ledger.commons.projects.refusals import AlreadyLaunched
from ledger.commons.projects.team import (
    Team,
    check_past,
    evolve_team,
    require_lead,
    team_of,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId, ProjectId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris


@dataclass(frozen=True, kw_only=True)
class LaunchProject(Command):
    """A lead says since when the project is under way."""

    project_id: ProjectId
    partner_id: PartnerId
    launched_on: date


def boundary(command: LaunchProject) -> Boundary:
    """Depend on the project's team, and on the standing of the partner that acts."""
    return team_of(command.project_id, command.partner_id)


def decide(team: Team, command: LaunchProject, acting: Acting) -> list[ProjectLaunched]:
    """Let a lead launch once, on a day that has come."""
    require_lead(team, command.partner_id, acting)
    if team.launched_on is not None:
        raise AlreadyLaunched
    check_past(command.launched_on, day_in_paris(command.at), team)
    return [
        ProjectLaunched(
            project_id=command.project_id,
            partner_id=command.partner_id,
            launched_on=command.launched_on,
        )
    ]


launch_project = Decider(boundary, Team(), evolve_team, decide)
