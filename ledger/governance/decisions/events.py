"""Facts about decisions: what they come to after the vote."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

import msgspec

from ledger.governance.proposals.events import Bearing
from ledger.governance.proposals.subjects import Subject
from ledger.governance.rules.decision_rule import DecisionRule, Ground
from ledger.governance.rules.events import Kind
from ledger.kernel.identifiers import (
    AppealId,
    DecisionId,
    PartnerId,
    ProposalId,
    VoteId,
)
from ledger.kernel.messages import Fact
from ledger.kernel.words import Words


class BoardReview(StrEnum):
    """What the board says of a decision."""

    CONFIRMED = "confirmed"
    RETURNED = "returned"
    SUSPENDED = "suspended"


class ReviewOutcome(StrEnum):
    """What a decision comes to at its review date."""

    CONFIRMED = "confirmed"
    AMENDED = "amended"
    LAPSED = "lapsed"


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """A step of putting a decision into practice: its weight, and how far it is."""

    label: Words
    weight: int
    percent: int


class DecisionRecorded(Fact, frozen=True, kw_only=True):
    """A proposal was adopted, by this rule: it is a decision, of this bearing.

    ``author_id`` is the partner that proposed it.
    """

    filed_under: ClassVar[tuple[str, ...]] = (
        "decision_id",
        "proposal_id",
        "vote_id",
    )

    decision_id: DecisionId
    proposal_id: ProposalId
    vote_id: VoteId
    author_id: PartnerId
    decided_on: date
    kind: Kind
    rules_version: int
    rule: DecisionRule
    text_version: int
    subject: Subject
    bearing: Bearing
    bodies: tuple[PartnerId, ...] = ()
    retained: tuple[str, ...] = ()


class OutcomeStated(Fact, frozen=True, kw_only=True):
    """What was decided, in plain words, and when it is looked at again."""

    filed_under: ClassVar[tuple[str, ...]] = ("decision_id",)

    decision_id: DecisionId
    partner_id: PartnerId
    summary: Words
    review_on: date | None = None


class DecisionReviewed(Fact, frozen=True, kw_only=True):
    """The board looked at a decision, and said why it returns or suspends it."""

    filed_under: ClassVar[tuple[str, ...]] = ("decision_id",)

    decision_id: DecisionId
    partner_id: PartnerId
    review: BoardReview
    ground: Ground | None = None
    reasons: Words | None = None


class DecisionRevisited(Fact, frozen=True, kw_only=True):
    """At its review date, it was said what the decision came to."""

    filed_under: ClassVar[tuple[str, ...]] = ("decision_id",)

    decision_id: DecisionId
    partner_id: PartnerId
    outcome: ReviewOutcome
    account: Words
    review_on: date | None = None


class DecisionRatified(Fact, frozen=True, kw_only=True):
    """A partner's own body deliberated: the decision binds it from that day."""

    filed_under: ClassVar[tuple[str, ...]] = ("decision_id", "partner_id")

    decision_id: DecisionId
    partner_id: PartnerId
    reference: Words
    deliberated_on: date
    enforceable_on: date


class DecisionSuperseded(Fact, frozen=True, kw_only=True):
    """A later decision took the place of this one."""

    filed_under: ClassVar[tuple[str, ...]] = ("decision_id", "superseding_id")

    decision_id: DecisionId
    superseding_id: DecisionId


class DecisionImplemented(Fact, frozen=True, kw_only=True):
    """How far a decision is put into practice, step by step."""

    filed_under: ClassVar[tuple[str, ...]] = ("decision_id",)

    decision_id: DecisionId
    partner_id: PartnerId
    steps: tuple[Progress, ...]


class DecisionAppealed(Fact, frozen=True, kw_only=True):
    """A partner asks for a decision to be looked at again, and says why."""

    filed_under: ClassVar[tuple[str, ...]] = ("decision_id", "appeal_id")

    decision_id: DecisionId
    appeal_id: AppealId
    partner_id: PartnerId
    reasons: Words


class AppealAnswered(Fact, frozen=True, kw_only=True):
    """The board answered an appeal."""

    filed_under: ClassVar[tuple[str, ...]] = ("decision_id", "appeal_id")

    decision_id: DecisionId
    appeal_id: AppealId
    partner_id: PartnerId
    is_upheld: bool
    answer: Words


class EffectRefused(Fact, frozen=True, kw_only=True):
    """What a decision should have done by itself was refused; the board looks at it."""

    filed_under: ClassVar[tuple[str, ...]] = ("decision_id",)

    decision_id: DecisionId
    refusal: str
