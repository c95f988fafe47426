"""Project members: in which projects a partner takes part, and in what role."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

from ledger.commons.projects.events import ProjectRole
from projections.commons.projects import ProjectRow, ProjectState, projects
from projections.rows import Row, Rows
from projections.shelf import Page, Shelf
from projections.view import derived

MEMBERSHIPS_MAX: Final = 500


class ProjectMemberRow(Row, frozen=True, kw_only=True, gc=False):
    """A partner in a project, with the project's state to filter by."""

    key: ClassVar[tuple[str, ...]] = ("project_id", "partner_id")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("partner_id",),
        ("partner_id", "state"),
        ("role",),
    )

    project_id: str
    partner_id: str
    role: ProjectRole
    state: ProjectState


def derive(
    rows: Rows[ProjectMemberRow], before: ProjectRow | None, row: ProjectRow | None
) -> None:
    """Follow who takes part; most changes of a project touch nobody's row."""
    assert row is not None, "a project is closed, never dropped"
    known = _members(before)
    held = _members(row)
    for partner_id in known.keys() - held.keys():
        rows.drop(row.project_id, partner_id)
    for partner_id, (role, state) in held.items():
        if known.get(partner_id) != (role, state):
            rows.put(
                ProjectMemberRow(
                    project_id=row.project_id,
                    partner_id=partner_id,
                    role=role,
                    state=state,
                )
            )


def _members(row: ProjectRow | None) -> dict[str, tuple[ProjectRole, ProjectState]]:
    if row is None:
        return {}
    return {m.partner_id: (m.role, row.state) for m in row.members}


def members_page(
    shelf: Shelf,
    chosen: Mapping[str, str],
    *,
    after: int | None = None,
    limit: int = 50,
) -> Page[ProjectMemberRow]:
    """Return memberships, latest first, by some of partner_id, role and state."""
    order = ("partner_id", "role", "state")
    values = {name: chosen[name] for name in order if name in chosen}
    return shelf.page(project_members, after=after, limit=limit, **values)  # type: ignore[arg-type]  # filters are indexed fields, never one of the options


def memberships_of(
    shelf: Shelf, partner_id: str, state: ProjectState | None = None
) -> Sequence[ProjectMemberRow]:
    """Return in which projects a partner takes part, the latest joined first."""
    chosen = {"partner_id": partner_id} | ({"state": str(state)} if state else {})
    page = members_page(shelf, chosen, limit=MEMBERSHIPS_MAX)
    return [placed.row for placed in page.rows]


project_members = derived("project_members", 1, ProjectMemberRow, projects, derive)
