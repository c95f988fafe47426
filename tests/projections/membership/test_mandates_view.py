"""The view of mandates: who may act for whom, and until when."""

from datetime import date

import pytest

from ledger.kernel.identifiers import MandateId
from ledger.kernel.messages import Capacity
from ledger.membership.mandates.events import Designation, MandateWithdrawn
from projections.membership.mandates import (
    MandateRow,
    mandates,
    mandates_of_capacity,
    mandates_of_partner,
    mandates_of_person,
)
from tests.cast import (
    ADA,
    BEN,
    BRUMES,
    LITTORAL,
    YEAR_END,
    YEAR_START,
    mandate,
    mandate_id,
)
from tests.projections.told import time_of, told

GRANTED = mandate(ADA, LITTORAL)
ELSEWHERE = mandate(ADA, BRUMES, ends_on=None)
OF_BEN = mandate(BEN, LITTORAL)
WITHDRAWN = MandateWithdrawn(
    mandate_id=mandate_id(ADA, LITTORAL), partner_id=LITTORAL, person_id=ADA
)


def of_littoral(position: int | None = None) -> MandateRow:
    shelf = told(GRANTED, WITHDRAWN).shelf(position)
    row = shelf.get(mandates, mandate_id(ADA, LITTORAL))
    assert row is not None
    return row


def test_a_mandate_is_shown_with_its_days_and_how_it_was_given() -> None:
    """As it was granted, at the position where it was."""
    assert of_littoral(1) == MandateRow(
        mandate_id=mandate_id(ADA, LITTORAL),
        partner_id=LITTORAL,
        person_id=ADA,
        capacity=Capacity.REPRESENTATIVE,
        designation=Designation.DELIBERATION,
        starts_on=YEAR_START,
        ends_on=YEAR_END,
        granted_at=1,
    )


@pytest.mark.parametrize(
    ("day", "is_in_force"),
    [
        (date(2025, 12, 31), False),
        (YEAR_START, True),
        (YEAR_END, True),
        (date(2027, 1, 1), False),
    ],
)
def test_it_holds_from_its_first_to_its_last_day(day: date, is_in_force: bool) -> None:  # noqa: FBT001  # one column of the table
    """Both days are included, and it lapses without any fact."""
    assert of_littoral(1).is_in_force(day) is is_in_force


def test_without_an_end_it_holds_until_it_is_withdrawn() -> None:
    """However far the day."""
    shelf = told(ELSEWHERE).shelf()
    row = shelf.get(mandates, mandate_id(ADA, BRUMES))
    assert row is not None
    assert row.is_in_force(date(2999, 1, 1))


def test_withdrawn_it_holds_no_longer_on_any_day() -> None:
    """The instant of its withdrawal stays beside it."""
    row = of_littoral()
    assert row.withdrawn_at == time_of(2)
    assert not row.is_in_force(YEAR_START)


def test_mandates_are_found_by_person_and_by_partner_oldest_first() -> None:
    """Withdrawn ones too: readers tell by their dates."""
    shelf = told(GRANTED, OF_BEN, ELSEWHERE, WITHDRAWN).shelf()
    of_ada = [row.partner_id for row in mandates_of_person(shelf, ADA)]
    of_partner = [row.person_id for row in mandates_of_partner(shelf, LITTORAL)]
    assert of_ada == [LITTORAL, BRUMES]
    assert of_partner == [ADA, BEN]


def test_mandates_are_found_by_capacity_newest_first() -> None:
    """Of every partner, withdrawn ones too."""
    seat = mandate(BEN, BRUMES, Capacity.BOARD_MEMBER)
    shelf = told(GRANTED, seat, ELSEWHERE, WITHDRAWN).shelf()
    of_board = mandates_of_capacity(shelf, Capacity.BOARD_MEMBER)
    assert [row.mandate_id for row in of_board] == [seat.mandate_id]
    representing = mandates_of_capacity(shelf, Capacity.REPRESENTATIVE)
    assert [row.partner_id for row in representing] == [BRUMES, LITTORAL]


def test_withdrawing_what_was_never_granted_changes_nothing() -> None:
    """There is no mandate without its grant."""
    unknown = MandateWithdrawn(
        mandate_id=MandateId("unknown"), partner_id=LITTORAL, person_id=ADA
    )
    assert told(unknown).versions(mandates) == []
