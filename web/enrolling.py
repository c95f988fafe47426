"""Enrolling: who is meant by an e-mail address, and the letter to who is new here."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from ledger.kernel.identifiers import (
    MandateId,
    PartnerId,
    PersonId,
    identifier_from_key,
)
from ledger.kernel.messages import Command
from ledger.membership.mandates.grant_mandate import GrantMandate
from ledger.membership.mandates.hand_over_representation import HandOverRepresentation
from ledger.membership.partners.invite_partner import InvitePartner
from web.auth.access import the_access
from web.auth.accounts import person_with
from web.auth.invitations import Invited, invitations_of, send_invitation
from web.languages import language


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Who will be named in the letter, and the mandate under which they act."""

    person_id: PersonId
    mandate_id: MandateId


@dataclass(frozen=True, kw_only=True)
class Enrolment:
    """How a command names the person of an address.

    ``field`` is theirs in the command; ``word`` goes into the identifier that the
    key gives to a new person. The letter is about the prospect, where the command
    makes one, or else about the mandate under which one acts.
    """

    field: str
    word: str
    is_of_prospect: bool = False

    def find(self, loaded: dict[str, Any], key: str) -> PersonId:
        """Return who is meant; whoever is new is enrolled with their address."""
        known = person_with(the_access(), loaded["email"])
        if known is not None:
            return known
        loaded["contact"] = loaded["email"]
        return PersonId(identifier_from_key(key, self.word))

    def invite(
        self,
        person_id: PersonId,
        partner_id: PartnerId,
        loaded: Mapping[str, Any],
        sender: Sender,
    ) -> None:
        """Send the letter to a new person, once, however often this is asked.

        A crash may have come between the fact and the letter: asked again under its
        key, the fact is there and the letter is still to be written.
        """
        access = the_access()
        sent = invitations_of(access, person_id)
        if self.is_of_prospect:
            if partner_id in {one.partner_id for one in sent}:
                return
        elif "contact" not in loaded or sent:
            return
        name = (
            loaded["identity"]["name"]
            if self.is_of_prospect
            else access.directory.partner_name(partner_id)
        )
        send_invitation(
            access,
            Invited(
                person_id=person_id,
                email=loaded["email"],
                language=language(),
                partner_name=name,
                invited_by=sender.person_id,
                partner_id=partner_id if self.is_of_prospect else None,
                mandate_id=None if self.is_of_prospect else sender.mandate_id,
            ),
        )


ENROLMENTS: Final[Mapping[type[Command], Enrolment]] = {
    InvitePartner: Enrolment(field="contact_id", word="contact", is_of_prospect=True),
    GrantMandate: Enrolment(field="person_id", word="person"),
    HandOverRepresentation: Enrolment(field="successor_id", word="person"),
}
"""The commands that name a person by their address, and how."""
