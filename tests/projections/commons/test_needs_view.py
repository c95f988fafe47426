"""Needs, offers and modalities, as their rows tell them."""

from decimal import Decimal

import msgspec
import pytest

from ledger.commons.contributions.events import Nature, Unit
from ledger.commons.contributions.limits import UNITS
from ledger.kernel.identifiers import ContributionId, NeedId, OfferId
from ledger.kernel.messages import Fact
from projections.commons.histories import history_of
from projections.commons.modalities import modalities_now, units_now
from projections.commons.needs import NeedRow, NeedState, need, needs_page
from projections.commons.offers import OfferRow, OfferState, offer, offers_page
from projections.shelf import Shelf
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES
from tests.hall import (
    ACCEPTED,
    DETAILS,
    ELSEWHERE,
    FOUNDED,
    HALL,
    KEPT,
    MET,
    OFFERED,
    SEEDS,
    SEEDS_ACCEPTED,
    SEEDS_OFFERED,
    SOUGHT,
    STATED,
    TAKEN_BACK,
    UNSOUGHT,
    UNTIL,
)
from tests.projections.told import told
from tests.workshop import WORKSHOP, WORKSHOP_RECORDED


def shelf_after(*history: Fact) -> Shelf:
    offline = told(*history)
    return offline.shelf(offline.position)


def need_after(*history: Fact) -> NeedRow:
    row = need(shelf_after(*history), SOUGHT)
    assert row is not None
    return row


def offer_after(*history: Fact) -> OfferRow:
    row = offer(shelf_after(*history), HALL)
    assert row is not None
    return row


def test_a_need_stands_as_it_was_stated() -> None:
    """Open, until its last day, for whoever has it."""
    row = need_after(msgspec.structs.replace(STATED, details=DETAILS))
    assert (row.partner_id, row.nature, row.unit) == (BRUMES, Nature.PLACE, Unit.DAY)
    assert (row.until, row.state, row.offers) == (UNTIL, NeedState.OPEN, 0)
    assert row.details is not None
    assert row.details.position == row.title.position == row.position == 1


@pytest.mark.parametrize(
    ("end", "state"), [(MET, NeedState.MET), (UNSOUGHT, NeedState.WITHDRAWN)]
)
def test_a_need_ends(end: Fact, state: NeedState) -> None:
    """As its author says."""
    assert need_after(STATED, end).state is state


def test_a_need_counts_its_offers() -> None:
    """And no other."""
    assert need_after(STATED, OFFERED, SEEDS_OFFERED).offers == 1


def test_what_answers_no_stated_need_changes_none() -> None:
    """A bundle may begin later: nothing is made up."""
    assert need(shelf_after(MET, OFFERED), SOUGHT) is None


@pytest.mark.parametrize(
    ("history", "state"),
    [
        ((), OfferState.OPEN),
        ((ACCEPTED,), OfferState.ACCEPTED),
        ((TAKEN_BACK,), OfferState.WITHDRAWN),
        ((ACCEPTED, TAKEN_BACK), OfferState.WITHDRAWN),
        ((ACCEPTED, KEPT), OfferState.KEPT),
    ],
)
def test_an_offer_goes_its_way(history: tuple[Fact, ...], state: OfferState) -> None:
    """Open, accepted, kept; or taken back."""
    row = offer_after(STATED, OFFERED, *history)
    assert row.state is state
    assert row.accepted_by == (BRUMES if ACCEPTED in history else None)
    assert row.contribution_id == (WORKSHOP if KEPT in history else None)


def test_an_offer_stands_as_it_was_made() -> None:
    """With what is offered, to whom, and until when."""
    row = offer_after(STATED, OFFERED)
    assert (row.partner_id, row.seeker_id, row.need_id) == (LITTORAL, BRUMES, SOUGHT)
    assert (row.quantity, row.unit, row.until) == (Decimal(2), Unit.DAY, UNTIL)
    assert row.title.position == row.position == 2


def test_a_contribution_without_an_offer_changes_none() -> None:
    """Most are."""
    assert offer_after(STATED, OFFERED, WORKSHOP_RECORDED).state is OfferState.OPEN
    assert offer(shelf_after(ACCEPTED), HALL) is None


def test_lists_hold_what_is_asked_for() -> None:
    """By state, nature and partner, newest first."""
    kitchen = msgspec.structs.replace(
        STATED, need_id=ELSEWHERE, nature=Nature.TIME, partner_id=PONT
    )
    shelf = shelf_after(STATED, kitchen, OFFERED, SEEDS_OFFERED, SEEDS_ACCEPTED)
    assert needs_in(shelf, state="open") == [ELSEWHERE, SOUGHT]
    assert needs_in(shelf, state="open", nature="place") == [SOUGHT]
    assert needs_in(shelf, partner_id=PONT) == [ELSEWHERE]
    assert offers_in(shelf, state="open") == [HALL]
    assert offers_in(shelf, state="open", nature="know_how") == []
    assert offers_in(shelf, partner_id=SOURCES, state="accepted") == [SEEDS]
    assert offers_in(shelf, seeker_id=BRUMES, state="open") == [HALL]
    assert offers_in(shelf, need_id=SOUGHT) == [HALL]


def needs_in(shelf: Shelf, **chosen: str) -> list[NeedId]:
    return [NeedId(p.row.need_id) for p in needs_page(shelf, chosen).rows]


def offers_in(shelf: Shelf, **chosen: str) -> list[OfferId]:
    return [OfferId(p.row.offer_id) for p in offers_page(shelf, chosen).rows]


def test_histories_tell_both() -> None:
    """Each fact under its own thing; the contribution under its own."""
    shelf = shelf_after(STATED, OFFERED, ACCEPTED, KEPT, MET)

    def kinds(thing: str) -> list[str]:
        return [placed.row.fact for placed in history_of(shelf, thing).rows]

    assert kinds(WORKSHOP) == ["ContributionRecorded"]
    both = kinds(HALL)
    assert both == ["NeedStated", "OfferMade", "OfferAccepted", "NeedMet"]


def test_until_modalities_are_founded_what_is_built_in_holds() -> None:
    """Then what they say, and in their place what the later ones say."""
    assert units_now(shelf_after(STATED)) == UNITS
    second = msgspec.structs.replace(
        FOUNDED, modalities_version=2, natures=FOUNDED.natures[:1], thresholds=()
    )
    shelf = shelf_after(FOUNDED)
    assert units_now(shelf) == {
        Nature.TIME: {Unit.HOUR},
        Nature.PLACE: {Unit.DAY, Unit.SESSION},
    }
    row = modalities_now(shelf)
    assert row is not None
    assert row.confirm_above == {Unit.HOUR: Decimal(5)}
    later = modalities_now(shelf_after(FOUNDED, second))
    assert later is not None
    assert (later.modalities_version, later.confirm_above) == (2, {})
    assert later.units == {Nature.TIME: {Unit.HOUR}}


def test_another_contribution_keeps_its_own_offer() -> None:
    """The row of the contribution names the offer too."""
    row = offer_after(
        STATED,
        OFFERED,
        ACCEPTED,
        msgspec.structs.replace(KEPT, contribution_id=ContributionId("another")),
    )
    assert row.contribution_id == "another"
