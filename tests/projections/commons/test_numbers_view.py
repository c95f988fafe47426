"""The view of numbers: counted for each year of recording, in the log's order."""

from datetime import UTC, datetime

from msgspec.structs import replace

from ledger.kernel.identifiers import ContributionId
from ledger.kernel.messages import Fact
from projections.commons.numbers import contribution_numbered, numbers, numbers_of
from tests.projections.told import go_on, told
from tests.workshop import GARDEN, GARDEN_RECORDED, WORKSHOP, WORKSHOP_RECORDED

LAST_HOUR_IN_PARIS = datetime(2026, 12, 31, 22, 59, tzinfo=UTC)


def recorded(name: str) -> Fact:
    return replace(WORKSHOP_RECORDED, contribution_id=ContributionId(name))


def test_numbers_follow_the_order_of_the_log() -> None:
    """The first of the year is 0001, whoever records it."""
    shelf = told(GARDEN_RECORDED, WORKSHOP_RECORDED).shelf()
    assert numbers_of(shelf, [WORKSHOP, GARDEN, "unknown"]) == {
        GARDEN: "C-2026-0001",
        WORKSHOP: "C-2026-0002",
    }


def test_a_year_ends_at_midnight_in_paris() -> None:
    """An hour before the new year in Paris is still the old one, wherever else."""
    offline = told(recorded("old"), recorded("new"), at=LAST_HOUR_IN_PARIS)
    go_on(offline, recorded("newer"), at=datetime(2027, 6, 1, tzinfo=UTC))
    assert numbers_of(offline.shelf(), ["old", "new", "newer"]) == {
        "old": "C-2026-0001",
        "new": "C-2027-0001",
        "newer": "C-2027-0002",
    }


def test_a_number_is_found_again_with_or_without_its_letter() -> None:
    """People copy what they read, and shorten it."""
    shelf = told(WORKSHOP_RECORDED).shelf()
    assert contribution_numbered(shelf, "C-2026-0001") == WORKSHOP
    assert contribution_numbered(shelf, "2026-0001") == WORKSHOP
    assert contribution_numbered(shelf, "C-2026-0002") is None
    assert contribution_numbered(shelf, "year:2026") is None


def test_a_number_never_changes() -> None:
    """As of any moment a contribution has the number it has today."""
    offline = told(WORKSHOP_RECORDED, GARDEN_RECORDED)
    assert numbers_of(offline.shelf(1), [WORKSHOP, GARDEN]) == {WORKSHOP: "C-2026-0001"}
    assert numbers_of(offline.shelf(2), [WORKSHOP])[WORKSHOP] == "C-2026-0001"


def test_the_counter_of_a_year_is_no_contribution() -> None:
    """A contribution named like a counter neither takes its place nor shows it."""
    offline = told(recorded("year-2026"), recorded("next"))
    shelf = offline.shelf()
    assert numbers_of(shelf, ["year-2026", "next", "year:2026"]) == {
        "year-2026": "C-2026-0001",
        "next": "C-2026-0002",
    }
    counter = shelf.get(numbers, "year:2026")
    assert counter is not None
    assert counter.count == 2
