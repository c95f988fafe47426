"""Letters: what goes out once a command is recorded."""

from ledger.kernel.identifiers import PersonId
from ledger.kernel.messages import Command
from ledger.membership.mandates.grant_mandate import GrantMandate
from ledger.membership.mandates.hand_over_representation import HandOverRepresentation
from ledger.membership.partners.invite_partner import InvitePartner
from ledger.membership.partners.renew_invitation import RenewInvitation
from web.api.commands import Asker
from web.auth.access import the_access
from web.auth.invitations import Invited, send_invitation
from web.enrolling import Enrolment, Sender
from web.languages import language


def invite(
    enrolment: Enrolment, command: Command, loaded: dict[str, object], asker: Asker
) -> None:
    """Send the letter to whoever is new here."""
    person_id = PersonId(getattr(command, enrolment.field))
    assert isinstance(command, InvitePartner | GrantMandate | HandOverRepresentation)
    partner_id = command.partner_id
    bearer = asker.bearer
    sender = Sender(person_id=bearer.token.person_id, mandate_id=bearer.hat.mandate_id)
    enrolment.invite(person_id, partner_id, loaded, sender)


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
