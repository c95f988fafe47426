"""Colleges: what they are called, and in which one each partner votes."""

from datetime import datetime
from typing import Any, ClassVar

from ledger.kernel.codec import Recorded
from ledger.membership.mandates.events import CollegeFounded, PartnerAssignedToCollege
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Page, Shelf
from projections.view import View


class CollegeRow(Row, frozen=True, kw_only=True, gc=False):
    """A college of partners that vote apart where a rule says so."""

    key: ClassVar[tuple[str, ...]] = ("college_id",)

    college_id: str
    name: WordsAt
    founded_at: datetime
    position: int


class CollegeMemberRow(Row, frozen=True, kw_only=True, gc=False):
    """The one college in which a partner votes."""

    key: ClassVar[tuple[str, ...]] = ("partner_id",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("college_id",),)

    partner_id: str
    college_id: str
    assigned_at: datetime
    position: int


def _founded(rows: Rows[CollegeRow], recorded: Recorded[Any]) -> None:
    fact: CollegeFounded = recorded.fact
    rows.put(
        CollegeRow(
            college_id=fact.college_id,
            name=WordsAt(recorded.position, fact.name),
            founded_at=recorded.recorded_at,
            position=recorded.position,
        )
    )


def _assigned(rows: Rows[CollegeMemberRow], recorded: Recorded[Any]) -> None:
    fact: PartnerAssignedToCollege = recorded.fact
    rows.put(
        CollegeMemberRow(
            partner_id=fact.partner_id,
            college_id=fact.college_id,
            assigned_at=recorded.recorded_at,
            position=recorded.position,
        )
    )


def college(shelf: Shelf, college_id: str) -> CollegeRow | None:
    """Return one college."""
    return shelf.get(colleges, college_id)


def colleges_page(
    shelf: Shelf, *, after: int | None = None, limit: int = 50
) -> Page[CollegeRow]:
    """Return the colleges, the first one first."""
    return shelf.page(colleges, after=after, limit=limit, is_newest_first=False)


def college_of(shelf: Shelf, partner_id: str) -> CollegeMemberRow | None:
    """Return in which college a partner votes, if in any."""
    return shelf.get(college_members, partner_id)


def members_of_college(
    shelf: Shelf, college_id: str, *, after: int | None = None, limit: int = 50
) -> Page[CollegeMemberRow]:
    """Return who votes in a college, the first one first."""
    return shelf.page(
        college_members,
        college_id=college_id,
        after=after,
        limit=limit,
        is_newest_first=False,
    )


colleges = View("colleges", 1, CollegeRow, (CollegeFounded,), _founded)
college_members = View(
    "college_members", 1, CollegeMemberRow, (PartnerAssignedToCollege,), _assigned
)
