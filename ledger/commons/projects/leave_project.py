"""Leave a project: what was brought remains, and so does the history.

The reason is words for the public.
"""

from dataclasses import dataclass

from ledger.commons.projects.events import ProjectLeft
from ledger.commons.projects.refusals import LastLead
from ledger.commons.projects.team import Team, evolve_team, require_member, team_of
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId, ProjectId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class LeaveProject(Command):
    """A partner leaves a project, with or without a reason."""

    project_id: ProjectId
    partner_id: PartnerId
    reason: Words | None = None


def boundary(command: LeaveProject) -> Boundary:
    """Depend on the project's team, and on the standing of the partner that acts.

    Two leads that leave at once meet here, so that one of them stays.
    """
    return team_of(command.project_id, command.partner_id)


def decide(team: Team, command: LeaveProject, acting: Acting) -> list[ProjectLeft]:
    """Let every member leave but the last lead."""
    require_member(team, command.partner_id, acting)
    if team.is_last_lead(command.partner_id):
        raise LastLead
    return [
        ProjectLeft(
            project_id=command.project_id,
            partner_id=command.partner_id,
            reason=command.reason,
        )
    ]


leave_project = Decider(boundary, Team(), evolve_team, decide)
