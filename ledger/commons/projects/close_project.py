"""Close a project: completed or stopped, and what was learnt.

Milestones still open are no obstacle: the page lists them, and the summary,
words for the public, may say why.
"""

from dataclasses import dataclass
from datetime import date

from ledger.commons.projects.events import ProjectClosed, ProjectOutcome
from ledger.commons.projects.refusals import NotLaunched
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
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class CloseProject(Command):
    """A lead closes a project, and sums up what was learnt."""

    project_id: ProjectId
    partner_id: PartnerId
    closed_on: date
    outcome: ProjectOutcome
    summary: Words


def boundary(command: CloseProject) -> Boundary:
    """Depend on the project's team, and on the standing of the partner that acts."""
    return team_of(command.project_id, command.partner_id)


def decide(team: Team, command: CloseProject, acting: Acting) -> list[ProjectClosed]:
    """Let a lead close once; what was never launched can only be stopped."""
    require_lead(team, command.partner_id, acting)
    if team.launched_on is None and command.outcome is ProjectOutcome.COMPLETED:
        raise NotLaunched
    check_past(command.closed_on, day_in_paris(command.at), team)
    return [
        ProjectClosed(
            project_id=command.project_id,
            partner_id=command.partner_id,
            closed_on=command.closed_on,
            outcome=command.outcome,
            summary=command.summary,
        )
    ]


close_project = Decider(boundary, Team(), evolve_team, decide)
