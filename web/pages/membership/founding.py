"""Founding: the first form of all, opened by the link of the first start."""

from typing import Final

from flask import Flask, url_for
from flask_babel import lazy_gettext

from ledger.kernel.identifiers import (
    MandateId,
    PartnerId,
    identifier_from_key,
)
from ledger.kernel.messages import Actor
from ledger.kernel.store.port import Appended
from ledger.membership.partners.found_commons import FoundCommons
from web.auth.access import the_access
from web.auth.accounts import Account, normalised, open_account
from web.auth.guards import required_founder
from web.forms.answering import Form, Page, answer
from web.forms.field import Field
from web.forms.identity import NAME_MAX, identity_fields, read_identity
from web.forms.reading import Errors, Typed, text
from web.languages import PREFIX, language
from web.pages.membership.questions import EMAIL, PERSON_NAME, email
from web.pages.personal import personal
from web.writing import Writing, ask, now, url_after

COMMONS_NAME: Final = Field(
    name="commons_name",
    label=lazy_gettext("What is the commons called?"),
    hint=lazy_gettext("Its own name, shown at the top of every page"),
)


def register(app: Flask) -> None:
    """Add the founding form."""
    app.add_url_rule(
        f"{PREFIX}/fondation", "founding", founding, methods=["GET", "POST"]
    )


@personal
def founding() -> Page:
    """Found the commons: its name, its first person, its first partner."""
    required_founder()
    return answer(
        Form(
            title=lazy_gettext("Found the commons"),
            lead=lazy_gettext(
                "You will represent your organisation and be a member of the board."
            ),
            fields=(COMMONS_NAME, PERSON_NAME, EMAIL, *identity_fields()),
            button=lazy_gettext("Found the commons"),
            back_url=url_for("home"),
            send=_found,
            done=lambda appended: url_after(appended, "space"),
            said=lazy_gettext("The commons is founded."),
        )
    )


def _found(typed: Typed, errors: Errors, key: str) -> Appended | None:
    person_id = required_founder().person_id
    writing = Writing()
    name = text(typed, COMMONS_NAME, errors, length_max=NAME_MAX)
    person = text(typed, PERSON_NAME, errors, length_max=NAME_MAX)
    address = email(typed, errors)
    identity = read_identity(typed, errors, writing)
    if errors or identity is None:
        return None
    appended = ask(
        FoundCommons(
            actor=Actor(person_id=person_id),
            at=now(),
            key=key,
            commons_name=writing.public("commons_name", name),
            person_id=person_id,
            person_name=writing.personal("name", person, person_id),
            contact=writing.personal("contact", address, person_id),
            partner_id=PartnerId(identifier_from_key(key, "partner")),
            identity=identity,
            representative_id=MandateId(identifier_from_key(key, "representative")),
            board_member_id=MandateId(identifier_from_key(key, "board_member")),
            words=writing.words,
        )
    )
    access = the_access()
    with access.pool.connection() as db, db.transaction():
        open_account(
            db,
            Account(person_id, normalised(address) or address, language()),
            access,
        )
    return appended
