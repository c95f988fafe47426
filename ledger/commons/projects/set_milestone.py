"""Set a milestone: what is to be reached, and by when.

The title is words for the public.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ledger.commons.projects.events import MilestoneSet
from ledger.commons.projects.refusals import (
    DayBeforeLaunch,
    MilestoneExists,
    TooManyMilestones,
)
from ledger.commons.projects.team import (
    NO_TEAM,
    Team,
    TeamFact,
    check_plausible,
    evolve_team,
    require_lead,
    team_of,
)
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import MilestoneId, PartnerId, ProjectId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words

MILESTONES_MAX: Final = 60


@dataclass(frozen=True, kw_only=True)
class SetMilestone(Command):
    """A lead sets what is to be reached, and by when."""

    project_id: ProjectId
    milestone_id: MilestoneId
    partner_id: PartnerId
    title: Words
    due_on: date


@dataclass(frozen=True)
class Way:
    """The team of a project, and the names of milestones that are taken."""

    team: Team = NO_TEAM
    names: frozenset[MilestoneId] = frozenset()


def boundary(command: SetMilestone) -> Boundary:
    """Depend on the team, on the milestones set, and on this one's own name.

    A name taken in another project is taken: lists are looked up by it.
    """
    return (
        *team_of(command.project_id, command.partner_id),
        facts(MilestoneSet, project_id=command.project_id),
        facts(MilestoneSet, milestone_id=command.milestone_id),
    )


def evolve(way: Way, fact: TeamFact | MilestoneSet) -> Way:
    """Remember roles, and which names are taken."""
    if isinstance(fact, MilestoneSet):
        return replace(way, names=way.names | {fact.milestone_id})
    return replace(way, team=evolve_team(way.team, fact))


def decide(way: Way, command: SetMilestone, acting: Acting) -> list[MilestoneSet]:
    """Let a lead set a milestone on any plausible day from the launch on."""
    require_lead(way.team, command.partner_id, acting)
    if command.milestone_id in way.names:
        raise MilestoneExists
    if len(way.names) >= MILESTONES_MAX:
        raise TooManyMilestones
    check_plausible(command.due_on)
    launched_on = way.team.launched_on
    if launched_on is not None and command.due_on < launched_on:
        raise DayBeforeLaunch
    return [
        MilestoneSet(
            project_id=command.project_id,
            milestone_id=command.milestone_id,
            partner_id=command.partner_id,
            title=command.title,
            due_on=command.due_on,
        )
    ]


set_milestone = Decider(boundary, Way(), evolve, decide)
