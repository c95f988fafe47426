"""Announcing: stating a need, making an offer, each in one page."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

from flask import Flask, abort, request, url_for
from flask_babel import lazy_gettext

from ledger.commons.contributions.events import Nature, Unit
from ledger.commons.needs.make_offer import MakeOffer
from ledger.commons.needs.state_need import StateNeed
from ledger.kernel.identifiers import (
    NeedId,
    OfferId,
    PartnerId,
    ProjectId,
    identifier_from_key,
)
from ledger.kernel.store.port import Appended
from projections.commons.needs import NeedRow, need
from web.auth.guards import required_hat, required_viewer
from web.auth.viewer import Hat
from web.drafts import Draft
from web.forms.answering import Form, Page, answer
from web.forms.choices import choices
from web.forms.counting import quantity_in
from web.forms.field import Field
from web.forms.reading import Errors, Typed, choice, day, text
from web.languages import PREFIX
from web.pages.personal import personal
from web.pages.space.acting import CONTRIBUTING
from web.pages.space.for_projects import offered_projects
from web.pages.space.in_force import units_in_force
from web.reading import Texts, open_shelf
from web.schemas.contributions import NATURE, QUANTITY, TITLE_MAX, UNIT
from web.schemas.for_projects import NAME, PROJECT, WHOLE
from web.texts.words_of_the_field import NATURE_HINTS, NATURES, UNITS
from web.writing import Writing, ask, now, url_after

DETAILS_MAX: Final = 2_000
NEED: Final = Field(name="need", label="", widget="hidden", optional=True)
TITLE: Final = Field(
    name="title",
    label=lazy_gettext("In a few words"),
    hint=lazy_gettext("For example “A hall for fifty people”; everyone can read it"),
)
DETAILS: Final = Field(
    name="details",
    label=lazy_gettext("What should others know about it?"),
    hint=lazy_gettext("Everyone can read it: name no one"),
    widget="textarea",
    count_max=DETAILS_MAX,
    optional=True,
)
UNTIL: Final = Field(
    name="until",
    label=lazy_gettext("Until which day?"),
    hint=lazy_gettext("The last day on which others may answer; for example 27 3 2027"),
    widget="date3",
    optional=True,
)
NAMED: Final = {"project_id": PROJECT.name}


@dataclass(frozen=True, kw_only=True)
class Announced:
    """What both forms ask, as it was read."""

    nature: Nature
    unit: Unit
    title: str
    details: str
    project_id: ProjectId | None
    until: date | None


def register(app: Flask) -> None:
    """Add both forms."""
    at = f"{PREFIX}/espace"
    app.add_url_rule(
        f"{at}/besoins/nouveau", "state_need", state_need, methods=["GET", "POST"]
    )
    app.add_url_rule(
        f"{at}/offres/nouvelle", "make_offer", make_offer, methods=["GET", "POST"]
    )


@personal
def state_need() -> Page:
    """Ask what my partner seeks."""
    hat = required_hat(*CONTRIBUTING)
    asked = _fields(hat)

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        read = _read(asked, typed, errors)
        if read is None:
            return None
        writing = Writing()
        command = StateNeed(
            **_stamp(hat, key),
            **_told(read, writing),
            need_id=NeedId(identifier_from_key(key, "need")),
        )
        return ask(replace(command, words=writing.words))

    return answer(
        Form(
            title=lazy_gettext("State a need"),
            lead=lazy_gettext("Everyone reads it; any partner may offer it to you."),
            fields=tuple(asked.values()),
            button=lazy_gettext("State this need"),
            back_url=url_for("space_needs"),
            send=send,
            done=lambda appended: url_after(appended, "space_needs"),
            said=lazy_gettext("The need is stated: everyone can read it."),
            names=NAMED,
        )
    )


@personal
def make_offer() -> Page:
    """Ask what my partner would bring, in answer to a need or to anybody."""
    hat = required_hat(*CONTRIBUTING)
    answered, values = _answered()
    asked = _fields(hat, answered)
    counted = {NEED.name: NEED, QUANTITY.name: QUANTITY}
    fields = {"title": asked.pop("title"), **counted, **asked}

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        much: Decimal | None = quantity_in(typed, QUANTITY, errors)
        read = _read(fields, typed, errors)
        if read is None or much is None:
            return None
        writing = Writing()
        command = MakeOffer(
            **_stamp(hat, key),
            **_told(read, writing),
            offer_id=OfferId(identifier_from_key(key, "offer")),
            need_id=NeedId(answered.need_id) if answered is not None else None,
            quantity=much,
        )
        return ask(replace(command, words=writing.words))

    return answer(
        Form(
            title=lazy_gettext("Make an offer"),
            lead=lazy_gettext(
                "Once a partner accepts it, you record what you brought in one go."
            ),
            fields=tuple(fields.values()),
            values=values,
            button=lazy_gettext("Offer it"),
            back_url=url_for("needs"),
            send=send,
            done=lambda appended: url_after(appended, "space_needs"),
            said=lazy_gettext("The offer is made: everyone can read it."),
            names=NAMED,
            shown={"answered": values.get("title", "") if answered else ""},
        ),
        "space/offer.html",
    )


def _answered() -> tuple[NeedRow | None, dict[str, str]]:
    """Return the need that the address or the form names, and what it fills in."""
    asked = request.values.get("besoin") or request.form.get(NEED.name, "")
    if not asked:
        return None, {}
    with open_shelf() as shelf:
        row = need(shelf, asked) if NAME.fullmatch(asked) else None
    if row is None:
        abort(404)
    return row, {
        NEED.name: row.need_id,
        "nature": row.nature,
        "unit": row.unit,
        "title": Texts([row.title])(row.title),
        "project": row.project_id or "",
    }


def _fields(hat: Hat, answered: NeedRow | None = None) -> dict[str, Field]:
    """Return what both forms ask: only what the modalities in force count."""
    counted = units_in_force()
    some = {unit for units in counted.values() for unit in units}
    project = answered.project_id if answered is not None else None
    known = Draft(
        key="",
        person_id=required_viewer().person_id,
        partner_id=PartnerId(hat.partner_id),
        answers={"project": [project]} if project else {},
    )
    projects = tuple(offered_projects(known))
    natures = choices(NATURES, (n for n in NATURES if n in counted), NATURE_HINTS)
    asked = [
        TITLE,
        replace(NATURE, choices=natures),
        replace(UNIT, choices=choices(UNITS, (u for u in UNITS if u in some))),
        DETAILS,
        *((replace(PROJECT, choices=(WHOLE, *projects)),) if projects else ()),
        UNTIL,
    ]
    return {field.name: field for field in asked}


def _read(asked: Mapping[str, Field], typed: Typed, errors: Errors) -> Announced | None:
    nature = choice(typed, asked["nature"], errors)
    unit = choice(typed, asked["unit"], errors)
    title = text(typed, TITLE, errors, length_max=TITLE_MAX)
    details = text(typed, DETAILS, errors, length_max=DETAILS_MAX)
    project = choice(typed, asked["project"], errors) if "project" in asked else ""
    until = day(typed, UNTIL, errors)
    if errors:
        return None
    return Announced(
        nature=Nature(nature),
        unit=Unit(unit),
        title=title,
        details=details,
        project_id=ProjectId(project) if project else None,
        until=until,
    )


def _stamp(hat: Hat, key: str) -> dict[str, Any]:
    return {
        "actor": required_viewer().actor(hat),
        "at": now(),
        "key": key,
        "partner_id": hat.partner_id,
    }


def _told(read: Announced, writing: Writing) -> dict[str, Any]:
    return {
        "nature": read.nature,
        "unit": read.unit,
        "title": writing.public("title", read.title),
        "details": writing.public("details", read.details) if read.details else None,
        "project_id": read.project_id,
        "until": read.until,
    }
