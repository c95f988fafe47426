"""A model of membership, kept beside the ledger: a few sets and dicts.

It reads the facts only, and knows no decider: what it holds to be true is
what the people of the commons were promised.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ledger.kernel.identifiers import MandateId, PartnerId, PersonId
from ledger.kernel.messages import Capacity, Fact
from ledger.membership.mandates.events import MandateGranted, MandateWithdrawn
from ledger.membership.partners.events import (
    CommonsFounded,
    InvitationDeclined,
    InvitationRenewed,
    PartnerInvited,
    PartnerKind,
    PartnerMerged,
    PartnershipConfirmed,
    PartnershipEnded,
    PartnershipResumed,
    PartnershipSuspended,
)
from ledger.membership.people.events import PersonEnrolled, PersonNamed

NEXT: dict[Any, tuple[set[str], str]] = {
    PartnershipConfirmed: ({"invited"}, "active"),
    InvitationDeclined: ({"invited"}, "declined"),
    InvitationRenewed: ({"invited", "declined"}, "invited"),
    PartnershipSuspended: ({"active"}, "suspended"),
    PartnershipResumed: ({"suspended"}, "active"),
    PartnershipEnded: ({"active", "suspended"}, "ended"),
    PartnerMerged: ({"active", "suspended"}, "merged"),
}
"""From where to where each fact takes a body: there is no other way."""


@dataclass
class Model:
    """What is true of the members, as far as the facts say."""

    founders: int = 0
    enrolled: set[PersonId] = field(default_factory=set[PersonId])
    standing: dict[PartnerId, str] = field(default_factory=dict[PartnerId, str])
    kinds: dict[PartnerId, PartnerKind] = field(
        default_factory=dict[PartnerId, PartnerKind]
    )
    numbers: dict[str, PartnerId] = field(default_factory=dict[str, PartnerId])
    contacts: dict[PartnerId, PersonId] = field(
        default_factory=dict[PartnerId, PersonId]
    )
    mandates: dict[MandateId, MandateGranted] = field(
        default_factory=dict[MandateId, MandateGranted]
    )
    withdrawn: set[MandateId] = field(default_factory=set[MandateId])

    def note(self, fact: Fact) -> None:
        """Check that the fact may follow, and remember it."""
        match fact:
            case CommonsFounded():
                self.founders += 1
            case PersonEnrolled(person_id=person):
                assert person not in self.enrolled
                self.enrolled.add(person)
            case PersonNamed(person_id=person):
                assert person in self.enrolled
            case PartnerInvited():
                self._note_invited(fact)
            case MandateGranted():
                self._note_granted(fact)
            case MandateWithdrawn(mandate_id=name):
                assert name in self.mandates
                assert name not in self.withdrawn
                self.withdrawn.add(name)
            case _ if type(fact) in NEXT:
                self._note_standing(fact)
            case _:
                pass

    def _note_invited(self, fact: PartnerInvited) -> None:
        assert fact.partner_id not in self.standing
        assert fact.contact_id in self.enrolled
        self.standing[fact.partner_id] = "invited"
        self.contacts[fact.partner_id] = fact.contact_id
        self.kinds[fact.partner_id] = fact.kind
        for number in (fact.siret, fact.rna):
            if number is not None:
                assert number not in self.numbers
                self.numbers[number] = fact.partner_id

    def _note_granted(self, fact: MandateGranted) -> None:
        assert fact.mandate_id not in self.mandates
        assert fact.person_id in self.enrolled
        assert self.standing[fact.partner_id] == "active"
        assert fact.ends_on is None or fact.starts_on <= fact.ends_on
        is_own = fact.capacity is Capacity.PARTICIPANT
        assert not is_own or self.kinds[fact.partner_id] is PartnerKind.PERSON
        self.mandates[fact.mandate_id] = fact

    def _note_standing(self, fact: Any) -> None:  # noqa: ANN401  # one of NEXT
        before, after = NEXT[type(fact)]
        assert self.standing[fact.partner_id] in before
        self.standing[fact.partner_id] = after
        if isinstance(fact, InvitationRenewed):
            assert fact.contact_id in self.enrolled
            self.contacts[fact.partner_id] = fact.contact_id

    def is_in_force(self, name: MandateId, day: date) -> bool:
        """Tell whether someone may act under the mandate that day."""
        granted = self.mandates.get(name)
        if granted is None or name in self.withdrawn or day < granted.starts_on:
            return False
        return granted.ends_on is None or day <= granted.ends_on

    def may_act(self, name: MandateId, day: date) -> bool:
        """Tell whether someone may act under the mandate for an active partner."""
        is_in_force = self.is_in_force(name, day)
        return is_in_force and self.standing[self.mandates[name].partner_id] == "active"

    def seats(self, day: date) -> set[MandateId]:
        """Return the mandates under which someone may act for the board that day."""
        return {
            name
            for name, granted in self.mandates.items()
            if granted.capacity is Capacity.BOARD_MEMBER and self.may_act(name, day)
        }

    def representatives(self, partner_id: PartnerId, day: date) -> set[MandateId]:
        """Return the mandates under which someone represents the partner that day."""
        return {
            name
            for name, granted in self.mandates.items()
            if granted.partner_id == partner_id
            and granted.capacity is Capacity.REPRESENTATIVE
            and self.is_in_force(name, day)
        }

    def was_ever_spoken_for(self, partner_id: PartnerId) -> bool:
        """Tell whether anybody could ever speak for the partner."""
        speaking = {Capacity.REPRESENTATIVE, Capacity.PARTICIPANT}
        return any(
            granted.partner_id == partner_id and granted.capacity in speaking
            for granted in self.mandates.values()
        )
