"""Milestones: what a decision about one of them remembers.

Each is a clause of its own, so that leads work on several at once.
"""

from dataclasses import dataclass, replace
from datetime import date

from ledger.commons.projects.events import (
    MilestoneDropped,
    MilestoneMoved,
    MilestoneReached,
    MilestoneSet,
)
from ledger.commons.projects.refusals import (
    MilestoneIsDropped,
    MilestoneIsReached,
    UnknownMilestone,
)
from ledger.commons.projects.team import (
    NO_TEAM,
    Team,
    TeamFact,
    evolve_team,
    require_lead,
    team_of,
)
from ledger.kernel.decider import Boundary, facts
from ledger.kernel.identifiers import MilestoneId, PartnerId, ProjectId
from ledger.kernel.messages import Acting

MILESTONE = (MilestoneSet, MilestoneMoved, MilestoneReached, MilestoneDropped)
"""The kinds of fact that make up a milestone's life."""

MilestoneFact = MilestoneSet | MilestoneMoved | MilestoneReached | MilestoneDropped


@dataclass(frozen=True)
class Milestone:
    """The team of a project, and one milestone as it stands."""

    team: Team = NO_TEAM
    due_on: date | None = None
    is_reached: bool = False
    is_dropped: bool = False


def milestone_of(
    project_id: ProjectId, milestone_id: MilestoneId, partner_id: PartnerId
) -> Boundary:
    """Depend on a project's team, and on one milestone of that very project."""
    return (
        *team_of(project_id, partner_id),
        facts(*MILESTONE, project_id=project_id, milestone_id=milestone_id),
    )


def evolve_milestone(milestone: Milestone, fact: TeamFact | MilestoneFact) -> Milestone:
    """Remember what the fact changes."""
    match fact:
        case MilestoneSet(due_on=day) | MilestoneMoved(due_on=day):
            return replace(milestone, due_on=day)
        case MilestoneReached():
            return replace(milestone, is_reached=True)
        case MilestoneDropped():
            return replace(milestone, is_dropped=True)
        case _:
            return replace(milestone, team=evolve_team(milestone.team, fact))


def require_pursued(
    milestone: Milestone, partner_id: PartnerId, acting: Acting
) -> date:
    """Refuse anybody but a lead, and what is no longer pursued; return its day."""
    require_lead(milestone.team, partner_id, acting)
    if milestone.due_on is None:
        raise UnknownMilestone
    if milestone.is_reached:
        raise MilestoneIsReached
    if milestone.is_dropped:
        raise MilestoneIsDropped
    return milestone.due_on
