"""Decision rows: what a list or a page of decisions is made of."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar, Final

import msgspec

from ledger.governance.decisions.events import BoardReview, ReviewOutcome
from ledger.governance.proposals.events import Bearing
from ledger.governance.proposals.subjects import Subject
from ledger.governance.rules.decision_rule import DecisionRule, Ground
from ledger.governance.rules.events import Kind
from projections.rows import Row, WordsAt


class DecisionState(StrEnum):
    """How a decision stands; that its review is due, the day it is read on says."""

    RECORDED = "recorded"
    IN_FORCE = "in_force"
    RETURNED = "returned"
    SUSPENDED = "suspended"
    LAPSED = "lapsed"
    SUPERSEDED = "superseded"


OVER: Final = frozenset({DecisionState.LAPSED, DecisionState.SUPERSEDED})


class Reviewed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the board said of it the last time."""

    partner_id: str
    review: BoardReview
    ground: Ground | None = None
    reasons: WordsAt | None = None
    at: datetime


class Revisited(msgspec.Struct, frozen=True, kw_only=True):
    """What it had come to at its review date."""

    partner_id: str
    outcome: ReviewOutcome
    account: WordsAt
    at: datetime


class Ratification(msgspec.Struct, frozen=True, kw_only=True):
    """A body whose deliberation makes it bind."""

    partner_id: str
    reference: WordsAt
    deliberated_on: date
    enforceable_on: date


class Implemented(msgspec.Struct, frozen=True, kw_only=True):
    """A step of putting it into practice."""

    label: WordsAt
    weight: int
    percent: int


class Appeal(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who asked for it to be looked at again, and what the board answered."""

    appeal_id: str
    partner_id: str
    reasons: WordsAt
    made_at: datetime
    is_upheld: bool | None = None
    answer: WordsAt | None = None


class DecisionRow(Row, frozen=True, kw_only=True, gc=False):
    """A decision, from the version voted on to what became of it.

    ``review_on`` is the day on which it is next looked at again.
    """

    key: ClassVar[tuple[str, ...]] = ("decision_id",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("state",),
        ("state", "kind"),
        ("kind",),
        ("author_id",),
        ("proposal_id",),
        ("vote_id",),
    )

    decision_id: str
    proposal_id: str
    vote_id: str
    author_id: str
    text_version: int
    decided_on: date
    kind: Kind
    rules_version: int
    rule: DecisionRule
    subject: Subject
    bearing: Bearing
    bodies: tuple[str, ...] = ()
    retained: tuple[str, ...] = ()
    recorded_at: datetime
    position: int
    state: DecisionState = DecisionState.RECORDED
    summary: WordsAt | None = None
    review_on: date | None = None
    reviewed: Reviewed | None = None
    revisited: tuple[Revisited, ...] = ()
    ratifications: tuple[Ratification, ...] = ()
    steps: tuple[Implemented, ...] = ()
    appeals: tuple[Appeal, ...] = ()
    superseding_id: str | None = None
    ended_at: datetime | None = None
    refusal: str | None = None

    @property
    def percent(self) -> int | None:
        """Return how far it is put into practice, by the weight of its steps."""
        weights = sum(step.weight for step in self.steps)
        if not weights:
            return None
        return sum(step.weight * step.percent for step in self.steps) // weights

    @property
    def awaited(self) -> tuple[str, ...]:
        """Return the bodies that have yet to deliberate."""
        done = {one.partner_id for one in self.ratifications}
        return tuple(body for body in self.bodies if body not in done)

    @property
    def waiting(self) -> tuple[Appeal, ...]:
        """Return the appeals that have no answer."""
        return tuple(one for one in self.appeals if one.is_upheld is None)

    def awaits_board(self, today: date) -> bool:
        """Tell whether somebody of the board has something to do about it."""
        if self.state in {DecisionState.RECORDED, DecisionState.RETURNED}:
            return True
        return bool(self.is_due(today) or self.waiting or self.refusal)

    def is_due(self, today: date) -> bool:
        """Tell whether its review date has come, and nobody has looked at it."""
        if self.state in OVER or self.review_on is None:
            return False
        return self.review_on <= today
