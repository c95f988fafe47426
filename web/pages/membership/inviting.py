"""Inviting: bring a body into the commons through a person there."""

from datetime import UTC, datetime, timedelta
from typing import Final

from flask import Flask, url_for
from flask_babel import lazy_gettext

from ledger.kernel.identifiers import PartnerId, identifier_from_key
from ledger.kernel.messages import Capacity
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.store.port import Appended
from ledger.membership.partners.invite_partner import InvitePartner
from web.auth.guards import required_hat, required_viewer
from web.enrolling import ENROLMENTS, Sender
from web.forms.answering import Form, Page, answer
from web.forms.identity import KIND, described, identity_fields
from web.forms.reading import Errors, Typed, day_values
from web.languages import PREFIX
from web.pages.personal import personal
from web.pages.space.asking import put
from web.schemas.catalogue import ASKINGS
from web.schemas.designations import CONFIRM_BY, CONTACT
from web.schemas.typed import Reading, load_typed
from web.writing import url_after

DAYS_TO_ANSWER: Final = 30
INVITING: Final = (
    Capacity.REPRESENTATIVE,
    Capacity.BOARD_MEMBER,
    Capacity.FACILITATOR,
    Capacity.SECRETARY,
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
    hat = required_hat(*INVITING)
    told = described(typed, errors)
    reading = Reading(names={"identity": KIND.name}, instead={"identity": told})
    asking, asked = ASKINGS[InvitePartner], (CONTACT, CONFIRM_BY)
    loaded = load_typed(asking, asked, typed, errors, reading)
    if errors:
        return None
    enrolment = ENROLMENTS[InvitePartner]
    contact_id = enrolment.find(loaded, key)
    known = {enrolment.field: contact_id}
    appended = put(InvitePartner, loaded, hat, key, known, contact_id)
    partner_id = PartnerId(identifier_from_key(key, asking.created["partner_id"]))
    sender = Sender(person_id=required_viewer().person_id, mandate_id=hat.mandate_id)
    enrolment.invite(contact_id, partner_id, loaded, sender)
    return appended
