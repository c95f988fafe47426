"""Facts about elections: seats to fill, and who is put forward."""

from datetime import date
from typing import ClassVar

from ledger.kernel.identifiers import (
    CollegeId,
    ElectionId,
    PartnerId,
    PersonId,
)
from ledger.kernel.messages import Capacity, Fact
from ledger.kernel.words import Words


class ElectionCalled(Fact, frozen=True, kw_only=True):
    """Seats are to be filled, of this capacity, from one day to another."""

    filed_under: ClassVar[tuple[str, ...]] = ("election_id",)

    election_id: ElectionId
    partner_id: PartnerId
    capacity: Capacity
    seats: int
    starts_on: date
    ends_on: date
    nominations_until: date
    college_id: CollegeId | None = None
    wants_parity: bool = False
    has_candidates: bool = True


class CandidacyStated(Fact, frozen=True, kw_only=True):
    """A person stands for a seat, put forward by their partner."""

    filed_under: ClassVar[tuple[str, ...]] = ("election_id", "person_id")

    election_id: ElectionId
    person_id: PersonId
    partner_id: PartnerId
    statement: Words


class NominationMade(Fact, frozen=True, kw_only=True):
    """In an election without candidates, a partner names somebody, and says why."""

    filed_under: ClassVar[tuple[str, ...]] = ("election_id", "person_id")

    election_id: ElectionId
    person_id: PersonId
    partner_id: PartnerId
    reasons: Words


class CandidacyWithdrawn(Fact, frozen=True, kw_only=True):
    """A person no longer stands, or declines to be named."""

    filed_under: ClassVar[tuple[str, ...]] = ("election_id", "person_id")

    election_id: ElectionId
    person_id: PersonId
    partner_id: PartnerId
