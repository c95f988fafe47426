"""Inviting: bring a body into the commons through a person there."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from flask import Flask, url_for
from flask_babel import lazy_gettext

from ledger.kernel.identifiers import PartnerId, PersonId, identifier_from_key
from ledger.kernel.messages import Capacity
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.store.port import Appended
from ledger.membership.partners.invite_partner import InvitePartner
from web.auth.access import the_access
from web.auth.accounts import person_with
from web.auth.guards import required_hat, required_viewer
from web.auth.invitations import Invited, invitations_of, send_invitation
from web.forms.answering import Form, Page, answer
from web.forms.field import Field
from web.forms.identity import NAME, identity_fields, read_identity
from web.forms.reading import Errors, Typed, day, day_values
from web.languages import PREFIX, language
from web.pages.membership.questions import EMAIL, email
from web.pages.personal import personal
from web.writing import Writing, ask, now, url_after

DAYS_TO_ANSWER: Final = 30
INVITING: Final = (
    Capacity.REPRESENTATIVE,
    Capacity.BOARD_MEMBER,
    Capacity.FACILITATOR,
    Capacity.SECRETARY,
)
CONTACT: Final = replace(
    EMAIL,
    label=lazy_gettext("E-mail address of the person who will answer for it"),
    hint=lazy_gettext("A link goes there to accept or decline"),
    autocomplete=None,
)
CONFIRM_BY: Final = Field(
    name="confirm_by",
    label=lazy_gettext("Until when do you await the answer?"),
    hint=lazy_gettext("At most 90 days from now"),
    widget="date3",
)


def register(app: Flask) -> None:
    """Add the form that invites a partner."""
    app.add_url_rule(
        f"{PREFIX}/espace/inviter",
        "invite_partner",
        invite_partner,
        methods=["GET", "POST"],
    )


@personal
def invite_partner() -> Page:
    """Invite a body, and send its person a link."""
    required_hat(*INVITING)
    soon = day_in_paris(datetime.now(UTC)) + timedelta(days=DAYS_TO_ANSWER)
    return answer(
        Form(
            title=lazy_gettext("Invite a partner"),
            lead=lazy_gettext("Nothing is published about it before it accepts."),
            fields=(*identity_fields(), CONTACT, CONFIRM_BY),
            button=lazy_gettext("Send the invitation"),
            back_url=url_for("space"),
            values=day_values(CONFIRM_BY, soon),
            send=_invite,
            done=lambda appended: url_after(appended, "space"),
            said=lazy_gettext("The invitation is on its way."),
            names={"contact_id": CONTACT.name},
        )
    )


def _invite(typed: Typed, errors: Errors, key: str) -> Appended | None:
    viewer, hat = required_viewer(), required_hat(*INVITING)
    writing = Writing()
    identity = read_identity(typed, errors, writing)
    address = email(typed, errors, CONTACT)
    confirm_by = day(typed, CONFIRM_BY, errors)
    if errors or identity is None or confirm_by is None:
        return None
    # Somebody who signs in here already answers for this body as the same person.
    known = person_with(the_access(), address)
    contact_id = known or PersonId(identifier_from_key(key, "contact"))
    partner_id = PartnerId(identifier_from_key(key, "partner"))
    appended = ask(
        InvitePartner(
            actor=viewer.actor(hat),
            at=now(),
            key=key,
            host_id=hat.partner_id,
            partner_id=partner_id,
            identity=identity,
            contact_id=contact_id,
            contact=None if known else writing.personal("contact", address, contact_id),
            confirm_by=confirm_by,
            words=writing.words,
        )
    )
    # A crash may have come between the fact and the letter: sent again, the form
    # finds the fact recorded and the letter still to be written.
    access = the_access()
    sent = (i.partner_id for i in invitations_of(access, contact_id))
    if partner_id not in sent:
        send_invitation(
            access,
            Invited(
                person_id=contact_id,
                email=address,
                language=language(),
                partner_name=typed.get(NAME.name, "").strip(),
                invited_by=viewer.person_id,
                partner_id=partner_id,
            ),
        )
    return appended
