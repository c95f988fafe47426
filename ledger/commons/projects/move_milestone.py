"""Move a milestone: it is due on another day, and everybody reads why.

The reason is words for the public.
"""

from dataclasses import dataclass
from datetime import date

from ledger.commons.projects.events import MilestoneMoved
from ledger.commons.projects.milestones import (
    Milestone,
    evolve_milestone,
    milestone_of,
    require_pursued,
)
from ledger.commons.projects.refusals import DayBeforeLaunch, SameDay
from ledger.commons.projects.team import check_plausible
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import MilestoneId, PartnerId, ProjectId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class MoveMilestone(Command):
    """A lead gives a milestone another day, with the reason."""

    project_id: ProjectId
    milestone_id: MilestoneId
    partner_id: PartnerId
    due_on: date
    reason: Words


def boundary(command: MoveMilestone) -> Boundary:
    """Depend on the project's team, and on this milestone."""
    return milestone_of(command.project_id, command.milestone_id, command.partner_id)


def decide(
    milestone: Milestone, command: MoveMilestone, acting: Acting
) -> list[MilestoneMoved]:
    """Let a lead move what is still pursued, to another day."""
    due_on = require_pursued(milestone, command.partner_id, acting)
    if command.due_on == due_on:
        raise SameDay
    check_plausible(command.due_on)
    launched_on = milestone.team.launched_on
    if launched_on is not None and command.due_on < launched_on:
        raise DayBeforeLaunch
    return [
        MilestoneMoved(
            project_id=command.project_id,
            milestone_id=command.milestone_id,
            partner_id=command.partner_id,
            due_on=command.due_on,
            reason=command.reason,
        )
    ]


move_milestone = Decider(boundary, Milestone(), evolve_milestone, decide)
