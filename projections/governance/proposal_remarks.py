"""Proposal remarks: what is said of a proposal, each with what was answered to it."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Final, get_args

from msgspec.structs import replace

from ledger.governance.proposals.events import (
    AdviceAnswered,
    AdviceGiven,
    AmendmentAccepted,
    AmendmentDeclined,
    AmendmentProposed,
    ObjectionIntegrated,
    ObjectionQualified,
    ObjectionRaised,
    ObjectionWithdrawn,
    ProposalClarificationAsked,
    ProposalClarificationGiven,
    QualificationContested,
    ReactionShared,
    UpdatePosted,
)
from ledger.kernel.codec import Recorded
from ledger.kernel.messages import Fact
from ledger.kernel.words import Words
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Page, Shelf
from projections.view import View, facts_of

Beginning = (
    ProposalClarificationAsked
    | ReactionShared
    | AdviceGiven
    | UpdatePosted
    | AmendmentProposed
    | ObjectionRaised
)
Answering = (
    ProposalClarificationGiven
    | AdviceAnswered
    | AmendmentAccepted
    | AmendmentDeclined
    | ObjectionQualified
    | QualificationContested
    | ObjectionIntegrated
    | ObjectionWithdrawn
)
Followed = Beginning | Answering
NAMES: Final = (
    "precision_id",
    "reaction_id",
    "advice_id",
    "amendment_id",
    "objection_id",
)
SAID: Final = ("question", "text", "harm")
ANSWERED: Final = ("answer", "reason", "reasons")


class RemarkKind(StrEnum):
    """What is said of a proposal."""

    QUESTION = "question"
    REACTION = "reaction"
    ADVICE = "advice"
    UPDATE = "update"
    AMENDMENT = "amendment"
    OBJECTION = "objection"


class RemarkState(StrEnum):
    """What became of it: reactions and updates only stand."""

    STANDING = "standing"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    OBJECTION = "objection"
    PREFERENCE = "preference"
    INTEGRATED = "integrated"
    WITHDRAWN = "withdrawn"


KINDS: Final[Mapping[type[Fact], RemarkKind]] = {
    ProposalClarificationAsked: RemarkKind.QUESTION,
    ReactionShared: RemarkKind.REACTION,
    AdviceGiven: RemarkKind.ADVICE,
    UpdatePosted: RemarkKind.UPDATE,
    AmendmentProposed: RemarkKind.AMENDMENT,
    ObjectionRaised: RemarkKind.OBJECTION,
}
STATES: Final[Mapping[type[Fact], RemarkState]] = {
    ProposalClarificationGiven: RemarkState.ANSWERED,
    AdviceAnswered: RemarkState.ANSWERED,
    AmendmentAccepted: RemarkState.ACCEPTED,
    AmendmentDeclined: RemarkState.DECLINED,
    ObjectionIntegrated: RemarkState.INTEGRATED,
    ObjectionWithdrawn: RemarkState.WITHDRAWN,
}


class RemarkRow(Row, frozen=True, kw_only=True, gc=False):
    """A remark, and the last answer to it; an update is named by its position.

    ``text_version`` is what an amendment began from, and ``reason`` why it was
    proposed; ``contested_by`` are those who contest how an objection was qualified
    last, and ``amendment_id`` integrates it.
    """

    key: ClassVar[tuple[str, ...]] = ("remark_id",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("proposal_id",),
        ("proposal_id", "kind"),
    )

    remark_id: str
    proposal_id: str
    partner_id: str
    kind: RemarkKind
    text: WordsAt
    reason: WordsAt | None = None
    text_version: int | None = None
    state: RemarkState = RemarkState.STANDING
    answer: WordsAt | None = None
    answered_by: str | None = None
    answered_at: datetime | None = None
    contested_by: tuple[str, ...] = ()
    amendment_id: str | None = None
    said_at: datetime
    position: int


def apply(rows: Rows[RemarkRow], recorded: Recorded[Any]) -> None:
    """Note what was said, and what was answered."""
    fact: Followed = recorded.fact
    if isinstance(fact, get_args(Beginning)):
        rows.put(_begun(fact, recorded))
        return
    row = rows.get(_name_of(fact))
    if row is not None:
        rows.put(_answered(row, fact, recorded))


def _name_of(fact: Any) -> str:  # noqa: ANN401  # any fact of the view
    """Return what a remark is called; an integration names an amendment beside it."""
    names = ("objection_id", *NAMES)
    return next(str(getattr(fact, name)) for name in names if hasattr(fact, name))


def _begun(fact: Any, recorded: Recorded[Any]) -> RemarkRow:  # noqa: ANN401  # any fact that begins one
    at, kind = recorded.position, KINDS[type(fact)]
    is_update = kind is RemarkKind.UPDATE
    is_amendment = kind is RemarkKind.AMENDMENT
    said: Words = next(getattr(fact, name) for name in SAID if hasattr(fact, name))
    return RemarkRow(
        remark_id=str(at) if is_update else _name_of(fact),
        proposal_id=fact.proposal_id,
        partner_id=fact.partner_id,
        kind=kind,
        text=WordsAt(at, said),
        reason=WordsAt(at, fact.reason) if is_amendment else None,
        text_version=fact.text_version if is_amendment else None,
        said_at=recorded.recorded_at,
        position=at,
    )


def _answered(row: RemarkRow, fact: Any, recorded: Recorded[Any]) -> RemarkRow:  # noqa: ANN401  # any fact that answers
    if isinstance(fact, QualificationContested):
        return replace(row, contested_by=(*row.contested_by, fact.partner_id))
    words = (getattr(fact, name, None) for name in ANSWERED)
    said: Words | None = next((one for one in words if one is not None), None)
    row = replace(
        row,
        state=_state_after(fact),
        answer=WordsAt(recorded.position, said) if said else row.answer,
        answered_by=fact.partner_id,
        answered_at=recorded.recorded_at,
    )
    match fact:
        case ObjectionQualified():
            return replace(row, contested_by=())
        case ObjectionIntegrated(amendment_id=amendment):
            return replace(row, amendment_id=amendment)
        case _:
            return row


def _state_after(fact: Any) -> RemarkState:  # noqa: ANN401  # any fact that answers
    if isinstance(fact, ObjectionQualified):
        is_objection = fact.is_objection
        return RemarkState.OBJECTION if is_objection else RemarkState.PREFERENCE
    return STATES[type(fact)]


def remarks_on(
    shelf: Shelf,
    proposal_id: str,
    *,
    kind: RemarkKind | None = None,
    after: int | None = None,
    limit: int = 50,
) -> Page[RemarkRow]:
    """Return what is said of a proposal, newest first, of one kind or of all."""
    if kind is None:
        return shelf.page(
            proposal_remarks, after=after, limit=limit, proposal_id=proposal_id
        )
    return shelf.page(
        proposal_remarks, after=after, limit=limit, proposal_id=proposal_id, kind=kind
    )


proposal_remarks = View("proposal_remarks", 1, RemarkRow, facts_of(Followed), apply)
