"""Facts about partners: who belongs, and in what standing."""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from ledger.kernel.identifiers import (
    THE_COMMONS,
    CommonsId,
    InterestId,
    PartnerId,
    PersonId,
)
from ledger.kernel.messages import Fact
from ledger.kernel.words import Words


class PartnerKind(StrEnum):
    """What sort of body a partner is."""

    COMPANY = "company"
    INDEPENDENT = "independent"
    STATE_SERVICE = "state_service"
    STATE_OPERATOR = "state_operator"
    REGION = "region"
    DEPARTMENT = "department"
    EPCI = "epci"
    COMMUNE = "commune"
    PUBLIC_BODY = "public_body"
    ASSOCIATION = "association"
    SOCIAL_ENTERPRISE = "social_enterprise"
    UNIVERSITY = "university"
    COLLECTIVE = "collective"
    PERSON = "person"


class Scope(StrEnum):
    """How far a partner's action reaches."""

    NATIONAL = "national"
    REGIONAL = "regional"
    DEPARTMENTAL = "departmental"
    INTERCOMMUNAL = "intercommunal"
    COMMUNAL = "communal"


class CapacityMeasure(StrEnum):
    """What a declared capacity counts."""

    POPULATION = "population"
    ENGINEERING_STAFF = "engineering_staff"
    FISCAL_POTENTIAL_PER_HEAD = "fiscal_potential_per_head"


class CommonsFounded(Fact, frozen=True, kw_only=True):
    """The commons began, under the name its founder gave it."""

    filed_under: ClassVar[tuple[str, ...]] = ("commons_id",)

    commons_id: CommonsId
    partner_id: PartnerId
    name: Words


class PartnerInvited(Fact, frozen=True, kw_only=True):
    """A prospect was invited; it is published only once it confirms.

    ``owner_id`` is the person who follows the invitation, ``confirm_by`` the
    day its confirmation is awaited. Codes are text: ``commune_code`` is the
    INSEE code under the vintage (millésime) of the list it was checked with.
    """

    filed_under: ClassVar[tuple[str, ...]] = (
        "partner_id",
        "siret",
        "siren",
        "rna",
        "commons_id",
    )

    commons_id: CommonsId = THE_COMMONS
    partner_id: PartnerId
    kind: PartnerKind
    scope: Scope
    name: Words
    short_name: Words
    contact_id: PersonId
    owner_id: PersonId | None = None
    confirm_by: date | None = None
    siret: str | None = None
    siren: str | None = None
    rna: str | None = None
    no_identifier_reason: Words | None = None
    commune_code: str | None = None
    commune_vintage: int | None = None
    epci_siren: str | None = None
    department_code: str | None = None
    region_code: str | None = None


class InvitationRenewed(Fact, frozen=True, kw_only=True):
    """An invitation left unanswered or declined was made again, for a later day."""

    filed_under: ClassVar[tuple[str, ...]] = ("partner_id",)

    partner_id: PartnerId
    contact_id: PersonId
    owner_id: PersonId
    confirm_by: date


class InvitationDeclined(Fact, frozen=True, kw_only=True):
    """A prospect declined; nothing about it is published."""

    filed_under: ClassVar[tuple[str, ...]] = ("partner_id",)

    partner_id: PartnerId
    reason: Words | None = None


class PartnershipConfirmed(Fact, frozen=True, kw_only=True):
    """An invited body became a partner."""

    filed_under: ClassVar[tuple[str, ...]] = ("partner_id", "commons_id")

    commons_id: CommonsId = THE_COMMONS
    partner_id: PartnerId


class InterestStated(Fact, frozen=True, kw_only=True):
    """A partner said what it wants from the commons."""

    filed_under: ClassVar[tuple[str, ...]] = ("partner_id", "interest_id")

    partner_id: PartnerId
    interest_id: InterestId
    interest: Words


class InterestWithdrawn(Fact, frozen=True, kw_only=True):
    """A partner no longer holds to an interest it stated."""

    filed_under: ClassVar[tuple[str, ...]] = ("partner_id", "interest_id")

    partner_id: PartnerId
    interest_id: InterestId


class CapacityDeclared(Fact, frozen=True, kw_only=True):
    """A partner's capacity, with its unit, its source and the year it holds for."""

    filed_under: ClassVar[tuple[str, ...]] = ("partner_id",)

    partner_id: PartnerId
    measure: CapacityMeasure
    amount: Decimal
    unit: str
    vintage: int
    source: Words


class PartnerRenamed(Fact, frozen=True, kw_only=True):
    """A partner goes by another name from now on."""

    filed_under: ClassVar[tuple[str, ...]] = ("partner_id",)

    partner_id: PartnerId
    name: Words
    short_name: Words


class PartnerMerged(Fact, frozen=True, kw_only=True):
    """A partner was absorbed by another on a date; its past stays its own."""

    filed_under: ClassVar[tuple[str, ...]] = (
        "partner_id",
        "successor_id",
        "commons_id",
    )

    commons_id: CommonsId = THE_COMMONS
    partner_id: PartnerId
    successor_id: PartnerId
    merged_on: date


class PartnershipSuspended(Fact, frozen=True, kw_only=True):
    """A partner no longer acts until its partnership is resumed."""

    filed_under: ClassVar[tuple[str, ...]] = ("partner_id", "commons_id")

    commons_id: CommonsId = THE_COMMONS
    partner_id: PartnerId
    reason: Words


class PartnershipResumed(Fact, frozen=True, kw_only=True):
    """A suspended partner acts again."""

    filed_under: ClassVar[tuple[str, ...]] = ("partner_id", "commons_id")

    commons_id: CommonsId = THE_COMMONS
    partner_id: PartnerId


class PartnershipEnded(Fact, frozen=True, kw_only=True):
    """A partner left; what it did stays recorded."""

    filed_under: ClassVar[tuple[str, ...]] = ("partner_id", "commons_id")

    commons_id: CommonsId = THE_COMMONS
    partner_id: PartnerId
    ended_on: date
    reason: Words | None = None
