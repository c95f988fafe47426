"""Own needs: what my partner seeks and offers, and what is offered to it."""

from datetime import date
from typing import Final

from flask import Flask, render_template

from projections.commons.needs import needs_page
from projections.commons.offers import OfferState, offers_page
from projections.shelf import Shelf
from web.auth.guards import required_viewer
from web.languages import PREFIX
from web.pages.commons.notices import GivenNotice, shown_needs, shown_offers
from web.pages.personal import personal
from web.pages.space.acting import CONTRIBUTING
from web.reading import day_of_reading, open_shelf

SHOWN_MAX: Final = 50


def register(app: Flask) -> None:
    """Add the list."""
    app.add_url_rule(f"{PREFIX}/espace/besoins", "space_needs", space_needs)


def offers_waiting(
    shelf: Shelf, partner_id: str, today: date
) -> tuple[list[GivenNotice], list[GivenNotice]]:
    """Return the offers made to a partner, and its own that were accepted."""
    received = offers_page(
        shelf, {"seeker_id": partner_id, "state": OfferState.OPEN}, limit=SHOWN_MAX
    )
    agreed = offers_page(
        shelf, {"partner_id": partner_id, "state": OfferState.ACCEPTED}, limit=SHOWN_MAX
    )
    to_answer = shown_offers(shelf, [p.row for p in received.rows], None, today)
    to_record = shown_offers(shelf, [p.row for p in agreed.rows], None, today)
    return [one for one in to_answer if not one.is_over], to_record


@personal
def space_needs() -> str:
    """List what waits for my partner first, then all that it sought and offered."""
    viewer = required_viewer()
    hat = viewer.partner
    if hat is None:
        return render_template("space/nobody.html")
    own, today = str(hat.partner_id), day_of_reading()
    with open_shelf() as shelf:
        sought = needs_page(shelf, {"partner_id": own}, limit=SHOWN_MAX)
        offered = offers_page(shelf, {"partner_id": own}, limit=SHOWN_MAX)
        waiting = {"seeker_id": own, "state": OfferState.OPEN}
        received = offers_page(shelf, waiting, limit=SHOWN_MAX)
        agreed = {"partner_id": own, "state": OfferState.ACCEPTED}
        to_record = offers_page(shelf, agreed, limit=SHOWN_MAX)
        pages = {
            "sought": shown_needs(shelf, [p.row for p in sought.rows], viewer, today),
            **{
                name: shown_offers(shelf, [p.row for p in page.rows], viewer, today)
                for name, page in (
                    ("offered", offered),
                    ("received", received),
                    ("to_record", to_record),
                )
            },
        }
    return render_template(
        "space/needs.html",
        hat=hat,
        may_contribute=viewer.hat_as(*CONTRIBUTING) is not None,
        **pages,
    )
