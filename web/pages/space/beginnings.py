"""Beginnings: what a draft holds that begins from an offer or another contribution."""

from collections.abc import Mapping
from typing import Final

from flask import abort, flash, request

from ledger.commons.needs.refusals import (
    OfferIsUsed,
    OfferIsWithdrawn,
    OfferNotAccepted,
)
from ledger.kernel.identifiers import OfferId
from ledger.kernel.messages import Refusal
from projections.commons.offers import OfferRow, OfferState, offer
from web.auth.viewer import Hat
from web.drafts import Draft
from web.forms.reading import day_values
from web.pages.space.showing import Shown
from web.problems import said
from web.reading import Texts, the_wiring
from web.schemas.contributions import ENDED_ON, STARTED_ON
from web.schemas.for_projects import NAME

OFFER: Final = "offer"
"""The answer of a draft that no page asks for: which offer it keeps."""

WHY_NOT: Final[Mapping[OfferState, type[Refusal]]] = {
    OfferState.OPEN: OfferNotAccepted,
    OfferState.KEPT: OfferIsUsed,
    OfferState.WITHDRAWN: OfferIsWithdrawn,
}


def offer_asked() -> str:
    """Return the offer that the address names, nothing where it names none."""
    found = request.args.get("offre", "").strip()
    return found if NAME.fullmatch(found) else ""


def answers_of_offer(hat: Hat) -> dict[str, list[str]]:
    """Return what my partner offered as it would have typed it.

    Nothing where the address names no offer, or one that cannot be kept now:
    that is said, and whatever is typed is recorded without it.
    """
    asked = offer_asked()
    if not asked:
        return {}
    row = _offer(asked)
    if row is None or row.partner_id != hat.partner_id:
        abort(404)
    if (why := WHY_NOT.get(row.state)) is not None:
        flash(said(why()))
        return {}
    texts = Texts([row.title, row.details])
    return {
        OFFER: [row.offer_id],
        "nature": [row.nature],
        "title": [texts(row.title)],
        "quantity": [f"{row.quantity:f}"],
        "unit": [row.unit],
        "description": [texts(row.details)],
        "project": [row.project_id or ""],
    }


def answers_of_contribution(shown: Shown) -> dict[str, list[str]]:
    """Return a recorded contribution as its author would have typed it."""
    row = shown.row
    return {
        "nature": [row.nature],
        "title": [shown.title],
        "quantity": [f"{row.quantity:f}"],
        "unit": [row.unit],
        "description": [shown.description],
        "project": [row.project_id or ""],
        "activities": list(row.activities),
        **{name: [""] for name in day_values(STARTED_ON, row.period.start)},
        **{name: [""] for name in day_values(ENDED_ON, row.period.end)},
    }


def offer_of(draft: Draft) -> OfferId | None:
    """Return the offer that what is being written keeps, None where it keeps none."""
    found = next(iter(draft.answers.get(OFFER, [])), "")
    return OfferId(found) if NAME.fullmatch(found) else None


def name_of_offer(draft: Draft) -> str:
    """Return how the offer is called that the draft keeps."""
    kept = offer_of(draft)
    row = _offer(kept) if kept is not None else None
    return Texts([row.title])(row.title) if row is not None else ""


def _offer(offer_id: str) -> OfferRow | None:
    with the_wiring().views.shelf() as shelf:
        return offer(shelf, offer_id)
