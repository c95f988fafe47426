"""Revise a project: its title or its purpose is worded anew.

Both are words for the public; earlier ones stay in the project's history.
"""

from dataclasses import dataclass

from ledger.commons.projects.events import ProjectRevised
from ledger.commons.projects.refusals import NothingRevised
from ledger.commons.projects.team import Team, evolve_team, require_lead, team_of
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId, ProjectId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class ReviseProject(Command):
    """A lead words the title or the purpose anew."""

    project_id: ProjectId
    partner_id: PartnerId
    title: Words | None = None
    purpose: Words | None = None


def boundary(command: ReviseProject) -> Boundary:
    """Depend on the project's team, and on the standing of the partner that acts."""
    return team_of(command.project_id, command.partner_id)


def decide(team: Team, command: ReviseProject, acting: Acting) -> list[ProjectRevised]:
    """Let a lead revise while the project is open."""
    require_lead(team, command.partner_id, acting)
    if command.title is None and command.purpose is None:
        raise NothingRevised
    return [
        ProjectRevised(
            project_id=command.project_id,
            partner_id=command.partner_id,
            title=command.title,
            purpose=command.purpose,
        )
    ]


revise_project = Decider(boundary, Team(), evolve_team, decide)
