"""Reach a milestone: a lead says on which day it was reached."""

from dataclasses import dataclass
from datetime import date

from ledger.commons.projects.events import MilestoneReached
from ledger.commons.projects.milestones import (
    Milestone,
    evolve_milestone,
    milestone_of,
    require_pursued,
)
from ledger.commons.projects.team import check_past
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import MilestoneId, PartnerId, ProjectId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris


@dataclass(frozen=True, kw_only=True)
class ReachMilestone(Command):
    """A lead says that a milestone is reached, and since when."""

    project_id: ProjectId
    milestone_id: MilestoneId
    partner_id: PartnerId
    reached_on: date


def boundary(command: ReachMilestone) -> Boundary:
    """Depend on the project's team, and on this milestone."""
    return milestone_of(command.project_id, command.milestone_id, command.partner_id)


def decide(
    milestone: Milestone, command: ReachMilestone, acting: Acting
) -> list[MilestoneReached]:
    """Let a lead say so once, of a day that has come."""
    require_pursued(milestone, command.partner_id, acting)
    check_past(command.reached_on, day_in_paris(command.at), milestone.team)
    return [
        MilestoneReached(
            project_id=command.project_id,
            milestone_id=command.milestone_id,
            partner_id=command.partner_id,
            reached_on=command.reached_on,
        )
    ]


reach_milestone = Decider(boundary, Milestone(), evolve_milestone, decide)
