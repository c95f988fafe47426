"""Needs and offers: what partners seek beside what they would bring."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final, TypeVar

from flask import Flask, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ledger.commons.contributions.limits import UNITS
from projections.commons.needs import NeedRow, NeedState, needs_page
from projections.commons.offers import OfferRow, OfferState, offers_page
from projections.shelf import Page, Shelf
from web.auth.guards import the_viewer
from web.forms.choices import choices
from web.forms.field import Choice, Field
from web.languages import PREFIX
from web.pages.commons.notices import is_over, shown_needs, shown_offers
from web.pages.narrowing import Kept, kept_filters, tidied
from web.pages.space.acting import CONTRIBUTING
from web.reading import day_of_reading, open_shelf
from web.texts.words_of_the_field import NATURES

NAMES: Final = ("nature",)
SHOWN_MAX: Final = 50
PAGES_MAX: Final = 10
"""How far back the list looks for what has not lapsed."""

NoticeT = TypeVar("NoticeT", NeedRow, OfferRow)


def register(app: Flask) -> None:
    """Add the list."""
    app.add_url_rule(f"{PREFIX}/besoins", "needs", list_needs)


def list_needs() -> str | Response:
    """Show what is sought and what is offered today, newest first."""
    kept = kept_filters(NAMES)
    if (elsewhere := tidied(kept)) is not None:
        return elsewhere
    viewer, today = the_viewer(), day_of_reading()
    nature = kept.get("nature", "")
    narrowed = {"nature": nature} if nature in set(UNITS) else {}
    with open_shelf() as shelf:
        sought, more_sought = _open(
            shelf, needs_page, {**narrowed, "state": NeedState.OPEN}, today
        )
        offered, more_offered = _open(
            shelf, offers_page, {**narrowed, "state": OfferState.OPEN}, today
        )
        shown = (
            shown_needs(shelf, sought, viewer, today),
            shown_offers(shelf, offered, viewer, today),
        )
    return render_template(
        "commons/needs.html",
        sought=shown[0],
        offered=shown[1],
        is_cut=more_sought or more_offered,
        shown_max=SHOWN_MAX,
        asked=_asked(),
        kept=kept,
        is_narrowed=_is_narrowed(kept),
        may_contribute=viewer is not None and viewer.hat_as(*CONTRIBUTING) is not None,
    )


def _is_narrowed(kept: Kept) -> bool:
    return any(name in kept for name in NAMES)


def _open(
    shelf: Shelf,
    read: Callable[..., Page[NoticeT]],
    chosen: Mapping[str, str],
    today: date,
) -> tuple[list[NoticeT], bool]:
    """Return what has not lapsed by that day, and whether there is more.

    A row stays open after its last day, for no fact says that a day has passed.
    """
    found: list[NoticeT] = []
    after: int | None = None
    for _page in range(PAGES_MAX):
        page = read(shelf, chosen, after=after)
        found += [p.row for p in page.rows if not is_over(p.row, today)]
        after = page.next
        if after is None or len(found) > SHOWN_MAX:
            break
    return found[:SHOWN_MAX], after is not None or len(found) > SHOWN_MAX


def _asked() -> tuple[Field, ...]:
    every = Choice(value="", label=_("All"))
    label = _("Nature")
    offered = (every, *choices(NATURES, UNITS))
    return (Field(name="nature", label=label, widget="select", choices=offered),)
