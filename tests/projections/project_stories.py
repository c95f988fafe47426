"""Project stories: what the random histories tell about projects."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from ledger.commons.projects.close_project import CloseProject
from ledger.commons.projects.cross_competence import CrossCompetence
from ledger.commons.projects.drop_milestone import DropMilestone
from ledger.commons.projects.events import (
    Competence,
    FinancingLine,
    ProjectJoined,
    ProjectLaunched,
    ProjectOutcome,
    ProjectProposed,
    ProjectRole,
)
from ledger.commons.projects.join_project import JoinProject
from ledger.commons.projects.launch_project import LaunchProject
from ledger.commons.projects.leave_project import LeaveProject
from ledger.commons.projects.move_milestone import MoveMilestone
from ledger.commons.projects.propose_project import ProposeProject
from ledger.commons.projects.reach_milestone import ReachMilestone
from ledger.commons.projects.revise_project import ReviseProject
from ledger.commons.projects.set_financing_plan import SetFinancingPlan
from ledger.commons.projects.set_milestone import SetMilestone
from ledger.commons.projects.share_lead import ShareLead
from ledger.commons.projects.write_journal_entry import WriteJournalEntry
from ledger.kernel.identifiers import MilestoneId, PartnerId, ProjectId
from ledger.kernel.messages import Command, Fact
from ledger.kernel.words import Audience, Words, write
from ledger.membership.partners.events import Scope
from tests.cast import ADA, BEN, BRUMES, CLEO, LITTORAL, PONT, acting_for, words
from tests.spec import NOON

PEOPLE = {LITTORAL: ADA, BRUMES: BEN, PONT: CLEO}
BODIES = tuple(PEOPLE)
PROJECTS = tuple(ProjectId(f"project{i}") for i in range(3))
LAUNCH: Final = date(2026, 1, 4)
ROLES: Final = tuple(ProjectRole)
COMPETENCES: Final = tuple(Competence)


def project_under_way() -> Sequence[Fact]:
    """Return a project that two partners lead, launched in January."""
    first = PROJECTS[0]
    return [
        ProjectProposed(
            project_id=first,
            partner_id=LITTORAL,
            title=words("a project"),
            purpose=words("to learn"),
            scope=Scope.REGIONAL,
        ),
        ProjectJoined(project_id=first, partner_id=LITTORAL, role=ProjectRole.LEAD),
        ProjectJoined(project_id=first, partner_id=BRUMES, role=ProjectRole.CO_LEAD),
        ProjectLaunched(project_id=first, partner_id=LITTORAL, launched_on=LAUNCH),
    ]


def project_command(step: tuple[int, int, int, int], number: int) -> Command:
    """Return the command about a project that a step of a story stands for."""
    what, who, which, amount = step
    body, other = BODIES[who], BODIES[(who + amount) % len(BODIES)]
    said = write("reason", "because", Audience.PUBLIC)
    given: dict[str, Any] = {
        "actor": acting_for(PEOPLE[body], body),
        "at": NOON,
        "key": f"step-{number}",
        "words": (said,),
        "project_id": PROJECTS[which % len(PROJECTS)],
        "partner_id": body,
    }
    text, day = said.reference, LAUNCH + timedelta(days=amount * 3)
    match what:
        case 10:
            return _beginning(given, amount, text, day)
        case 11 | 12:
            return _member(given, amount, other)
        case 13 | 14:
            return _milestone(given, amount, text, day)
        case 15:
            return _noting(given, amount, text, other)
        case _:
            return _ending(given, amount, text, day)


def _beginning(given: dict[str, Any], amount: int, text: Words, day: date) -> Command:
    if amount % 2:
        return ProposeProject(**given, title=text, purpose=text, scope=Scope.COMMUNAL)
    return LaunchProject(**given, launched_on=day)


def _member(given: dict[str, Any], amount: int, other: PartnerId) -> Command:
    if amount == 1:
        return ShareLead(**given, member_id=other)
    if amount == len(ROLES):
        return LeaveProject(**given)
    return JoinProject(**given, role=ROLES[amount % len(ROLES)])


def _milestone(given: dict[str, Any], amount: int, text: Words, day: date) -> Command:
    named: dict[str, Any] = {
        **given,
        "milestone_id": MilestoneId(f"milestone{amount % 2}"),
    }
    match amount % 4:
        case 0:
            return MoveMilestone(**named, due_on=day, reason=text)
        case 1:
            return ReachMilestone(**named, reached_on=day)
        case 2 if amount > len(ROLES) // 2:
            return DropMilestone(**named, reason=text)
        case _:
            return SetMilestone(**named, title=text, due_on=day)


def _noting(
    given: dict[str, Any], amount: int, text: Words, other: PartnerId
) -> Command:
    if amount % 2:
        return WriteJournalEntry(**given, text=text)
    competence = COMPETENCES[amount % len(COMPETENCES)]
    return CrossCompetence(**given, holder_id=other, competence=competence)


def _ending(given: dict[str, Any], amount: int, text: Words, day: date) -> Command:
    if amount % 3 == 0:
        line = FinancingLine(funder=text, requested_cents=amount)
        version = amount // 3
        return SetFinancingPlan(**given, plan_version=version, lines=(line,))
    if amount % 3 == 1:
        return ReviseProject(**given, title=text)
    stopped = ProjectOutcome.STOPPED
    return CloseProject(**given, closed_on=day, outcome=stopped, summary=text)
