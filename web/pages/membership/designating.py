"""Designating: grant, withdraw and hand over what lets people act for a partner."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from flask import Flask, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict

from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Capacity, Command
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.store.port import Appended
from ledger.membership.mandates.grant_mandate import GrantMandate
from ledger.membership.mandates.hand_over_representation import HandOverRepresentation
from web.auth.guards import required_hat, required_viewer
from web.auth.identity import FOR_A_PARTNER
from web.auth.viewer import Hat
from web.enrolling import ENROLMENTS, Sender
from web.forms.answering import Form, Page, answer
from web.forms.choices import choices
from web.forms.field import Field
from web.forms.reading import Errors, Typed
from web.languages import PREFIX
from web.pages.membership.bodies import active_partners
from web.pages.membership.withdrawing import withdraw_mandate
from web.pages.personal import personal
from web.pages.space.asking import put
from web.schemas.asking import Loaded
from web.schemas.catalogue import ASKINGS
from web.schemas.designations import FOR_PARTNER, HOW, PERSON, UNTIL
from web.schemas.typed import Reading, load_typed
from web.texts.words_of_the_field import CAPACITIES
from web.writing import url_after

BODY: Final = replace(FOR_PARTNER, name="partner")
OWN: Final = (Capacity.REPRESENTATIVE, Capacity.ALTERNATE, Capacity.CONTRIBUTOR)
OF_THE_BOARD: Final = (
    Capacity.BOARD_MEMBER,
    Capacity.SECRETARY,
    Capacity.FACILITATOR,
    Capacity.TREASURER,
    Capacity.AUDITOR,
    Capacity.DATA_PROTECTION_OFFICER,
)
NAMES: Final = {"person_id": PERSON.name, "partner_id": BODY.name}
NOTHING: Final[Mapping[str, Any]] = {}


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

    asked = (PERSON, role, HOW, UNTIL)

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        body = PartnerId(typed.get(BODY.name, "") or hat.partner_id)
        names = {"partner_id": BODY.name}
        reading = Reading(names=names, instead={"partner_id": body})
        loaded = load_typed(ASKINGS[GrantMandate], asked, typed, errors, reading)
        if errors:
            return None
        is_of_board = loaded["capacity"] in OF_THE_BOARD
        worn = board if is_of_board and board else hat
        if body != worn.partner_id and not is_of_board:
            errors[BODY.name] = _("Only roles of the board go to another partner")
            return None
        since = {"starts_on": day_in_paris(datetime.now(UTC))}
        return _designated(GrantMandate, loaded, worn, key, since)

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
            names=NAMES,
        )
    )


def _designated(
    command: type[Command],
    loaded: Loaded,
    hat: Hat,
    key: str,
    known: Mapping[str, Any] = NOTHING,
) -> Appended:
    """Put the command, and send the link to a new person."""
    enrolment = ENROLMENTS[command]
    person_id = enrolment.find(loaded, key)
    named = {enrolment.field: person_id, **known}
    appended = put(command, loaded, hat, key, named, person_id)
    body = PartnerId(loaded.get("partner_id") or hat.partner_id)
    sender = Sender(person_id=required_viewer().person_id, mandate_id=hat.mandate_id)
    enrolment.invite(person_id, body, loaded, sender)
    return appended


@personal
def hand_over_representation() -> Page:
    """Pass my representation to a successor: drafts and tasks go to them."""
    hat = required_hat(Capacity.REPRESENTATIVE)

    asked = (PERSON, UNTIL)

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        asking = ASKINGS[HandOverRepresentation]
        loaded = load_typed(asking, asked, typed, errors)
        if errors:
            return None
        return _designated(HandOverRepresentation, loaded, hat, key)

    return answer(
        Form(
            title=lazy_gettext("Hand over to a successor"),
            lead=lazy_gettext(
                "Your designation ends today. What you did stays under your name."
            ),
            fields=asked,
            button=lazy_gettext("Hand over"),
            back_url=url_for("team"),
            send=send,
            done=lambda appended: url_after(appended, "home"),
            said=lazy_gettext("The representation is handed over. Thank you."),
            names={"successor_id": PERSON.name},
            is_grave=True,
        )
    )
