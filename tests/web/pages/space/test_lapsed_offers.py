"""Needs and offers whose last day has passed, as Paris counts days."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from ledger.application import CODEC
from ledger.commons.contributions.events import Nature, Unit
from ledger.commons.needs.events import NeedStated, OfferMade
from ledger.kernel.identifiers import NeedId, OfferId, PartnerId
from ledger.kernel.messages import Fact
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.store.port import Append, NewEvent
from projections.commons.offers import offers_page
from tests.spec import NOWHERE, STORYTELLER
from tests.web.pages.space.fair import TWO_DAYS, act, give
from tests.web.pages.space.town import Town, errors_of
from web.writing import Writing


def put(town: Town, fact: Fact, writing: Writing) -> None:
    """Put on record what no form would take any more: a last day that has passed."""
    store = town.running.wiring.store
    data = CODEC.encode(fact, STORYTELLER, datetime.now(UTC))
    event = NewEvent(type(fact).__name__, fact.tags(), data, writing.words)
    head = store.head().position
    store.append(Append(events=[event], boundary=NOWHERE, after=head))
    town.running.settle()


def asso_of(town: Town) -> PartnerId:
    """Return the association's identifier."""
    give(town, town.asso)
    with town.running.wiring.views.shelf() as shelf:
        return PartnerId(offers_page(shelf, {}, limit=1).rows[0].row.partner_id)


@pytest.mark.parametrize(("days", "is_open"), [(0, True), (-1, False)])
def test_an_offer_lapses_the_day_after_its_last(
    town: Town, days: int, *, is_open: bool
) -> None:
    """It leaves the list, its author sees that it lapsed, and nobody accepts it."""
    until: date = day_in_paris(datetime.now(UTC)) + timedelta(days=days)
    name, writing = f"bench{days}", Writing()
    put(
        town,
        OfferMade(
            offer_id=OfferId(name),
            partner_id=asso_of(town),
            nature=Nature.PLACE,
            quantity=Decimal(2),
            unit=Unit.DAY,
            title=writing.public("title", f"Un banc {name}"),
            until=until,
        ),
        writing,
    )
    listed = town.running.visitor().get("/fr/besoins").text
    assert (f"Un banc {name}" in listed) == is_open
    own = town.asso.get("/fr/espace/besoins").text
    own = own[own.index(f"Un banc {name}") :]
    assert ("Échu" in own[: own.index("</li>")]) != is_open
    answer = act(town, town.city, f"offres/{name}/accepter")
    if is_open:
        assert answer.status_code == 303
    else:
        assert "Le dernier jour de cette offre est passé" in errors_of(answer)[0][1]


def test_a_need_that_lapsed_is_not_answered(town: Town) -> None:
    """The form keeps what was typed, and says whom to ask."""
    writing = Writing()
    put(
        town,
        NeedStated(
            need_id=NeedId("lapsed"),
            partner_id=asso_of(town),
            nature=Nature.PLACE,
            unit=Unit.DAY,
            title=writing.public("title", "Un besoin échu"),
            until=day_in_paris(datetime.now(UTC)) - timedelta(days=1),
        ),
        writing,
    )
    assert "Un besoin échu" not in town.city.get("/fr/besoins").text
    answer = act(town, town.city, "offres/nouvelle?besoin=lapsed", **TWO_DAYS)
    assert "Le dernier jour de ce besoin est passé" in errors_of(answer)[0][1]
    assert 'value="Une salle pour cinquante personnes"' in answer.text
