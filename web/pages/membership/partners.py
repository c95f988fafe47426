"""Partners: the public list, and one partner with what it brought."""

from collections.abc import Sequence
from typing import Final

from flask import Flask, abort, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ledger.membership.partners import territory
from projections.commons.histories import HistoryRow
from projections.membership.capacities import capacities_of
from projections.membership.mandates import mandates_of_partner
from projections.membership.partners import PartnerRow, partners, public_partners
from web.forms.choices import choices
from web.forms.field import Choice, Field
from web.languages import PREFIX
from web.pages.commons.contributions import totals
from web.pages.commons.tallies import tally_of
from web.pages.history import happening, history_page
from web.pages.narrowing import kept_filters, narrowed, onward, tidied
from web.reading import Texts, day_of_reading, open_shelf
from web.texts.words_of_the_field import (
    MEASURE_UNITS,
    MEASURES,
    PARTNER_KINDS,
    SCOPES,
    STANDING_TONES,
    STANDINGS,
)

NAMES: Final = ("sorte",)
PRIVATE: Final = frozenset(
    {"PartnerInvited", "InvitationRenewed", "InvitationDeclined"}
)
"""What happened before a partner confirmed is nobody else's to read."""


def register(app: Flask) -> None:
    """Add the list and the partner's page."""
    app.add_url_rule(f"{PREFIX}/partenaires", "partners", list_partners)
    app.add_url_rule(f"{PREFIX}/partenaires/<partner_id>", "partner", one_partner)


def list_partners() -> str | Response:
    """Show who takes part; prospects are not shown before they confirm."""
    kept = kept_filters(NAMES)
    if (elsewhere := tidied(kept)) is not None:
        return elsewhere
    with open_shelf() as shelf:
        page = public_partners(shelf, kind=kept.get("sorte"), after=onward(kept))
    rows = [placed.row for placed in page.rows]
    texts = Texts([row.name for row in rows])
    everyone = Choice(value="", label=_("All kinds"))
    asked = Field(
        name="sorte",
        label=_("Kind"),
        widget="select",
        choices=(everyone, *choices(PARTNER_KINDS)),
    )
    day = Field(name="au", label="", widget="hidden")
    return render_template(
        "membership/partners.html",
        rows=[(row, texts(row.name), place(row)) for row in rows],
        asked=(asked, day),
        kept=kept,
        next_url=_page_url(kept, str(page.next)) if page.next else None,
        first_url=_page_url(kept, "") if "suite" in kept else None,
        kinds=PARTNER_KINDS,
        standings=STANDINGS,
        tones=STANDING_TONES,
    )


def _page_url(kept: dict[str, str], suite: str) -> str:
    return narrowed("partners", kept, NAMES, suite=suite)


def place(row: PartnerRow) -> str:
    """Return where a partner is, by the names of today's official list."""
    if row.commune_code is not None:
        return _commune_name(row.commune_code)
    if row.epci_siren is not None:
        epci = territory.epci(row.epci_siren)
        return epci.name if epci else row.epci_siren
    if row.department_code is not None:
        department = territory.department(row.department_code)
        return department.name if department else row.department_code
    if row.region_code is not None:
        region = territory.region(row.region_code)
        return region.name if region else row.region_code
    return ""


def _commune_name(code: str) -> str:
    commune = territory.commune(code)
    if commune is None:
        return code
    department = territory.department(commune.department)
    return f"{commune.name} ({department.name})" if department else commune.name


def one_partner(partner_id: str) -> str:
    """Show one partner: who it is, what it wants, what it can, what it brought."""
    with open_shelf() as shelf:
        row = shelf.get(partners, partner_id)
        if row is None or row.publicity != "public":
            abort(404)
        successor = shelf.get(partners, row.successor_id) if row.successor_id else None
        tally = tally_of(shelf, {"partner_id": partner_id})
        able = capacities_of(shelf, partner_id)
        held = mandates_of_partner(shelf, partner_id)
        happened = history_page(shelf, partner_id)
    references = [row.name, row.no_identifier_reason]
    references += [interest.text for interest in row.interests]
    references += [capacity.source for capacity in able]
    references += [successor.name] if successor else []
    texts = Texts(references)
    name = texts(row.name)
    return render_template(
        "membership/partner.html",
        row=row,
        name=name,
        place=place(row),
        reason=texts(row.no_identifier_reason),
        successor=(successor, texts(successor.name)) if successor else None,
        interests=[texts(interest.text) for interest in row.interests],
        capacities=[(capacity, texts(capacity.source)) for capacity in able],
        count=tally.count,
        totals=totals(tally),
        mandates=sum(mandate.is_in_force(day_of_reading()) for mandate in held),
        history=_told(happened.entries, name),
        happened=happened,
        kinds=PARTNER_KINDS,
        scopes=SCOPES,
        standings=STANDINGS,
        tones=STANDING_TONES,
        measures=MEASURES,
        measure_units=MEASURE_UNITS,
    )


def _told(history: Sequence[HistoryRow], name: str) -> list[dict[str, object]]:
    """Tell what everybody may know of it: nothing from before it confirmed."""
    return [happening(entry, name) for entry in history if entry.fact not in PRIVATE]
