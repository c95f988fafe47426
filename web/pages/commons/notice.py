"""One need, one offer: as it stands, what answers it, and what happened."""

from collections.abc import Sequence

from flask import Flask, abort, render_template, url_for

from projections.commons.needs import need
from projections.commons.offers import OfferRow, offer, offers_page
from projections.membership.partners import partners_by_id
from projections.shelf import Shelf
from web.auth.guards import the_viewer
from web.languages import PREFIX
from web.pages.commons.notices import AnyNotice, shown_needs, shown_offers
from web.pages.history import HistoryPage, happening, history_page
from web.reading import Texts, day_of_reading, open_shelf

Entry = dict[str, object]


def register(app: Flask) -> None:
    """Add both pages."""
    at = f"{PREFIX}/besoins"
    app.add_url_rule(f"{at}/<need_id>", "need", one_need)
    app.add_url_rule(f"{at}/offres/<offer_id>", "offer", one_offer)


def one_need(need_id: str) -> str:
    """Show a need with the offers that answer it."""
    viewer, today = the_viewer(), day_of_reading()
    with open_shelf() as shelf:
        row = need(shelf, need_id)
        if row is None:
            abort(404)
        shown = shown_needs(shelf, [row], viewer, today)[0]
        page = offers_page(shelf, {"need_id": need_id})
        offers = shown_offers(shelf, [p.row for p in page.rows], viewer, today)
        happened = history_page(shelf, need_id)
        history = _history(shelf, happened)
    return _shown(shown, offers, happened, history)


def one_offer(offer_id: str) -> str:
    """Show an offer, and the contribution that keeps it."""
    viewer, today = the_viewer(), day_of_reading()
    with open_shelf() as shelf:
        row = offer(shelf, offer_id)
        if row is None:
            abort(404)
        shown = shown_offers(shelf, [row], viewer, today)[0]
        happened = history_page(shelf, offer_id)
        history = _history(shelf, happened)
    return _shown(shown, (), happened, history)


def _shown(
    shown: AnyNotice,
    offers: Sequence[AnyNotice],
    happened: HistoryPage,
    history: Sequence[Entry],
) -> str:
    kept = shown.row.contribution_id if isinstance(shown.row, OfferRow) else None
    return render_template(
        "commons/notice.html",
        one=shown,
        offers=offers,
        kept_url=url_for("contribution", contribution_id=kept) if kept else None,
        happened=happened,
        history=history,
    )


def _history(shelf: Shelf, happened: HistoryPage) -> list[Entry]:
    bodies = partners_by_id(shelf, {e.partner_id or "" for e in happened.entries})
    texts = Texts([body.name for body in bodies.values()])
    names = {name: texts(body.name) for name, body in bodies.items()}
    return [
        happening(entry, names.get(entry.partner_id or "", ""))
        for entry in happened.entries
    ]
