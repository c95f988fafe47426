"""Partners: the public list, and one partner with what it brought."""

from typing import Any, Final

from flask import Flask, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ledger.membership.partners import territory
from projections.commons.contribution_totals import cells, count_of, sums_of
from projections.commons.histories import history_of
from projections.membership.capacities import capacities_of
from projections.membership.partners import PartnerRow, partners, public_partners
from web.forms.choices import choices
from web.forms.field import Choice, Field
from web.languages import PREFIX
from web.reading import Texts, open_shelf
from web.texts.sentences import sentence
from web.texts.words_of_the_field import (
    MEASURE_UNITS,
    MEASURES,
    PARTNER_KINDS,
    SCOPES,
    STANDING_TONES,
    STANDINGS,
)

PRIVATE: Final = frozenset({"PartnerInvited", "InvitationRenewed"})
"""What happened before a partner confirmed is nobody else's to read."""


def register(app: Flask) -> None:
    """Add the list and the partner's page."""
    app.add_url_rule(f"{PREFIX}/partenaires", "partners", list_partners)
    app.add_url_rule(f"{PREFIX}/partenaires/<partner_id>", "partner", one_partner)


def list_partners() -> str | Response:
    """Show who takes part; prospects are not shown before they confirm."""
    kept = {k: v for k, v in request.args.items() if v and k != "apres"}
    if len(kept) != len([k for k in request.args if k != "apres"]):
        values: dict[str, Any] = dict(kept)
        return redirect(url_for("partners", **values), 303)
    kind = kept.get("sorte")
    after = int(kept["suite"]) if kept.get("suite", "").isdigit() else None
    with open_shelf() as shelf:
        page = public_partners(shelf, kind=kind, after=after)
    rows = [placed.row for placed in page.rows]
    texts = Texts([row.name for row in rows])
    everyone = Choice(value="", label=_("All kinds"))
    asked = Field(
        name="sorte",
        label=_("Kind"),
        widget="select",
        choices=(everyone, *choices(PARTNER_KINDS)),
    )
    onward: dict[str, Any] = {**kept, "suite": page.next}
    return render_template(
        "membership/partners.html",
        rows=[(row, texts(row.name), place(row)) for row in rows],
        asked=asked,
        kept=kept,
        next_url=url_for("partners", **onward) if page.next else None,
        kinds=PARTNER_KINDS,
        standings=STANDINGS,
        tones=STANDING_TONES,
    )


def place(row: PartnerRow) -> str:
    """Return where a partner is, by the names of today's official list."""
    if row.commune_code is None:
        return ""
    commune = territory.commune(row.commune_code)
    if commune is None:
        return row.commune_code
    department = territory.department(commune.department)
    return f"{commune.name} ({department.name})" if department else commune.name


def one_partner(partner_id: str) -> str:
    """Show one partner: who it is, what it wants, what it can, what it brought."""
    with open_shelf() as shelf:
        row = shelf.get(partners, partner_id)
        if row is None or row.publicity != "public":
            abort(404)
        successor = shelf.get(partners, row.successor_id) if row.successor_id else None
        found = cells(shelf)
        able = capacities_of(shelf, partner_id)
        history = [
            placed.row
            for placed in history_of(shelf, partner_id).rows
            if placed.row.fact not in PRIVATE
        ]
    references = [row.name, row.no_identifier_reason]
    references += [interest.text for interest in row.interests]
    references += [capacity.source for capacity in able]
    references += [successor.name] if successor else []
    texts = Texts(references)
    name = texts(row.name)
    chosen = {"partner_id": partner_id}
    return render_template(
        "membership/partner.html",
        row=row,
        name=name,
        place=place(row),
        reason=texts(row.no_identifier_reason),
        successor=(successor, texts(successor.name)) if successor else None,
        interests=[texts(interest.text) for interest in row.interests],
        capacities=[(capacity, texts(capacity.source)) for capacity in able],
        count=count_of(found, chosen),
        sums=sums_of(found, chosen),
        history=[{"at": h.recorded_at, "sentence": sentence(h, name)} for h in history],
        kinds=PARTNER_KINDS,
        scopes=SCOPES,
        standings=STANDINGS,
        tones=STANDING_TONES,
        measures=MEASURES,
        measure_units=MEASURE_UNITS,
    )
