"""Recovering: give a partner left without anyone a representative again."""

from typing import Any, Final

from flask import Flask
from flask_babel import lazy_gettext

from ledger.kernel.identifiers import (
    MandateId,
    PartnerId,
    PersonId,
    identifier_from_key,
)
from ledger.kernel.messages import Command
from ledger.membership.mandates.recover_representation import RecoverRepresentation
from web.auth.access import the_access
from web.auth.guards import required_viewer
from web.auth.invitations import Invited, invitations_of, send_invitation
from web.forms.answering import Page
from web.forms.field import Field
from web.forms.identity import REASON_MAX
from web.forms.reading import Errors, Typed, day, text
from web.languages import PREFIX, language
from web.pages.membership.overseeing import answered
from web.pages.membership.questions import email
from web.pages.personal import personal
from web.schemas.designations import PERSON, UNTIL
from web.writing import Writing

LETTER: Final = Field(
    name="letter",
    label=lazy_gettext("Which letter names them?"),
    hint=lazy_gettext("Its date, its reference, and who signed it"),
    widget="textarea",
    count_max=REASON_MAX,
)


def register(app: Flask) -> None:
    """Add the form by which the board names a representative."""
    app.add_url_rule(
        f"{PREFIX}/bureau/partenaires/<partner_id>/retablir",
        "recover_representation",
        recover_representation,
        methods=["GET", "POST"],
    )


@personal
def recover_representation(partner_id: str) -> Page:
    """Name a representative for a partner left without anyone."""

    def build(
        known: dict[str, Any], writing: Writing, typed: Typed, errors: Errors
    ) -> Command:
        address = email(typed, errors, PERSON)
        letter = text(typed, LETTER, errors, length_max=REASON_MAX)
        until = day(typed, UNTIL, errors)
        key = known["key"]
        person_id = PersonId(identifier_from_key(key, "person"))
        return RecoverRepresentation(
            **known,
            successor_id=person_id,
            successor_mandate_id=MandateId(identifier_from_key(key, "mandate")),
            contact=writing.personal("contact", address, person_id),
            letter=writing.partners("letter", letter),
            ends_on=until,
            words=writing.words,
        )

    def invite(typed: Typed, key: str) -> None:
        person_id = PersonId(identifier_from_key(key, "person"))
        _invite(person_id, email(typed, {}, PERSON), PartnerId(partner_id))

    return answered(
        partner_id,
        build,
        invite,
        title=lazy_gettext("Name a representative"),
        fields=(PERSON, LETTER, UNTIL),
        button=lazy_gettext("Name"),
        said=lazy_gettext("The representation is recovered."),
        names={"successor_id": PERSON.name},
    )


def _invite(person_id: PersonId, address: str, partner_id: PartnerId) -> None:
    access = the_access()
    if invitations_of(access, person_id):
        return
    send_invitation(
        access,
        Invited(
            person_id=person_id,
            email=address,
            language=language(),
            partner_name=access.directory.partner_name(partner_id),
            invited_by=required_viewer().person_id,
            partner_id=partner_id,
        ),
    )
