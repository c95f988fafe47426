"""Welcome: the first page of a person invited; accept for a body, or decline."""

from typing import Final

from flask import Flask, redirect, render_template, url_for
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from ledger.kernel.identifiers import MandateId, PartnerId, identifier_from_key
from ledger.kernel.messages import Actor
from ledger.kernel.store.port import Appended
from ledger.membership.partners.confirm_partnership import ConfirmPartnership
from ledger.membership.partners.decline_invitation import DeclineInvitation
from ledger.membership.partners.standing import Partnership
from ledger.membership.people.name_person import NamePerson
from projections.membership.partners import partners
from web.auth.access import the_access
from web.auth.guards import required_viewer
from web.auth.invitations import invitations_of
from web.auth.viewer import Viewer
from web.forms.answering import Form, Page, answer
from web.forms.field import Field
from web.forms.identity import NAME_MAX, REASON_MAX
from web.forms.reading import Errors, Typed, text
from web.languages import PREFIX
from web.pages.membership.questions import PERSON_NAME
from web.pages.personal import personal
from web.reading import the_wiring
from web.schemas.building import Stamp, build
from web.schemas.catalogue import ASKINGS
from web.schemas.typed import Reading, load_typed
from web.writing import Writing, ask, now, url_after

REASON: Final = Field(
    name="reason",
    label=lazy_gettext("Would you like to say why?"),
    hint=lazy_gettext("Partners may read it"),
    widget="textarea",
    optional=True,
    count_max=REASON_MAX,
)


NAMED: Final = Reading(names={"name": PERSON_NAME.name})


def register(app: Flask) -> None:
    """Add the pages that an invitation leads to."""
    both = ["GET", "POST"]
    at = f"{PREFIX}/bienvenue"
    app.add_url_rule(at, "welcome", welcome)
    app.add_url_rule(f"{at}/nom", "name_person", name_person, methods=both)
    app.add_url_rule(
        f"{at}/<partner_id>/accepter",
        "confirm_partnership",
        confirm_partnership,
        methods=both,
    )
    app.add_url_rule(
        f"{at}/<partner_id>/decliner",
        "decline_invitation",
        decline_invitation,
        methods=both,
    )


@personal
def welcome() -> str | Response:
    """Show what the person was invited to; without anything open, lead to the space."""
    viewer = required_viewer()
    access = the_access()
    open_ones: list[tuple[PartnerId, str]] = []
    with the_wiring().views.shelf() as shelf:
        for invitation in invitations_of(access, viewer.person_id):
            if invitation.partner_id is None:
                continue
            row = shelf.get(partners, invitation.partner_id)
            if row is not None and row.standing is Partnership.INVITED:
                open_ones.append((invitation.partner_id, ""))
    named = [(i, access.directory.partner_name(i)) for i, _name in open_ones]
    if not named:
        return redirect(url_for("space" if viewer.name else "name_person"), 303)
    return render_template("membership/welcome.html", invitations=named)


@personal
def confirm_partnership(partner_id: str) -> Page:
    """Accept for the body, and say one's name."""
    viewer = required_viewer()

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        return _confirm(viewer, PartnerId(partner_id), typed, errors, key)

    name = the_access().directory.partner_name(PartnerId(partner_id))
    return answer(
        Form(
            title=lazy_gettext("Take part for %(partner)s", partner=name),
            lead=lazy_gettext(
                "From then on you represent it, and its name is published."
            ),
            fields=(PERSON_NAME,),
            button=lazy_gettext("Accept the invitation"),
            back_url=url_for("welcome"),
            send=send,
            done=lambda appended: url_after(appended, "space"),
            said=lazy_gettext("Welcome: your organisation is a partner."),
        )
    )


def _confirm(
    viewer: Viewer, partner_id: PartnerId, typed: Typed, errors: Errors, key: str
) -> Appended | None:
    writing = Writing()
    name = text(typed, PERSON_NAME, errors, length_max=NAME_MAX)
    if errors:
        return None
    return ask(
        ConfirmPartnership(
            actor=Actor(person_id=viewer.person_id),
            at=now(),
            key=key,
            partner_id=partner_id,
            person_name=writing.personal("name", name, viewer.person_id),
            mandate_id=MandateId(identifier_from_key(key, "mandate")),
            words=writing.words,
        )
    )


@personal
def decline_invitation(partner_id: str) -> Page:
    """Decline for the body; nothing about it is published."""
    viewer = required_viewer()

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        writing = Writing()
        reason = text(typed, REASON, errors, length_max=REASON_MAX)
        if errors:
            return None
        return ask(
            DeclineInvitation(
                actor=Actor(person_id=viewer.person_id),
                at=now(),
                key=key,
                partner_id=PartnerId(partner_id),
                reason=writing.partners("reason", reason) if reason else None,
                words=writing.words,
            )
        )

    return answer(
        Form(
            title=lazy_gettext("Decline the invitation"),
            fields=(REASON,),
            button=lazy_gettext("Decline"),
            back_url=url_for("welcome"),
            send=send,
            done=lambda appended: url_after(appended, "home"),
            said=lazy_gettext("The invitation is declined. Thank you for answering."),
            is_grave=True,
        )
    )


@personal
def name_person() -> Page:
    """Say how one wishes to be called."""
    viewer = required_viewer()

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        asking = ASKINGS[NamePerson]
        loaded = load_typed(asking, (PERSON_NAME,), typed, errors, NAMED)
        if errors:
            return None
        actor, known = viewer.actor(viewer.partner), {"person_id": viewer.person_id}
        stamp = Stamp(actor=actor, at=now(), key=key)
        return ask(build(asking, loaded, stamp, known, viewer.person_id))

    return answer(
        Form(
            title=lazy_gettext("How do you wish to be called?"),
            fields=(PERSON_NAME,),
            button=lazy_gettext("Continue"),
            back_url=url_for("home"),
            values={PERSON_NAME.name: viewer.name},
            send=send,
            done=lambda appended: url_after(appended, "space"),
            said=lazy_gettext("Your name is recorded."),
        )
    )
