"""Facts about needs and offers: what partners seek, and what they would bring."""

from datetime import date
from decimal import Decimal
from typing import ClassVar

from ledger.commons.contributions.events import Nature, Unit
from ledger.kernel.identifiers import NeedId, OfferId, PartnerId, ProjectId
from ledger.kernel.messages import Fact
from ledger.kernel.words import Words


class NeedStated(Fact, frozen=True, kw_only=True):
    """A partner said what it seeks, for a project or for the commons as a whole.

    After ``until``, where it is given, nobody needs to answer any more.
    """

    filed_under: ClassVar[tuple[str, ...]] = ("need_id", "partner_id", "project_id")

    need_id: NeedId
    partner_id: PartnerId
    nature: Nature
    unit: Unit
    title: Words
    details: Words | None = None
    project_id: ProjectId | None = None
    until: date | None = None


class NeedMet(Fact, frozen=True, kw_only=True):
    """The partner that sought something has found it."""

    filed_under: ClassVar[tuple[str, ...]] = ("need_id", "partner_id")

    need_id: NeedId
    partner_id: PartnerId


class NeedWithdrawn(Fact, frozen=True, kw_only=True):
    """The partner that sought something seeks it no more."""

    filed_under: ClassVar[tuple[str, ...]] = ("need_id", "partner_id")

    need_id: NeedId
    partner_id: PartnerId


class OfferMade(Fact, frozen=True, kw_only=True):
    """A partner said what it would bring, to one who seeks it or to whoever takes it.

    It can be accepted up to the day ``until``, where one is given; one that answers
    a need, only by ``seeker_id``, who stated it.
    """

    filed_under: ClassVar[tuple[str, ...]] = (
        "offer_id",
        "partner_id",
        "need_id",
        "project_id",
    )

    offer_id: OfferId
    partner_id: PartnerId
    nature: Nature
    quantity: Decimal
    unit: Unit
    title: Words
    details: Words | None = None
    need_id: NeedId | None = None
    seeker_id: PartnerId | None = None
    project_id: ProjectId | None = None
    until: date | None = None


class OfferAccepted(Fact, frozen=True, kw_only=True):
    """Another partner accepted an offer: once brought, it becomes a contribution."""

    filed_under: ClassVar[tuple[str, ...]] = ("offer_id",)

    offer_id: OfferId
    accepting_id: PartnerId


class OfferWithdrawn(Fact, frozen=True, kw_only=True):
    """A partner took back an offer of which nothing was recorded yet."""

    filed_under: ClassVar[tuple[str, ...]] = ("offer_id", "partner_id")

    offer_id: OfferId
    partner_id: PartnerId
