"""Proposals: what was drafted and put to the commons, each as it stands."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from msgspec.structs import replace

from ledger.governance.proposals.events import (
    Bearing,
    ProposalDrafted,
    ProposalPublished,
    ProposalReworded,
    ProposalWithdrawn,
)
from ledger.governance.proposals.subjects import Subject
from ledger.governance.voting.events import (
    SessionVoteRecorded,
    VoteClosed,
    VoteOpened,
)
from ledger.governance.voting.outcomes import Outcome
from ledger.governance.voting.standing_votes import UNDECIDED
from ledger.kernel.codec import Recorded
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Page, Shelf
from projections.view import View, facts_of

Changing = (
    ProposalPublished
    | ProposalReworded
    | ProposalWithdrawn
    | VoteOpened
    | VoteClosed
    | SessionVoteRecorded
)
Followed = ProposalDrafted | Changing


class ProposalState(StrEnum):
    """How a proposal stands; a vote that decides nothing sends it back."""

    DRAFT = "draft"
    DISCUSSED = "discussed"
    UNDER_VOTE = "under_vote"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class ProposalRow(Row, frozen=True, kw_only=True, gc=False):
    """A proposal in its last version; what a draft would change is not said yet.

    ``vote_id`` is the last vote on it, and ``outcome`` what that came to.
    """

    key: ClassVar[tuple[str, ...]] = ("proposal_id",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("state",),
        ("state", "partner_id"),
        ("partner_id",),
    )

    proposal_id: str
    partner_id: str
    title: WordsAt
    text: WordsAt
    summary: WordsAt | None = None
    text_version: int = 0
    subject: Subject | None = None
    bearing: Bearing | None = None
    bodies: tuple[str, ...] = ()
    published_on: date | None = None
    state: ProposalState = ProposalState.DRAFT
    vote_id: str | None = None
    outcome: Outcome | None = None
    reason: WordsAt | None = None
    began_at: datetime
    position: int


def apply(rows: Rows[ProposalRow], recorded: Recorded[Any]) -> None:
    """Note what becomes of a proposal."""
    fact: Followed = recorded.fact
    match fact:
        case ProposalDrafted():
            rows.put(_begun(fact, recorded))
        case ProposalPublished():
            begun = rows.get(fact.proposal_id) or _begun(fact, recorded)
            rows.put(_published(begun, fact, recorded.position))
        case _:
            if (row := rows.get(fact.proposal_id)) is not None:
                rows.put(_changed(row, fact, recorded.position))


def _begun(
    fact: ProposalDrafted | ProposalPublished, recorded: Recorded[Any]
) -> ProposalRow:
    return ProposalRow(
        proposal_id=fact.proposal_id,
        partner_id=fact.partner_id,
        title=WordsAt(recorded.position, fact.title),
        text=WordsAt(recorded.position, fact.text),
        began_at=recorded.recorded_at,
        position=recorded.position,
    )


def _published(row: ProposalRow, fact: ProposalPublished, at: int) -> ProposalRow:
    return replace(
        _worded(row, fact, at),
        text_version=1,
        bearing=fact.bearing,
        bodies=fact.bodies,
        published_on=fact.published_on,
        state=ProposalState.DISCUSSED,
    )


def _worded(
    row: ProposalRow, fact: ProposalPublished | ProposalReworded, at: int
) -> ProposalRow:
    return replace(
        row,
        title=WordsAt(at, fact.title),
        text=WordsAt(at, fact.text),
        summary=WordsAt(at, fact.summary),
        subject=fact.subject,
    )


def _changed(
    row: ProposalRow,
    fact: (
        ProposalReworded
        | ProposalWithdrawn
        | VoteOpened
        | VoteClosed
        | SessionVoteRecorded
    ),
    at: int,
) -> ProposalRow:
    match fact:
        case ProposalReworded():
            return replace(_worded(row, fact, at), text_version=fact.text_version)
        case ProposalWithdrawn(reason=reason):
            said = WordsAt(at, reason) if reason else None
            return replace(row, state=ProposalState.WITHDRAWN, reason=said)
        case VoteOpened():
            state = ProposalState.UNDER_VOTE
            return replace(row, state=state, vote_id=fact.vote_id, outcome=None)
        case VoteClosed() | SessionVoteRecorded():
            is_open = fact.outcome in UNDECIDED
            state = ProposalState.DISCUSSED if is_open else ProposalState.DECIDED
            return replace(row, state=state, vote_id=fact.vote_id, outcome=fact.outcome)


def proposal(shelf: Shelf, proposal_id: str) -> ProposalRow | None:
    """Return one proposal."""
    return shelf.get(proposals, proposal_id)


def proposals_page(
    shelf: Shelf,
    chosen: Mapping[str, str],
    *,
    after: int | None = None,
    limit: int = 50,
) -> Page[ProposalRow]:
    """Return proposals, newest first, by some of state, partner_id."""
    order = ("state", "partner_id")
    values = {name: chosen[name] for name in order if name in chosen}
    return shelf.page(proposals, after=after, limit=limit, **values)  # type: ignore[arg-type]  # filters are indexed fields, never one of the options


proposals = View("proposals", 1, ProposalRow, facts_of(Followed), apply)
