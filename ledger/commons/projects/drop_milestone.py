"""Drop a milestone: it is no longer pursued, and everybody reads why.

The reason is words for the public.
"""

from dataclasses import dataclass

from ledger.commons.projects.events import MilestoneDropped
from ledger.commons.projects.milestones import (
    Milestone,
    evolve_milestone,
    milestone_of,
    require_pursued,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import MilestoneId, PartnerId, ProjectId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class DropMilestone(Command):
    """A lead gives a milestone up, with the reason."""

    project_id: ProjectId
    milestone_id: MilestoneId
    partner_id: PartnerId
    reason: Words


def boundary(command: DropMilestone) -> Boundary:
    """Depend on the project's team, and on this milestone."""
    return milestone_of(command.project_id, command.milestone_id, command.partner_id)


def decide(
    milestone: Milestone, command: DropMilestone, acting: Acting
) -> list[MilestoneDropped]:
    """Let a lead drop what is still pursued."""
    require_pursued(milestone, command.partner_id, acting)
    return [
        MilestoneDropped(
            project_id=command.project_id,
            milestone_id=command.milestone_id,
            partner_id=command.partner_id,
            reason=command.reason,
        )
    ]


drop_milestone = Decider(boundary, Milestone(), evolve_milestone, decide)
