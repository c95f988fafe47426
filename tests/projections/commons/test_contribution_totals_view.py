"""The view of totals: always what adding the contributions up would give."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ledger.application import CODEC
from ledger.commons.contributions.events import ContributionCorrected, Nature, Unit
from ledger.kernel.messages import Fact
from ledger.kernel.quantities import Period
from projections.commons.contribution_totals import (
    FACETS,
    Facet,
    TotalRow,
    cells,
    contribution_totals,
    count_of,
    facets_of,
    sums_of,
)
from projections.commons.contributions import (
    ContributionRow,
    Status,
    contributions_page,
)
from projections.offline import Offline
from projections.registry import VIEWS
from projections.shelf import Shelf
from tests.cast import BRUMES, LITTORAL, SOURCES
from tests.projections.acts import confirmed, corrected
from tests.projections.stories import Step, beginning, steps, tell
from tests.projections.told import told
from tests.spec import given
from tests.workshop import (
    GARDEN_RECORDED,
    REASON,
    SOURCES_CONTESTED,
    WORKSHOP,
    WORKSHOP_RECORDED,
    WORKSHOP_WITHDRAWN,
)

EVERYTHING: Mapping[str, str | int] = {}


def folded(story: Iterable[Step]) -> Offline:
    """Return the views after a random but lawful story."""
    start = given(*beginning())
    tell(start.ledger, [*story])
    offline = Offline(VIEWS)
    offline.follow(CODEC.decode(event) for event in start.store.since(0))
    return offline


def listed(shelf: Shelf) -> list[ContributionRow]:
    return [p.row for p in contributions_page(shelf, {}, limit=1_000).rows]


def passes(row: object, chosen: Mapping[str, str | int]) -> bool:
    return all(getattr(row, name) == value for name, value in chosen.items())


@settings(max_examples=40, deadline=None)
@for_any(story=steps)
def test_totals_are_the_contributions_added_up_at_every_position(
    story: list[Step],
) -> None:
    """Exactly, for each partner, nature, unit, year and status, as of any moment."""
    offline = folded(story)
    for position in range(offline.position + 1):
        shelf = offline.shelf(position)
        added: dict[tuple[str, ...], tuple[int, Decimal]] = {}
        for row in listed(shelf):
            cell = TotalRow(
                partner_id=row.partner_id,
                nature=row.nature,
                unit=row.unit,
                year=row.year,
                status=row.status,
            ).key_values()
            count, quantity = added.get(cell, (0, Decimal(0)))
            added[cell] = (count + 1, quantity + row.quantity)
        found = {c.key_values(): (c.count, c.quantity) for c in cells(shelf)}
        assert found == added


@settings(max_examples=40, deadline=None)
@for_any(
    story=steps,
    chosen=st.fixed_dictionaries(
        {},
        optional={
            "partner_id": st.sampled_from(["littoral", "brumes"]),
            "year": st.just(2026),
            "status": st.sampled_from(Status),
        },
    ),
)
def test_facets_say_how_many_rows_each_value_would_leave(
    story: list[Step], chosen: dict[str, str | int]
) -> None:
    """Under the other filters, so a chosen value's neighbours stay in sight."""
    shelf = folded(story).shelf()
    rows, found = listed(shelf), cells(shelf)
    facets = facets_of(found, chosen)
    assert count_of(found, chosen) == sum(passes(row, chosen) for row in rows)
    for name in FACETS:
        others = {n: v for n, v in chosen.items() if n != name}
        for facet in facets[name]:
            narrowed = {**others, name: facet.value}
            assert facet.count == sum(passes(row, narrowed) for row in rows)
        total = sum(facet.count for facet in facets[name])
        assert total == sum(passes(row, others) for row in rows)


def test_facets_come_the_fullest_first_and_never_empty() -> None:
    """A value that would leave nothing is not offered."""
    third = replace(GARDEN_RECORDED, contribution_id="third", nature=Nature.PLACE)
    found = cells(told(WORKSHOP_RECORDED, GARDEN_RECORDED, third).shelf())
    facets = facets_of(found, {"nature": "place"})
    assert facets["partner_id"] == [Facet(BRUMES, 1)]
    assert facets["nature"] == [Facet("time", 2), Facet("place", 1)]


def test_units_are_never_added_together() -> None:
    """Hours stay hours, and come before days."""
    days = replace(GARDEN_RECORDED, unit=Unit.DAY, quantity=Decimal(2))
    found = cells(told(days, WORKSHOP_RECORDED).shelf())
    sums = sums_of(found, EVERYTHING)
    assert list(sums.items()) == [(Unit.HOUR, Decimal("7.5")), (Unit.DAY, Decimal(2))]
    assert sums_of(found, {"partner_id": LITTORAL}) == {Unit.HOUR: Decimal("7.5")}


def test_contested_and_withdrawn_contributions_are_added_apart() -> None:
    """Only what is declared or confirmed counts, unless others are asked for."""
    offline = told(WORKSHOP_RECORDED, GARDEN_RECORDED, SOURCES_CONTESTED)
    found = cells(offline.shelf())
    assert sums_of(found, EVERYTHING) == {Unit.HOUR: Decimal("7.5")}
    apart = sums_of(found, EVERYTHING, frozenset({Status.CONTESTED}))
    assert apart == {Unit.HOUR: Decimal("7.5")}
    struck = told(WORKSHOP_RECORDED, WORKSHOP_WITHDRAWN)
    assert sums_of(cells(struck.shelf()), EVERYTHING) == {}
    assert count_of(cells(struck.shelf()), {"status": "withdrawn"}) == 1


def versions(*history: Fact) -> list[tuple[str, int, int, Decimal]]:
    """Return status, first position, count and sum of every version of every cell."""
    return [
        (v.row.status, v.since, v.row.count, v.row.quantity)
        for v in told(*history).versions(contribution_totals)
        if isinstance(v.row, TotalRow)
    ]


def test_an_emptied_cell_stays() -> None:
    """So the cells of any past moment are among those of today."""
    assert contribution_totals.is_total
    assert versions(WORKSHOP_RECORDED, WORKSHOP_WITHDRAWN) == [
        ("declared", 1, 1, Decimal("7.5")),
        ("declared", 2, 0, Decimal(0)),
        ("withdrawn", 2, 1, Decimal("7.5")),
    ]


def test_a_cell_changes_only_when_its_numbers_do() -> None:
    """A second confirmation adds no version; a correction adds one."""
    assert versions(
        WORKSHOP_RECORDED, confirmed(BRUMES), confirmed(SOURCES), corrected("-0.5")
    ) == [
        ("confirmed", 2, 1, Decimal("7.5")),
        ("confirmed", 4, 1, Decimal(7)),
        ("declared", 1, 1, Decimal("7.5")),
        ("declared", 2, 0, Decimal(0)),
    ]


def test_a_corrected_period_moves_a_contribution_to_its_year() -> None:
    """The year is that of the period's end."""
    start = WORKSHOP_RECORDED.period.start.replace(year=2025)
    moved = ContributionCorrected(
        contribution_id=WORKSHOP,
        partner_id=LITTORAL,
        difference=Decimal(0),
        period=Period(start, start),
        reason=REASON,
    )
    found = cells(told(WORKSHOP_RECORDED, moved).shelf())
    assert [(cell.year, cell.count) for cell in found] == [(2025, 1)]
