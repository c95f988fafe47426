"""Enrolling: who is meant by an e-mail address, and the letter to who is new here."""

from dataclasses import dataclass
from typing import Any

from ledger.kernel.identifiers import (
    MandateId,
    PartnerId,
    PersonId,
    identifier_from_key,
)
from ledger.kernel.messages import Command
from ledger.membership.partners.renew_invitation import RenewInvitation
from web.api.commands import Asker
from web.auth.access import the_access
from web.auth.accounts import person_with
from web.auth.invitations import Invited, invitations_of, send_invitation
from web.languages import language


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

    def find(self, loaded: dict[str, Any], asker: Asker) -> PersonId:
        """Return who is meant; whoever is new is enrolled with their address."""
        known = person_with(the_access(), loaded["email"])
        if known is not None:
            return known
        loaded["contact"] = loaded["email"]
        return PersonId(identifier_from_key(asker.key, self.word))

    def invite(self, command: Command, loaded: dict[str, Any], asker: Asker) -> None:
        """Send the letter to a new person, once, however often this is asked.

        A crash may have come between the fact and the letter: asked again under its
        key, the fact is there and the letter is still to be written.
        """
        access = the_access()
        person_id: PersonId = getattr(command, self.field)
        partner_id = PartnerId(getattr(command, "partner_id"))  # noqa: B009  # each of these commands has one
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
                invited_by=asker.bearer.token.person_id,
                **self._about(partner_id, asker.bearer.hat.mandate_id),
            ),
        )

    def _about(self, partner_id: PartnerId, mandate_id: MandateId) -> dict[str, Any]:
        if self.is_of_prospect:
            return {"partner_id": partner_id}
        return {"mandate_id": mandate_id}


def send_again(command: Command, asker: Asker) -> None:
    """Send the link of an invitation again; the earlier one is worth nothing then."""
    assert isinstance(command, RenewInvitation), "only renewing sends a letter again"
    access = the_access()
    send_invitation(
        access,
        Invited(
            person_id=command.contact_id,
            email=access.directory.contact_of(command.contact_id),
            language=language(),
            partner_name=access.directory.partner_name(command.partner_id),
            invited_by=asker.bearer.token.person_id,
            partner_id=command.partner_id,
        ),
    )
