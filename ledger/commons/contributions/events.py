"""Facts about contributions."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

import msgspec

from ledger.kernel.identifiers import ContributionId, OfferId, PartnerId, ProjectId
from ledger.kernel.messages import Fact
from ledger.kernel.quantities import Period
from ledger.kernel.words import Words


class Nature(StrEnum):
    """The form a contribution takes. Money comes only through a vehicle's receipt."""

    TIME = "time"
    PLACE = "place"
    KNOW_HOW = "know_how"
    MONEY = "money"


class Unit(StrEnum):
    """What a quantity counts; quantities of different units are never added."""

    HOUR = "hour"
    DAY = "day"
    SESSION = "session"
    ITEM = "item"


class Activity(StrEnum):
    """What kind of work it was."""

    FACILITATION = "facilitation"
    HOSPITALITY = "hospitality"
    COORDINATION = "coordination"
    DATA = "data"
    CODE = "code"
    TRANSLATION = "translation"
    USER_TESTING = "user_testing"
    PROOFREADING = "proofreading"
    FUNDRAISING = "fundraising"
    MENTORING = "mentoring"
    ACCESSIBILITY = "accessibility"


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file that supports a contribution: its salted digest, never its content."""

    digest: str
    size: int
    media_type: str


class Settlement(StrEnum):
    """How a third partner settled a contest."""

    UPHELD = "upheld"
    SET_ASIDE = "set_aside"


class Review(StrEnum):
    """What the board said of a contribution it looked at."""

    ACCEPTED = "accepted"
    CLARIFICATION_NEEDED = "clarification_needed"
    NOT_COUNTED = "not_counted"


class ContributionRecorded(Fact, frozen=True, kw_only=True):
    """A partner declared what it brought; it counts at once, as declared.

    It is for the project named, or for the commons as a whole. ``offer_id`` names
    the accepted offer that it keeps. Above ``confirm_above``, which the modalities
    in force set that day, another partner is to confirm it.
    """

    filed_under: ClassVar[tuple[str, ...]] = (
        "contribution_id",
        "partner_id",
        "project_id",
        "offer_id",
    )

    contribution_id: ContributionId
    partner_id: PartnerId
    nature: Nature
    quantity: Decimal
    unit: Unit
    period: Period
    title: Words
    description: Words | None = None
    activities: tuple[Activity, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    project_id: ProjectId | None = None
    offer_id: OfferId | None = None
    confirm_above: Decimal | None = None


class ContributionCorrected(Fact, frozen=True, kw_only=True):
    """Its author corrected a contribution; the earlier record stays.

    ``difference`` is what is added to the quantity, negative to lower it; the
    other fields, where given, hold from now on. ``confirm_above`` is the threshold
    on the day of the correction, in place of the earlier one.
    """

    filed_under: ClassVar[tuple[str, ...]] = ("contribution_id", "partner_id")

    contribution_id: ContributionId
    partner_id: PartnerId
    difference: Decimal
    period: Period | None = None
    title: Words | None = None
    description: Words | None = None
    reason: Words
    confirm_above: Decimal | None = None


class ContributionWithdrawn(Fact, frozen=True, kw_only=True):
    """Its author withdrew a contribution: it is struck from totals and kept on record."""  # one sentence, shown whole

    filed_under: ClassVar[tuple[str, ...]] = ("contribution_id", "partner_id")

    contribution_id: ContributionId
    partner_id: PartnerId
    reason: Words


class ContributionConfirmed(Fact, frozen=True, kw_only=True):
    """Another partner confirmed that this much was brought; more would need it anew."""

    filed_under: ClassVar[tuple[str, ...]] = ("contribution_id",)

    contribution_id: ContributionId
    confirming_id: PartnerId
    quantity: Decimal


class ContributionClarificationAsked(Fact, frozen=True, kw_only=True):
    """A partner asked for a clarification; partners see it, the public does not."""

    filed_under: ClassVar[tuple[str, ...]] = ("contribution_id",)

    contribution_id: ContributionId
    asking_id: PartnerId
    question: Words


class ContributionClarificationGiven(Fact, frozen=True, kw_only=True):
    """The author answered a request for clarification."""

    filed_under: ClassVar[tuple[str, ...]] = ("contribution_id",)

    contribution_id: ContributionId
    answer: Words


class ContributionContested(Fact, frozen=True, kw_only=True):
    """A partner contested a contribution, with reasons; totals show it apart."""

    filed_under: ClassVar[tuple[str, ...]] = ("contribution_id",)

    contribution_id: ContributionId
    contesting_id: PartnerId
    contested_on: date
    reason: Words


class ContestAnswered(Fact, frozen=True, kw_only=True):
    """The author answered a contest."""

    filed_under: ClassVar[tuple[str, ...]] = ("contribution_id",)

    contribution_id: ContributionId
    answer: Words


class ContestSettled(Fact, frozen=True, kw_only=True):
    """A third partner settled a contest: upheld, it stays apart; set aside, it counts."""

    filed_under: ClassVar[tuple[str, ...]] = ("contribution_id",)

    contribution_id: ContributionId
    settling_id: PartnerId
    settlement: Settlement
    reason: Words


class ContributionReviewed(Fact, frozen=True, kw_only=True):
    """The board looked at a contribution, by exception, and said what it found."""

    filed_under: ClassVar[tuple[str, ...]] = ("contribution_id",)

    contribution_id: ContributionId
    review: Review
    reason: Words | None = None


class ContributionValued(Fact, frozen=True, kw_only=True):
    """An amount in euro cents was put beside a contribution, by a named method."""

    filed_under: ClassVar[tuple[str, ...]] = ("contribution_id",)

    contribution_id: ContributionId
    cents: int
    method: str
    method_version: int
    note: Words | None = None
