"""Designations: what inviting a body and designating a person ask."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from flask_babel import lazy_gettext

from ledger.membership.mandates.events import Designation
from ledger.membership.mandates.grant_mandate import BY_GRANT, GrantMandate
from ledger.membership.mandates.hand_over_representation import HandOverRepresentation
from ledger.membership.partners.identity import (
    Identity,
    check_identifiers,
    place_of,
)
from ledger.membership.partners.invitation import check_confirmation_day
from ledger.membership.partners.invite_partner import InvitePartner
from ledger.membership.partners.renew_invitation import RenewInvitation
from web.forms.choices import choices
from web.forms.field import Field
from web.forms.identity import (
    COMMUNE,
    KIND,
    NAME,
    NAME_MAX,
    NO_NUMBER,
    NUMBER,
    REASON_MAX,
    SCOPE,
    SHORT_NAME,
    SHORT_NAME_MAX,
)
from web.schemas.asking import Asking, Check, Part
from web.schemas.mail import mail
from web.schemas.questions import a_day, which
from web.texts.words_of_the_field import CAPACITIES, DESIGNATIONS

OFFICIAL_MAX: Final = 20
ADDRESS_MAX: Final = 320

BODY: Final = Field(name="identity", label=lazy_gettext("Which body is it?"))
CONTACT: Final = Field(
    name="email",
    label=lazy_gettext("E-mail address of the person who will answer for it"),
    hint=lazy_gettext("A link goes there to accept or decline"),
    widget="email",
    spellcheck=False,
)
CONFIRM_BY: Final = a_day(
    "confirm_by",
    lazy_gettext("Until when do you await the answer?"),
    lazy_gettext("At most 90 days from now"),
)
PERSON: Final = Field(
    name="email",
    label=lazy_gettext("The person’s e-mail address"),
    hint=lazy_gettext("If they are new here, a link goes there"),
    widget="email",
    spellcheck=False,
)
FOR_PARTNER: Final = which(
    "partner_id",
    lazy_gettext("For which partner?"),
    hint=lazy_gettext("The board gives its roles to people of any partner"),
)
CAPACITY: Final = Field(
    name="capacity",
    label=lazy_gettext("In what role?"),
    widget="radios",
    choices=choices(CAPACITIES),
)
HOW: Final = Field(
    name="designation",
    label=lazy_gettext("How were they designated?"),
    widget="radios",
    choices=choices(DESIGNATIONS, (how for how in Designation if how in BY_GRANT)),
)
UNTIL: Final = a_day(
    "ends_on",
    lazy_gettext("Until when?"),
    lazy_gettext("The last day counts; they are reminded 60, 30 and 7 days before"),
    optional=True,
)

A_BODY: Final = Part(
    questions=(
        KIND,
        SCOPE,
        NAME,
        SHORT_NAME,
        replace(NUMBER, name="siret"),
        replace(NUMBER, name="siren"),
        replace(NUMBER, name="rna"),
        NO_NUMBER,
        COMMUNE,
    ),
    public={
        "name": NAME_MAX,
        "short_name": SHORT_NAME_MAX,
        "no_identifier_reason": REASON_MAX,
    },
    plain=dict.fromkeys(("siret", "siren", "rna", "commune_code"), OFFICIAL_MAX),
)


def _invitation_rules(
    loaded: Mapping[str, Any], today: date
) -> Iterable[tuple[str, Check]]:
    if (body := loaded.get("identity")) is not None:
        yield "identity", lambda: _check_body(body)
    yield from _renewal_rules(loaded, today)


def _check_body(body: Mapping[str, Any]) -> None:
    # The rules ask whether a text is there, and never what stands in it.
    described = Identity(**body)
    check_identifiers(described)
    place_of(described)


def _renewal_rules(
    loaded: Mapping[str, Any], today: date
) -> Iterable[tuple[str, Check]]:
    if (confirm_by := loaded.get("confirm_by")) is not None:
        yield "confirm_by", lambda: check_confirmation_day(confirm_by, today)


ASKED: Final = (
    Asking(
        command=InvitePartner,
        acting="host_id",
        created={"partner_id": "partner"},
        found=("contact_id",),
        beside={"email": mail},
        edge_writes=("contact",),
        questions=(BODY, CONTACT, CONFIRM_BY),
        personal={"contact": ADDRESS_MAX},
        parts={Identity: A_BODY},
        rules=_invitation_rules,
    ),
    Asking(
        command=RenewInvitation,
        acting="host_id",
        addressed=("partner_id",),
        found=("contact_id", "contact"),
        questions=(CONFIRM_BY,),
        rules=_renewal_rules,
    ),
    Asking(
        command=GrantMandate,
        acting="acting_for_id",
        created={"mandate_id": "mandate"},
        found=("person_id", "starts_on"),
        beside={"email": mail},
        edge_writes=("contact",),
        questions=(PERSON, FOR_PARTNER, CAPACITY, HOW, UNTIL),
        personal={"contact": ADDRESS_MAX},
    ),
    Asking(
        command=HandOverRepresentation,
        created={"successor_mandate_id": "mandate"},
        found=("successor_id",),
        beside={"email": mail},
        edge_writes=("contact",),
        questions=(PERSON, UNTIL),
        personal={"contact": ADDRESS_MAX},
    ),
)
