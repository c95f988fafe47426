"""One contribution: what it is, how it stands, what happened to it."""

from collections.abc import Mapping
from typing import Any, Final

from flask import Flask, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from ledger.commons.contributions.events import ContributionRecorded
from ledger.kernel.words import Audience
from projections.commons.contributions import ContributionRow, contribution
from projections.commons.histories import HistoryRow
from projections.commons.numbers import contribution_numbered, numbers_of
from projections.membership.partners import partners_by_id
from web.auth.guards import the_viewer
from web.languages import PREFIX, chosen_language
from web.pages.commons.acts import acts_for
from web.pages.commons.contributions import project_title
from web.pages.commons.credit_chain import credit_of
from web.pages.history import happening, history_page
from web.reading import Texts, open_shelf
from web.texts.words_of_the_field import (
    ACTIVITIES,
    ATTENTIONS,
    NATURES,
    STATUS_TONES,
    STATUSES,
)

FOR_PARTNERS: Final = frozenset(
    {"ContributionClarificationAsked", "ContributionClarificationGiven"}
)
"""What partners ask each other is not the public's, not even that it was asked."""
PARTNERS_READ: Final = frozenset({Audience.PUBLIC, Audience.PARTNERS})


def register(app: Flask) -> None:
    """Add the record and its permalink."""
    at = f"{PREFIX}/contributions/<contribution_id>"
    app.add_url_rule(at, "contribution", one_contribution)
    app.add_url_rule("/c/<number>", "contribution_permalink", permalink)


def one_contribution(contribution_id: str) -> str:
    """Show one contribution: what it is, how it stands, what happened to it."""
    viewer = the_viewer()
    audiences = PARTNERS_READ if viewer and viewer.hats else None
    with open_shelf() as shelf:
        row = contribution(shelf, contribution_id)
        if row is None:
            abort(404)
        happened = history_page(shelf, contribution_id)
        history = [
            entry
            for entry in happened.entries
            if audiences or entry.fact not in FOR_PARTNERS
        ]
        concerned = {row.partner_id, *(h.partner_id or "" for h in history)}
        concerned |= {c.partner_id for c in row.confirmations}
        bodies = partners_by_id(shelf, concerned)
        about = project_title(shelf, row.project_id)
        credit = credit_of(shelf, contribution_id)
        number = numbers_of(shelf, [contribution_id]).get(contribution_id, "")
    references = [row.title, row.description, *credit.titles]
    references += [w for entry in history for w in entry.words]
    references += [body.name for body in bodies.values()]
    texts = Texts(references, audiences) if audiences else Texts(references)
    names = {name: texts(body.name) for name, body in bodies.items()}
    return render_template(
        "commons/contribution.html",
        row=row,
        number=number,
        about=about,
        credit=credit,
        texts=texts,
        title=texts(row.title),
        description=texts(row.description),
        names=names,
        history=[_told(entry, row, names, texts) for entry in history],
        happened=happened,
        acts=acts_for(row, viewer) if viewer else [],
        natures=NATURES,
        activities=ACTIVITIES,
        statuses=STATUSES,
        tones=STATUS_TONES,
        attentions=ATTENTIONS if audiences else {},
    )


def _told(
    entry: HistoryRow, row: ContributionRow, names: Mapping[str, str], texts: Texts
) -> dict[str, Any]:
    """Tell one thing that happened; the first title already heads the page."""
    is_first = entry.fact == ContributionRecorded.__name__
    said = () if is_first else entry.words
    return happening(
        entry,
        names.get(entry.partner_id or "", ""),
        words=" — ".join(texts(reference) for reference in said),
        unit=row.unit,
    )


def permalink(number: str) -> Response:
    """Lead from the number people write down to the page in their language."""
    with open_shelf() as shelf:
        found = contribution_numbered(shelf, number.upper())
    if found is None:
        abort(404)
    url = url_for("contribution", lang=chosen_language(), contribution_id=found)
    return redirect(url, 303)
