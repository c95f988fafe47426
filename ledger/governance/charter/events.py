"""Facts about the charter, and about what somebody holds against it."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

import msgspec

from ledger.kernel.identifiers import (
    THE_COMMONS,
    CommonsId,
    DecisionId,
    FlagId,
    PartnerId,
)
from ledger.kernel.messages import Fact
from ledger.kernel.words import Words


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """An article of the charter; its number never changes, nor serves again."""

    number: int
    title: Words
    text: Words


class FlaggedThing(StrEnum):
    """What a flag may be raised on."""

    PROPOSAL = "proposal"
    PROJECT = "project"
    CONTRIBUTION = "contribution"
    RESOURCE = "resource"


class CharterAdopted(Fact, frozen=True, kw_only=True):
    """Founding partners wrote the first charter."""

    filed_under: ClassVar[tuple[str, ...]] = ("commons_id",)

    commons_id: CommonsId = THE_COMMONS
    partner_id: PartnerId
    charter_version: int
    articles: tuple[Article, ...]


class CharterAmended(Fact, frozen=True, kw_only=True):
    """A decision changed the charter; every partner is asked again to accept it."""

    filed_under: ClassVar[tuple[str, ...]] = ("commons_id", "decision_id")

    commons_id: CommonsId = THE_COMMONS
    decision_id: DecisionId
    partner_id: PartnerId
    charter_version: int
    articles: tuple[Article, ...]


class CharterAccepted(Fact, frozen=True, kw_only=True):
    """A partner accepted a version of the charter."""

    filed_under: ClassVar[tuple[str, ...]] = ("commons_id", "partner_id")

    commons_id: CommonsId = THE_COMMONS
    partner_id: PartnerId
    charter_version: int


class ArticleFlagRaised(Fact, frozen=True, kw_only=True):
    """A partner holds a thing against an article of the charter, and says why."""

    filed_under: ClassVar[tuple[str, ...]] = ("flag_id", "flagged_id")

    flag_id: FlagId
    partner_id: PartnerId
    thing: FlaggedThing
    flagged_id: str
    owner_id: PartnerId
    charter_version: int
    article: int
    raised_on: date
    reason: Words


class ArticleFlagAnswered(Fact, frozen=True, kw_only=True):
    """Whoever the flagged thing belongs to answered."""

    filed_under: ClassVar[tuple[str, ...]] = ("flag_id",)

    flag_id: FlagId
    partner_id: PartnerId
    answer: Words


class ArticleFlagResolved(Fact, frozen=True, kw_only=True):
    """A third partner holds the matter for settled, and says how."""

    filed_under: ClassVar[tuple[str, ...]] = ("flag_id", "flagged_id")

    flag_id: FlagId
    flagged_id: str
    partner_id: PartnerId
    resolution: Words


class ArticleFlagWithdrawn(Fact, frozen=True, kw_only=True):
    """Whoever raised the flag took it back."""

    filed_under: ClassVar[tuple[str, ...]] = ("flag_id", "flagged_id")

    flag_id: FlagId
    flagged_id: str
    partner_id: PartnerId
