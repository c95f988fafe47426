"""Cooperation: which partners work together, by the projects they share.

Observers look on, and are in no pair. A pair has two rows, one under each
partner; a list of pairs takes the side that comes first by name.
"""

from collections.abc import Iterable
from itertools import combinations, product
from typing import ClassVar

from ledger.commons.projects.events import ProjectRole
from projections.commons.projects import ProjectRow, projects
from projections.rows import Row, Rows
from projections.shelf import Page, Shelf
from projections.view import derived


class CooperationRow(Row, frozen=True, kw_only=True, gc=False):
    """How many projects a partner shares with another one."""

    key: ClassVar[tuple[str, ...]] = ("partner_id", "other_id")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("partner_id",), ("side",))

    partner_id: str
    other_id: str
    side: int
    shared: int


def derive(
    rows: Rows[CooperationRow], before: ProjectRow | None, row: ProjectRow | None
) -> None:
    """Count a project in the pairs of whoever came, and out of those of who went.

    Only pairs with someone who came or went change: the others are not looked up.
    """
    assert row is not None, "a project is closed, never dropped"
    were, are = _working(before), _working(row)
    came, went, stayed = are - were, were - are, are & were
    for one, other in _pairs(went, stayed):
        _count(rows, one, other, -1)
    for one, other in _pairs(came, stayed):
        _count(rows, one, other, 1)


def _working(row: ProjectRow | None) -> frozenset[str]:
    members = row.members if row else ()
    return frozenset(
        m.partner_id for m in members if m.role is not ProjectRole.OBSERVER
    )


def _pairs(some: frozenset[str], stayed: frozenset[str]) -> Iterable[tuple[str, str]]:
    """Pair those who came or went with each other and with those who stayed.

    The order is by name, for rows put in the same order are the same rows.
    """
    among_themselves = combinations(sorted(some), 2)
    return (*among_themselves, *product(sorted(some), sorted(stayed)))


def _count(rows: Rows[CooperationRow], one: str, other: str, more: int) -> None:
    for partner_id, other_id in ((one, other), (other, one)):
        held = rows.get(partner_id, other_id)
        shared = (held.shared if held else 0) + more
        if not shared:
            rows.drop(partner_id, other_id)
            continue
        rows.put(
            CooperationRow(
                partner_id=partner_id,
                other_id=other_id,
                side=0 if partner_id < other_id else 1,
                shared=shared,
            )
        )


def pairs_page(
    shelf: Shelf, *, after: int | None = None, limit: int = 50
) -> Page[CooperationRow]:
    """Return each pair once, the latest to begin first."""
    return shelf.page(cooperation, side=0, after=after, limit=limit)


def pairs_of(
    shelf: Shelf, partner_id: str, *, after: int | None = None, limit: int = 50
) -> Page[CooperationRow]:
    """Return with whom a partner works, the latest to begin first."""
    return shelf.page(cooperation, partner_id=partner_id, after=after, limit=limit)


cooperation = derived("cooperation", 1, CooperationRow, projects, derive)
