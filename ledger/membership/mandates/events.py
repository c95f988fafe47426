"""Facts about mandates. A mandate also ends by itself, and then there is no fact."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from ledger.kernel.identifiers import (
    THE_COMMONS,
    CollegeId,
    CommonsId,
    MandateId,
    MeetingId,
    PartnerId,
    PersonId,
    ProxyId,
    VoteId,
)
from ledger.kernel.messages import Capacity, Fact
from ledger.kernel.words import Words


class Designation(StrEnum):
    """How a partner designated the person."""

    FOUNDING = "founding"
    INVITATION = "invitation"
    DELIBERATION = "deliberation"
    DECISION_OF_HEAD = "decision_of_head"
    ELECTION = "election"
    OWN_NAME = "own_name"
    HANDOVER = "handover"
    LETTER = "letter"


class MandateGranted(Fact, frozen=True, kw_only=True):
    """A person may act for a partner from one day to another, both included."""

    filed_under: ClassVar[tuple[str, ...]] = (
        "mandate_id",
        "partner_id",
        "person_id",
        "commons_id",
    )

    commons_id: CommonsId = THE_COMMONS
    mandate_id: MandateId
    partner_id: PartnerId
    person_id: PersonId
    capacity: Capacity
    designation: Designation
    starts_on: date
    ends_on: date | None = None


class MandateWithdrawn(Fact, frozen=True, kw_only=True):
    """A mandate ended before its day."""

    filed_under: ClassVar[tuple[str, ...]] = (
        "mandate_id",
        "partner_id",
        "person_id",
        "commons_id",
    )

    commons_id: CommonsId = THE_COMMONS
    mandate_id: MandateId
    partner_id: PartnerId
    person_id: PersonId
    reason: Words | None = None


class RepresentationHandedOver(Fact, frozen=True, kw_only=True):
    """A representative passed drafts, tasks and reviews to a successor; past acts stay."""  # one sentence, shown whole

    filed_under: ClassVar[tuple[str, ...]] = ("partner_id", "mandate_id")

    partner_id: PartnerId
    mandate_id: MandateId
    successor_mandate_id: MandateId
    successor_id: PersonId


class RepresentationRecovered(Fact, frozen=True, kw_only=True):
    """A partner left without anyone was given a representative by its head's letter."""

    filed_under: ClassVar[tuple[str, ...]] = ("partner_id",)

    partner_id: PartnerId
    successor_mandate_id: MandateId
    successor_id: PersonId
    letter: Words


class MandateEndAnnounced(Fact, frozen=True, kw_only=True):
    """The person and the partner were reminded that a mandate ends soon."""

    filed_under: ClassVar[tuple[str, ...]] = ("mandate_id",)

    mandate_id: MandateId
    partner_id: PartnerId
    person_id: PersonId
    days_left: int
    ends_on: date


class CollegeFounded(Fact, frozen=True, kw_only=True):
    """The board founded a college: partners that vote apart where a rule says so."""

    filed_under: ClassVar[tuple[str, ...]] = ("college_id", "commons_id")

    commons_id: CommonsId = THE_COMMONS
    college_id: CollegeId
    name: Words


class PartnerAssignedToCollege(Fact, frozen=True, kw_only=True):
    """A partner votes in a college from then on, and in no other."""

    filed_under: ClassVar[tuple[str, ...]] = ("partner_id", "commons_id")

    commons_id: CommonsId = THE_COMMONS
    college_id: CollegeId
    partner_id: PartnerId


class ProxyGiven(Fact, frozen=True, kw_only=True):
    """A mandate lets another vote for it: in one vote, in one meeting, or until a day."""

    filed_under: ClassVar[tuple[str, ...]] = (
        "proxy_id",
        "mandate_id",
        "holder_mandate_id",
    )

    proxy_id: ProxyId
    mandate_id: MandateId
    partner_id: PartnerId
    holder_mandate_id: MandateId
    vote_id: VoteId | None = None
    meeting_id: MeetingId | None = None
    until: date | None = None


class ProxyRevoked(Fact, frozen=True, kw_only=True):
    """A mandate took its proxy back; what was cast through it stays cast."""

    filed_under: ClassVar[tuple[str, ...]] = (
        "proxy_id",
        "mandate_id",
        "holder_mandate_id",
    )

    proxy_id: ProxyId
    mandate_id: MandateId
    partner_id: PartnerId
    holder_mandate_id: MandateId
