"""Projects: each as it stands, with its members, milestones and financing plan."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from msgspec.structs import replace

from ledger.commons.projects.events import (
    CompetenceCrossed,
    FinancingLine,
    FinancingPlanSet,
    MilestoneDropped,
    MilestoneMoved,
    MilestoneReached,
    MilestoneSet,
    ProjectClosed,
    ProjectJoined,
    ProjectLaunched,
    ProjectLeft,
    ProjectOutcome,
    ProjectProposed,
    ProjectRevised,
    ProjectRole,
)
from ledger.kernel.codec import Recorded
from ledger.membership.partners.events import Scope
from projections.commons.milestones import (
    Crossing,
    Member,
    Milestone,
    MilestoneState,
    PlanLine,
)
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Page, Shelf
from projections.view import View, facts_of

MilestoneFact = MilestoneSet | MilestoneMoved | MilestoneReached | MilestoneDropped
Changing = (
    ProjectRevised
    | ProjectLaunched
    | ProjectJoined
    | ProjectLeft
    | CompetenceCrossed
    | MilestoneFact
    | FinancingPlanSet
    | ProjectClosed
)
Followed = ProjectProposed | Changing


class ProjectState(StrEnum):
    """Where a project is on its way."""

    PROPOSED = "proposed"
    UNDER_WAY = "under_way"
    COMPLETED = "completed"
    STOPPED = "stopped"


OPEN = frozenset({ProjectState.PROPOSED, ProjectState.UNDER_WAY})


class ProjectRow(Row, frozen=True, kw_only=True):
    """A project as it stands."""

    key: ClassVar[tuple[str, ...]] = ("project_id",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("state",),)

    project_id: str
    title: WordsAt
    purpose: WordsAt
    scope: Scope
    proposed_by: str
    proposed_at: datetime
    position: int
    state: ProjectState = ProjectState.PROPOSED
    launched_on: date | None = None
    closed_on: date | None = None
    summary: WordsAt | None = None
    members: tuple[Member, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    competences: tuple[Crossing, ...] = ()
    plan_version: int = 0
    plan: tuple[PlanLine, ...] = ()

    def role_of(self, partner_id: str) -> ProjectRole | None:
        """Return the role a partner has in it."""
        found = (m.role for m in self.members if m.partner_id == partner_id)
        return next(found, None)

    @property
    def is_open(self) -> bool:
        """Tell whether anything may still be done in it."""
        return self.state in OPEN


def apply(rows: Rows[ProjectRow], recorded: Recorded[Any]) -> None:
    """Note what becomes of a project."""
    fact: Followed = recorded.fact
    if isinstance(fact, ProjectProposed):
        rows.put(_proposed(fact, recorded))
        return
    row = rows.get(fact.project_id)
    if row is not None:
        rows.put(_changed(row, fact, recorded))


def _proposed(fact: ProjectProposed, recorded: Recorded[Any]) -> ProjectRow:
    position = recorded.position
    return ProjectRow(
        project_id=fact.project_id,
        title=WordsAt(position, fact.title),
        purpose=WordsAt(position, fact.purpose),
        scope=fact.scope,
        proposed_by=fact.partner_id,
        proposed_at=recorded.recorded_at,
        position=position,
    )


def _changed(  # noqa: PLR0911  # one way out for each kind of fact
    row: ProjectRow, fact: Changing, recorded: Recorded[Any]
) -> ProjectRow:
    position = recorded.position
    match fact:
        case ProjectRevised(title=title, purpose=purpose):
            return replace(
                row,
                title=WordsAt(position, title) if title else row.title,
                purpose=WordsAt(position, purpose) if purpose else row.purpose,
            )
        case ProjectLaunched(launched_on=day):
            return replace(row, launched_on=day, state=ProjectState.UNDER_WAY)
        case ProjectJoined():
            return replace(row, members=_joined(row, fact, position))
        case ProjectLeft(partner_id=partner):
            staying = tuple(m for m in row.members if m.partner_id != partner)
            return replace(row, members=staying)
        case CompetenceCrossed():
            crossing = _crossing(fact, position)
            return replace(row, competences=(*row.competences, crossing))
        case FinancingPlanSet(plan_version=version, lines=lines):
            plan = tuple(_line(line, position) for line in lines)
            return replace(row, plan_version=version, plan=plan)
        case ProjectClosed():
            return _closed(row, fact, position)
        case _:
            return replace(row, milestones=_milestones(row, fact, recorded))


def _joined(row: ProjectRow, fact: ProjectJoined, position: int) -> tuple[Member, ...]:
    """Add a member, or give it its new role in its old place."""
    joined = Member(fact.partner_id, fact.role, position)
    known = [m.partner_id for m in row.members]
    if fact.partner_id not in known:
        return (*row.members, joined)
    return tuple(
        replace(m, role=fact.role) if m.partner_id == fact.partner_id else m
        for m in row.members
    )


def _crossing(fact: CompetenceCrossed, position: int) -> Crossing:
    precision = fact.precision
    return Crossing(
        competence=fact.competence,
        holder_id=fact.holder_id,
        noted_by=fact.partner_id,
        precision=WordsAt(position, precision) if precision else None,
    )


def _line(line: FinancingLine, position: int) -> PlanLine:
    return PlanLine(
        requested_cents=line.requested_cents,
        funder_id=line.funder_id,
        funder=WordsAt(position, line.funder) if line.funder else None,
        scheme=WordsAt(position, line.scheme) if line.scheme else None,
        granted_cents=line.granted_cents,
        is_own_share=line.is_own_share,
    )


def _closed(row: ProjectRow, fact: ProjectClosed, position: int) -> ProjectRow:
    is_completed = fact.outcome is ProjectOutcome.COMPLETED
    return replace(
        row,
        state=ProjectState.COMPLETED if is_completed else ProjectState.STOPPED,
        closed_on=fact.closed_on,
        summary=WordsAt(position, fact.summary),
    )


def _milestones(
    row: ProjectRow, fact: MilestoneFact, recorded: Recorded[Any]
) -> tuple[Milestone, ...]:
    position, at = recorded.position, recorded.recorded_at
    if isinstance(fact, MilestoneSet):
        added = Milestone(
            milestone_id=fact.milestone_id,
            title=WordsAt(position, fact.title),
            first_due_on=fact.due_on,
            due_on=fact.due_on,
            changed_at=at,
        )
        return (*row.milestones, added)
    return tuple(
        replace(_went_on(m, fact, position), changed_at=at, changes=m.changes + 1)
        if m.milestone_id == fact.milestone_id
        else m
        for m in row.milestones
    )


def _went_on(
    milestone: Milestone,
    fact: MilestoneMoved | MilestoneReached | MilestoneDropped,
    position: int,
) -> Milestone:
    match fact:
        case MilestoneMoved(due_on=day, reason=reason):
            return replace(
                milestone,
                due_on=day,
                moves=milestone.moves + 1,
                reason=WordsAt(position, reason),
            )
        case MilestoneReached(reached_on=day):
            return replace(milestone, state=MilestoneState.REACHED, reached_on=day)
        case MilestoneDropped(reason=reason):
            why = WordsAt(position, reason)
            return replace(milestone, state=MilestoneState.DROPPED, reason=why)


def project(shelf: Shelf, project_id: str) -> ProjectRow | None:
    """Return one project."""
    return shelf.get(projects, project_id)


def projects_by_id(
    shelf: Shelf, project_ids: Iterable[str]
) -> Mapping[str, ProjectRow]:
    """Return projects by their identifiers."""
    wanted = {(name,) for name in project_ids}
    return {row.project_id: row for row in shelf.some(projects, wanted)}


def projects_page(
    shelf: Shelf,
    state: str | None = None,
    *,
    after: int | None = None,
    limit: int = 50,
) -> Page[ProjectRow]:
    """Return projects, newest first, all or those in one state."""
    values = {} if state is None else {"state": state}
    return shelf.page(projects, after=after, limit=limit, **values)  # type: ignore[arg-type]  # an indexed field, never one of the options


projects = View("projects", 2, ProjectRow, facts_of(Followed), apply)
