"""Announcing: stating a need, making an offer, each in one page."""

from dataclasses import replace
from typing import Final

from flask import Flask, abort, request, url_for
from flask_babel import lazy_gettext

from ledger.commons.needs.make_offer import MakeOffer
from ledger.commons.needs.state_need import StateNeed
from ledger.kernel.identifiers import PartnerId
from projections.commons.needs import NeedRow, need
from web.auth.guards import required_hat, required_viewer
from web.auth.viewer import Hat
from web.drafts import Draft
from web.forms.answering import Form, Page, answer
from web.forms.choices import choices
from web.forms.field import Field
from web.forms.reading import Typed
from web.languages import PREFIX
from web.pages.personal import personal
from web.pages.space.acting import CONTRIBUTING
from web.pages.space.asking import sender
from web.pages.space.for_projects import offered_projects
from web.pages.space.in_force import units_in_force
from web.reading import Texts, open_shelf
from web.schemas.contributions import NATURE, QUANTITY, UNIT
from web.schemas.for_projects import NAME, PROJECT, WHOLE
from web.schemas.needs import DETAILS, TITLE, UNTIL
from web.schemas.typed import Reading
from web.texts.words_of_the_field import NATURE_HINTS, NATURES, UNITS
from web.writing import url_after

NEED: Final = Field(name="need", label="", widget="hidden", optional=True)
NAMED: Final = {"project_id": PROJECT.name, "need_id": NEED.name}


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
    asked = tuple(_fields(hat).values())

    return answer(
        Form(
            title=lazy_gettext("State a need"),
            lead=lazy_gettext("Everyone reads it; any partner may offer it to you."),
            fields=asked,
            button=lazy_gettext("State this need"),
            back_url=url_for("space_needs"),
            send=sender(StateNeed, asked, hat, reading=_reading),
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
    fields = (asked.pop(TITLE.name), NEED, QUANTITY, *asked.values())

    return answer(
        Form(
            title=lazy_gettext("Make an offer"),
            lead=lazy_gettext(
                "Once a partner accepts it, you record what you brought in one go."
            ),
            fields=fields,
            values=values,
            button=lazy_gettext("Offer it"),
            back_url=url_for("needs"),
            send=sender(MakeOffer, fields, hat, reading=_reading),
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


def _reading(_typed: Typed) -> Reading:
    """Read project and need by what the form has always called them."""
    return Reading(names=NAMED)
