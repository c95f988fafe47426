"""Voters: who may vote in each vote, and what each of them answered.

A sealed answer is not here before its vote has closed: nobody knows it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from msgspec.structs import replace

from ledger.governance.rules.fractions import Share
from ledger.governance.voting.events import (
    BallotCast,
    BallotChanged,
    BallotsOpened,
    ConflictOfInterestDeclared,
    ElectorateListed,
    Opening,
    RecusalRecorded,
)
from ledger.kernel.codec import Recorded
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Page, Shelf
from projections.view import View, facts_of

Followed = (
    ElectorateListed
    | BallotCast
    | BallotChanged
    | ConflictOfInterestDeclared
    | RecusalRecorded
    | BallotsOpened
)


class VoterRow(Row, frozen=True, kw_only=True, gc=False):
    """A mandate in a vote; ``part`` is where the electorate lists it.

    ``position`` is that of its last answer; ``through`` who gave it by proxy.
    """

    key: ClassVar[tuple[str, ...]] = ("vote_id", "mandate_id")
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("vote_id",),
        ("partner_id",),
        ("mandate_id",),
    )

    vote_id: str
    mandate_id: str
    part: int
    partner_id: str | None = None
    college_id: str = ""
    weight: Share
    is_public: bool = False
    has_answered: bool = False
    is_sealed: bool = False
    through: str | None = None
    choices: tuple[str, ...] = ()
    reason: WordsAt | None = None
    answered_at: datetime | None = None
    changes: int = 0
    position: int | None = None
    is_recused: bool = False
    interest: WordsAt | None = None


def apply(rows: Rows[VoterRow], recorded: Recorded[Any]) -> None:
    """List who votes, and note what they do."""
    fact: Followed = recorded.fact
    if isinstance(fact, ElectorateListed):
        for voter in fact.voters:
            rows.put(
                VoterRow(
                    vote_id=fact.vote_id,
                    mandate_id=voter.mandate_id,
                    part=fact.part,
                    partner_id=voter.partner_id,
                    college_id=voter.college_id,
                    weight=voter.weight,
                    is_public=voter.is_public,
                )
            )
        return
    if isinstance(fact, BallotsOpened):
        for opening in fact.openings:
            row = rows.get(fact.vote_id, opening.mandate_id)
            if row is not None:
                rows.put(_unsealed(row, opening, recorded.position))
        return
    row = rows.get(fact.vote_id, fact.mandate_id)
    if row is not None:
        rows.put(_changed(row, fact, recorded))


def _unsealed(row: VoterRow, opening: Opening, position: int) -> VoterRow:
    reason = WordsAt(position, opening.reason) if opening.reason else None
    return replace(row, choices=opening.choices, reason=reason)


def _changed(
    row: VoterRow,
    fact: BallotCast | BallotChanged | ConflictOfInterestDeclared | RecusalRecorded,
    recorded: Recorded[Any],
) -> VoterRow:
    match fact:
        case BallotCast() | BallotChanged():
            position = recorded.position
            return replace(
                row,
                has_answered=True,
                is_sealed=fact.commitment is not None,
                through=fact.through,
                choices=fact.choices,
                reason=WordsAt(position, fact.reason) if fact.reason else None,
                answered_at=recorded.recorded_at,
                changes=row.changes + isinstance(fact, BallotChanged),
                position=position,
            )
        case ConflictOfInterestDeclared(interest=interest):
            return replace(row, interest=WordsAt(recorded.position, interest))
        case RecusalRecorded():
            return replace(row, is_recused=True)


def voter(shelf: Shelf, vote_id: str, mandate_id: str) -> VoterRow | None:
    """Return one mandate in one vote."""
    return shelf.get(voters, vote_id, mandate_id)


def voters_in(
    shelf: Shelf, vote_id: str, *, after: int | None = None, limit: int = 50
) -> Page[VoterRow]:
    """Return who may vote in a vote, in the order of their mandates."""
    return shelf.page(
        voters, vote_id=vote_id, after=after, limit=limit, is_newest_first=False
    )


def votes_of(shelf: Shelf, mandate_id: str) -> Sequence[VoterRow]:
    """Return what a mandate may answer or has answered, the latest vote first."""
    page = shelf.page(voters, mandate_id=mandate_id)
    return [placed.row for placed in page.rows]


voters = View("voters", 1, VoterRow, facts_of(Followed), apply)
