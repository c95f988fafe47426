"""The fair: needs stated and offers made through the forms of the space."""

from datetime import UTC, datetime, timedelta

from werkzeug.test import TestResponse

from ledger.kernel.quantities import day_in_paris
from projections.commons.needs import needs_page
from projections.commons.offers import OfferRow, offer, offers_page
from tests.web.pages.space.neighbours import day
from tests.web.pages.space.town import (
    Answer,
    Town,
    fill,
    text_of,
)
from tests.web.running import Person

HALL: dict[str, Answer] = {
    "title": "Une salle pour cinquante personnes",
    "nature": "place",
    "unit": "day",
}
TWO_DAYS: dict[str, Answer] = {**HALL, "quantity": "2"}


def ahead(days: int) -> dict[str, Answer]:
    """Return the day so many days from now, as Paris counts, in its three parts."""
    found = day_in_paris(datetime.now(UTC)) + timedelta(days=days)
    return day("until", found.isoformat())


def act(town: Town, who: Person, path: str, **answers: Answer) -> TestResponse:
    """Do something with a need or an offer, and let the views see it."""
    answer = fill(who, f"/fr/espace/{path}", **answers)
    town.running.settle()
    return answer


def state(town: Town, who: Person, **answers: Answer) -> str:
    """State a need, and return its identifier."""
    answer = act(town, who, "besoins/nouveau", **HALL | answers)
    assert answer.status_code == 303, text_of(answer)
    with town.running.wiring.views.shelf() as shelf:
        return needs_page(shelf, {}, limit=1).rows[0].row.need_id


def give(town: Town, who: Person, need: str = "", **answers: Answer) -> str:
    """Make an offer, in answer to a need if one is named; return its identifier."""
    path = f"offres/nouvelle?besoin={need}" if need else "offres/nouvelle"
    answer = act(town, who, path, **TWO_DAYS | answers)
    assert answer.status_code == 303, text_of(answer)
    with town.running.wiring.views.shelf() as shelf:
        return offers_page(shelf, {}, limit=1).rows[0].row.offer_id


def row_of(town: Town, name: str) -> OfferRow:
    with town.running.wiring.views.shelf() as shelf:
        row = offer(shelf, name)
    assert row is not None
    return row


def agreed(town: Town) -> str:
    """Let the association's offer of a hall be accepted by the city."""
    need = state(town, town.city)
    name = give(town, town.asso, need)
    accepted = act(town, town.city, f"offres/{name}/accepter")
    assert accepted.status_code == 303, text_of(accepted)
    return name
