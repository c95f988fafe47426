"""What the board looks at: contributions that stand out, until they were seen."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from msgspec.structs import replace

from ledger.commons.contributions.events import Review, Unit
from ledger.kernel.messages import Fact
from projections.commons.contributions import UNUSUAL
from tests.cast import BRUMES, PONT
from tests.projections.acts import (
    ANSWERED,
    ASKED,
    GIVEN,
    after,
    confirmed,
    corrected,
    reviewed,
    workshop_in,
)
from tests.projections.told import told
from tests.workshop import SOURCES_CONTESTED, WORKSHOP_RECORDED


def attentions(*history: Fact) -> list[str | None]:
    """Return what the board would look at, at each position from the record on."""
    offline = told(WORKSHOP_RECORDED, *history)
    positions = range(1, offline.position + 1)
    return [workshop_in(offline, position).attention for position in positions]


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ([ASKED, GIVEN], [None, "unclear", None]),
        ([SOURCES_CONTESTED, ANSWERED], [None, "contested", "contested"]),
        (
            [confirmed(BRUMES), corrected("1"), confirmed(PONT, "8.5")],
            [None, None, "raised_after_confirmation", None],
        ),
        (
            [corrected("1600"), corrected("-1600")],
            [None, "unusual", None],
        ),
    ],
)
def test_the_board_looks_at_what_stands_out(
    history: Sequence[Fact], expected: list[str | None]
) -> None:
    """Contested, unclear, raised after it was confirmed, or unusually large."""
    assert attentions(*history) == expected


def test_an_unusual_quantity_stands_out_from_the_first() -> None:
    """More than a working year in one record is looked at without waiting."""
    limit = UNUSUAL[Unit.HOUR]
    usual = replace(WORKSHOP_RECORDED, quantity=limit)
    unusual = replace(WORKSHOP_RECORDED, quantity=limit + Decimal("0.001"))
    assert workshop_in(told(usual)).attention is None
    assert workshop_in(told(unusual)).attention == "unusual"
    assert workshop_in(told(usual, corrected("-1"), corrected("1"))).attention is None


@pytest.mark.parametrize("review", [Review.ACCEPTED, Review.NOT_COUNTED])
@pytest.mark.parametrize(
    "ground",
    [
        [ASKED],
        [SOURCES_CONTESTED],
        [confirmed(BRUMES), corrected("1")],
        [corrected("2000")],
    ],
)
def test_what_the_board_has_seen_leaves_its_queue(
    review: Review, ground: Sequence[Fact]
) -> None:
    """A contribution that was reviewed need not be looked at again for the same."""
    assert after(*ground).attention is not None
    assert after(*ground, reviewed(review)).attention is None


def test_every_unit_has_a_quantity_that_is_unusual() -> None:
    """Or recording in a new unit would stop the views."""
    assert set(UNUSUAL) == set(Unit)


def test_a_review_that_wants_more_keeps_it_in_the_queue() -> None:
    """The board waits for a clarification, whatever it said before."""
    more = reviewed(Review.CLARIFICATION_NEEDED)
    assert after(ASKED, more).attention == "unclear"
    assert after(ASKED, reviewed(Review.ACCEPTED), more).attention == "unclear"


@pytest.mark.parametrize(
    ("later", "why"),
    [
        ([ASKED], "unclear"),
        ([SOURCES_CONTESTED], "contested"),
        ([corrected("2000")], "unusual"),
        ([confirmed(BRUMES), corrected("1")], "raised_after_confirmation"),
    ],
)
def test_a_review_sees_nothing_that_comes_after_it(
    later: Sequence[Fact], why: str
) -> None:
    """Accepted once is not accepted for ever."""
    assert after(reviewed(Review.ACCEPTED), *later).attention == why


def test_an_answer_brings_a_contest_back_before_the_board() -> None:
    """Now there is something to settle it by."""
    history = [SOURCES_CONTESTED, reviewed(Review.ACCEPTED), ANSWERED]
    assert attentions(*history) == [None, "contested", None, "contested"]


def test_lowering_what_was_accepted_needs_no_second_look() -> None:
    """The board has seen more than what stands now."""
    accepted = [corrected("2000"), reviewed(Review.ACCEPTED), corrected("-1")]
    assert after(*accepted).attention is None
    assert after(*accepted, corrected("2")).attention == "unusual"
