"""The view of capacities: what each partner declared last, by measure."""

from decimal import Decimal

from msgspec.structs import replace

from ledger.membership.partners.events import CapacityDeclared, CapacityMeasure
from projections.membership.capacities import CapacityRow, capacities_of
from projections.rows import WordsAt
from tests.cast import BRUMES, LITTORAL, words
from tests.projections.told import told

SOURCE = words("INSEE")
POPULATION = CapacityDeclared(
    partner_id=BRUMES,
    measure=CapacityMeasure.POPULATION,
    amount=Decimal(220_488),
    unit="inhabitant",
    vintage=2023,
    source=SOURCE,
)
STAFF = replace(
    POPULATION,
    measure=CapacityMeasure.ENGINEERING_STAFF,
    amount=Decimal("12.5"),
    unit="fte",
)


def test_a_capacity_has_its_unit_its_year_and_its_source() -> None:
    """Amounts are exact."""
    (row,) = capacities_of(told(STAFF).shelf(), BRUMES)
    assert row == CapacityRow(
        partner_id=BRUMES,
        measure=CapacityMeasure.ENGINEERING_STAFF,
        amount=Decimal("12.5"),
        unit="fte",
        vintage=2023,
        source=WordsAt(1, SOURCE),
    )


def test_a_later_declaration_stands_in_place_of_the_earlier() -> None:
    """For the same measure only, and as of before it does not."""
    anew = replace(POPULATION, amount=Decimal(225_081), vintage=2026)
    offline = told(POPULATION, STAFF, anew)
    now = [row.amount for row in capacities_of(offline.shelf(), BRUMES)]
    before = [row.amount for row in capacities_of(offline.shelf(2), BRUMES)]
    assert now == [Decimal(225_081), Decimal("12.5")]
    assert before == [Decimal(220_488), Decimal("12.5")]


def test_each_partner_has_its_own() -> None:
    """Nobody else's declaration counts."""
    assert capacities_of(told(POPULATION).shelf(), LITTORAL) == []
