"""Votes: each as it stands, and what it came to once it has closed.

While a vote is open a row has how many have answered, and nothing of what they
answered: the counts come with the closing, whether ballots are sealed or not.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from msgspec.structs import replace

from ledger.governance.rules.decision_rule import DecisionRule
from ledger.governance.rules.events import Kind
from ledger.governance.voting.convocations import Call
from ledger.governance.voting.events import (
    BallotCast,
    Counted,
    Option,
    RecusalRecorded,
    SessionVoteCountersigned,
    SessionVoteRecorded,
    VoteClosed,
    VoteExtended,
    VoteOpened,
)
from ledger.governance.voting.outcomes import Outcome
from ledger.governance.voting.standing_votes import COUNTERSIGNATURES
from ledger.governance.voting.working import Step
from ledger.kernel.codec import Recorded
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Page, Shelf
from projections.view import View, facts_of

Followed = (
    VoteOpened
    | VoteExtended
    | BallotCast
    | RecusalRecorded
    | VoteClosed
    | SessionVoteRecorded
    | SessionVoteCountersigned
)
OPEN_MAX = 1_000


class VoteState(StrEnum):
    """Where a vote stands, whatever the clock says: its moment is beside it."""

    OPEN = "open"
    CLOSED = "closed"
    AWAITS_SIGNATURES = "awaits_signatures"
    """Held in a room, and not yet said to be right by two that were there."""

    REPLACED = "replaced"
    """Held in a room, and recorded anew since."""


class VoteRow(Row, frozen=True, kw_only=True, gc=False):
    """A vote; ``cause`` is the position of the fact that set its moment.

    ``answered`` counts mandates, not their changes; ``position`` is where it opened.
    """

    key: ClassVar[tuple[str, ...]] = ("vote_id",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("state",),
        ("proposal_id",),
        ("meeting_id",),
        ("outcome",),
    )

    vote_id: str
    proposal_id: str
    partner_id: str
    text_version: int
    kind: Kind
    rules_version: int
    rule: DecisionRule
    call: Call
    state: VoteState
    opened_on: date
    position: int
    cause: int
    options: tuple[Option, ...] = ()
    closes_at: datetime | None = None
    chair_id: str | None = None
    extensions: int = 0
    extended_because: WordsAt | None = None
    electorate: int = 0
    answered: int = 0
    recused: int = 0
    closed_on: date | None = None
    closed_position: int | None = None
    outcome: Outcome | None = None
    retained: tuple[str, ...] = ()
    counted: tuple[Counted, ...] = ()
    working: tuple[Step, ...] = ()
    seed: str = ""
    meeting_id: str | None = None
    minutes_digest: str | None = None
    countersigned: tuple[str, ...] = ()


def apply(rows: Rows[VoteRow], recorded: Recorded[Any]) -> None:
    """Note what becomes of a vote."""
    fact: Followed = recorded.fact
    match fact:
        case VoteOpened():
            rows.put(_opened(fact, recorded.position))
        case SessionVoteRecorded():
            for earlier in [*rows.find(proposal_id=fact.proposal_id)]:
                if earlier.state is VoteState.AWAITS_SIGNATURES:
                    rows.put(replace(earlier, state=VoteState.REPLACED))
            rows.put(_counted_in_room(fact, recorded.position))
        case _:
            row = rows.get(fact.vote_id)
            if row is not None:
                rows.put(_changed(row, fact, recorded.position))


def _opened(fact: VoteOpened, position: int) -> VoteRow:
    return VoteRow(
        vote_id=fact.vote_id,
        proposal_id=fact.proposal_id,
        partner_id=fact.partner_id,
        text_version=fact.text_version,
        kind=fact.kind,
        rules_version=fact.rules_version,
        rule=fact.rule,
        call=fact.call,
        state=VoteState.OPEN,
        opened_on=fact.opened_on,
        position=position,
        cause=position,
        options=fact.options,
        closes_at=fact.closes_at,
        chair_id=fact.chair_id,
        electorate=fact.electorate.count,
    )


def _counted_in_room(fact: SessionVoteRecorded, position: int) -> VoteRow:
    return VoteRow(
        vote_id=fact.vote_id,
        proposal_id=fact.proposal_id,
        partner_id=fact.partner_id,
        text_version=fact.text_version,
        kind=fact.kind,
        rules_version=fact.rules_version,
        rule=fact.rule,
        call=fact.call,
        state=VoteState.AWAITS_SIGNATURES,
        opened_on=fact.held_on,
        position=position,
        cause=position,
        options=fact.options,
        electorate=sum(g.electorate.heads + g.recused.heads for g in fact.counted),
        answered=sum(g.present.heads + g.represented.heads for g in fact.counted),
        recused=len(fact.recused),
        closed_on=fact.held_on,
        closed_position=position,
        outcome=fact.outcome,
        retained=fact.retained,
        counted=fact.counted,
        working=fact.working,
        seed=fact.seed,
        meeting_id=fact.meeting_id,
        minutes_digest=fact.minutes_digest,
    )


def _changed(
    row: VoteRow,
    fact: VoteExtended
    | BallotCast
    | RecusalRecorded
    | VoteClosed
    | SessionVoteCountersigned,
    position: int,
) -> VoteRow:
    match fact:
        case VoteExtended():
            return replace(
                row,
                closes_at=fact.closes_at,
                extensions=row.extensions + 1,
                extended_because=WordsAt(position, fact.reason),
                cause=position,
            )
        case BallotCast():
            return replace(row, answered=row.answered + 1)
        case RecusalRecorded():
            return replace(row, recused=row.recused + 1)
        case SessionVoteCountersigned(partner_id=partner):
            signed = tuple(sorted({*row.countersigned, partner}))
            holds = len(signed) >= COUNTERSIGNATURES
            is_awaited = row.state is VoteState.AWAITS_SIGNATURES
            state = VoteState.CLOSED if holds and is_awaited else row.state
            return replace(row, countersigned=signed, state=state)
        case VoteClosed():
            return replace(
                row,
                state=VoteState.CLOSED,
                closed_on=fact.closed_on,
                closed_position=position,
                outcome=fact.outcome,
                retained=fact.retained,
                counted=fact.counted,
                working=fact.working,
                seed=fact.seed,
            )


def vote(shelf: Shelf, vote_id: str) -> VoteRow | None:
    """Return one vote."""
    return shelf.get(votes, vote_id)


def votes_on(shelf: Shelf, proposal_id: str) -> Sequence[VoteRow]:
    """Return the votes on a proposal, the first one first."""
    page = shelf.page(votes, proposal_id=proposal_id, is_newest_first=False)
    return [placed.row for placed in page.rows]


def votes_page(
    shelf: Shelf,
    chosen: Mapping[str, str],
    *,
    after: int | None = None,
    limit: int = 50,
) -> Page[VoteRow]:
    """Return votes, newest first, by one of state, proposal_id, meeting_id, outcome."""
    order = ("state", "proposal_id", "meeting_id", "outcome")
    values = {name: chosen[name] for name in order if name in chosen}
    return shelf.page(votes, after=after, limit=limit, **values)  # type: ignore[arg-type]  # filters are indexed fields, never one of the options


def votes_due(shelf: Shelf, at: datetime) -> Sequence[VoteRow]:
    """Return the open votes whose moment has come, oldest first."""
    page = shelf.page(
        votes, state=VoteState.OPEN.value, limit=OPEN_MAX, is_newest_first=False
    )
    return [
        placed.row
        for placed in page.rows
        if placed.row.closes_at is not None and placed.row.closes_at <= at
    ]


votes = View("votes", 1, VoteRow, facts_of(Followed), apply)
