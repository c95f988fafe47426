"""Designating: grant, withdraw and hand over what lets people act for a partner."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from flask import Flask, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict

from ledger.kernel.identifiers import (
    MandateId,
    PartnerId,
    PersonId,
    identifier_from_key,
)
from ledger.kernel.messages import Capacity
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.store.port import Appended
from ledger.kernel.words import Words
from ledger.membership.mandates.events import Designation
from ledger.membership.mandates.grant_mandate import GrantMandate
from ledger.membership.mandates.hand_over_representation import HandOverRepresentation
from web.auth.access import the_access
from web.auth.accounts import person_with
from web.auth.guards import required_hat, required_viewer
from web.auth.identity import FOR_A_PARTNER
from web.auth.invitations import Invited, invitations_of, send_invitation
from web.auth.viewer import Hat
from web.forms.answering import Form, Page, answer
from web.forms.choices import choices
from web.forms.field import Field
from web.forms.reading import Errors, Typed, choice, day
from web.languages import PREFIX, language
from web.pages.membership.bodies import active_partners
from web.pages.membership.questions import EMAIL, email
from web.pages.membership.withdrawing import withdraw_mandate
from web.pages.personal import personal
from web.texts.words_of_the_field import CAPACITIES, DESIGNATIONS
from web.writing import Writing, ask, now, url_after

PERSON: Final = replace(
    EMAIL,
    label=lazy_gettext("The person’s e-mail address"),
    hint=lazy_gettext("If they are new here, a link goes there"),
    autocomplete=None,
)
BODY: Final = Field(
    name="partner",
    label=lazy_gettext("For which partner?"),
    hint=lazy_gettext("The board gives its roles to people of any partner"),
    widget="select",
)
OWN: Final = (Capacity.REPRESENTATIVE, Capacity.ALTERNATE, Capacity.CONTRIBUTOR)
OF_THE_BOARD: Final = (
    Capacity.BOARD_MEMBER,
    Capacity.SECRETARY,
    Capacity.FACILITATOR,
    Capacity.TREASURER,
    Capacity.AUDITOR,
    Capacity.DATA_PROTECTION_OFFICER,
)
HOW: Final = Field(
    name="designation",
    label=lazy_gettext("How were they designated?"),
    widget="radios",
    choices=choices(
        DESIGNATIONS,
        (
            Designation.DELIBERATION,
            Designation.DECISION_OF_HEAD,
            Designation.ELECTION,
        ),
    ),
)
UNTIL: Final = Field(
    name="ends_on",
    label=lazy_gettext("Until when?"),
    hint=lazy_gettext(
        "The last day counts; they are reminded 60, 30 and 7 days before"
    ),
    widget="date3",
    optional=True,
)


def register(app: Flask) -> None:
    """Add the forms of designations."""
    at, both = f"{PREFIX}/espace/equipe", ["GET", "POST"]
    app.add_url_rule(f"{at}/designer", "grant_mandate", grant_mandate, methods=both)
    app.add_url_rule(
        f"{at}/<mandate_id>/retirer", "withdraw_mandate", withdraw_mandate, methods=both
    )
    app.add_url_rule(
        f"{at}/passer-la-main",
        "hand_over_representation",
        hand_over_representation,
        methods=both,
    )


def _role(is_board: bool) -> Field:  # noqa: FBT001  # one question in two lengths
    offered = (*OWN, *OF_THE_BOARD) if is_board else OWN
    return Field(
        name="capacity",
        label=lazy_gettext("In what role?"),
        widget="radios",
        choices=choices(CAPACITIES, offered),
    )


@personal
def grant_mandate() -> Page:
    """Designate a person for my partner, or, as the board, for the commons."""
    viewer = required_viewer()
    hat = required_hat(Capacity.REPRESENTATIVE, Capacity.BOARD_MEMBER)
    board = viewer.hat_as(Capacity.BOARD_MEMBER)
    role = _role(board is not None)
    whom = (replace(BODY, choices=active_partners()),) if board else ()
    onward = "team" if viewer.hat_as(*FOR_A_PARTNER) else "board_partners"

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        writing = Writing()
        capacity = choice(typed, role, errors)
        how = choice(typed, HOW, errors)
        until = day(typed, UNTIL, errors)
        address = email(typed, errors, PERSON)
        if errors:
            return None
        worn = board if capacity in OF_THE_BOARD and board else hat
        body = _body(typed, worn, capacity, errors)
        if errors:
            return None
        person_id, contact = _person(address, key, writing)
        appended = ask(
            GrantMandate(
                actor=viewer.actor(worn),
                at=now(),
                key=key,
                acting_for_id=worn.partner_id,
                mandate_id=MandateId(identifier_from_key(key, "mandate")),
                partner_id=body,
                person_id=person_id,
                capacity=Capacity(capacity),
                designation=Designation(how),
                starts_on=day_in_paris(datetime.now(UTC)),
                ends_on=until,
                contact=contact,
                words=writing.words,
            )
        )
        _invite(worn, body, person_id, address, contact)
        return appended

    return answer(
        Form(
            title=lazy_gettext("Designate a person"),
            fields=(PERSON, role, *whom, HOW, UNTIL),
            values=MultiDict({BODY.name: hat.partner_id}),
            button=lazy_gettext("Designate"),
            back_url=url_for(onward),
            send=send,
            done=lambda appended: url_after(appended, onward),
            said=lazy_gettext("The designation is recorded."),
            names={"person_id": PERSON.name, "partner_id": BODY.name},
        )
    )


def _body(typed: Typed, worn: Hat, capacity: str, errors: Errors) -> PartnerId:
    """Return for whom the person will act: the board's roles go to any partner."""
    body = PartnerId(typed.get(BODY.name, "") or worn.partner_id)
    if body != worn.partner_id and capacity not in OF_THE_BOARD:
        errors[BODY.name] = _("Only roles of the board go to another partner")
    return body


def _person(address: str, key: str, writing: Writing) -> tuple[PersonId, Words | None]:
    """Return who signs in with this address, or a new person with that contact."""
    known = person_with(the_access(), address)
    if known is not None:
        return known, None
    person_id = PersonId(identifier_from_key(key, "person"))
    return person_id, writing.personal("contact", address, person_id)


def _invite(
    hat: Hat,
    partner_id: PartnerId,
    person_id: PersonId,
    address: str,
    contact: Words | None,
) -> None:
    """Send the link to a new person, once, however often the form is sent."""
    access = the_access()
    if contact is None or invitations_of(access, person_id):
        return
    send_invitation(
        access,
        Invited(
            person_id=person_id,
            email=address,
            language=language(),
            partner_name=access.directory.partner_name(partner_id),
            invited_by=required_viewer().person_id,
            mandate_id=hat.mandate_id,
        ),
    )


@personal
def hand_over_representation() -> Page:
    """Pass my representation to a successor: drafts and tasks go to them."""
    viewer, hat = required_viewer(), required_hat(Capacity.REPRESENTATIVE)

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        writing = Writing()
        until = day(typed, UNTIL, errors)
        address = email(typed, errors, PERSON)
        if errors:
            return None
        person_id, contact = _person(address, key, writing)
        appended = ask(
            HandOverRepresentation(
                actor=viewer.actor(hat),
                at=now(),
                key=key,
                partner_id=hat.partner_id,
                successor_id=person_id,
                successor_mandate_id=MandateId(identifier_from_key(key, "mandate")),
                ends_on=until,
                contact=contact,
                words=writing.words,
            )
        )
        _invite(hat, hat.partner_id, person_id, address, contact)
        return appended

    return answer(
        Form(
            title=lazy_gettext("Hand over to a successor"),
            lead=lazy_gettext(
                "Your designation ends today. What you did stays under your name."
            ),
            fields=(PERSON, UNTIL),
            button=lazy_gettext("Hand over"),
            back_url=url_for("team"),
            send=send,
            done=lambda appended: url_after(appended, "home"),
            said=lazy_gettext("The representation is handed over. Thank you."),
            names={"successor_id": PERSON.name},
            is_grave=True,
        )
    )
