"""What was brought to each project, added up apart."""

from decimal import Decimal

import msgspec

from ledger.commons.contributions.events import Unit
from ledger.kernel.identifiers import ContributionId
from projections.commons.contribution_totals import COUNTED, count_of, sums_of
from projections.commons.contributions import contributions_page
from projections.commons.project_totals import cells_of_project
from tests.cast import BRUMES, PONT
from tests.orchard import MILL, ORCHARD, UNDER_WAY
from tests.projections.acts import confirmed, corrected
from tests.projections.told import told
from tests.workshop import GARDEN_RECORDED, WORKSHOP_RECORDED, WORKSHOP_WITHDRAWN

FOR_ORCHARD = msgspec.structs.replace(WORKSHOP_RECORDED, project_id=ORCHARD)
MORE = msgspec.structs.replace(
    FOR_ORCHARD,
    contribution_id=ContributionId("more"),
    partner_id=BRUMES,
    unit=Unit.DAY,
    quantity=Decimal(2),
)


def test_a_project_adds_up_what_is_for_it() -> None:
    """What is for the commons as a whole, or for another project, is not its."""
    elsewhere = msgspec.structs.replace(
        GARDEN_RECORDED, contribution_id=ContributionId("far"), project_id=MILL
    )
    shelf = told(*UNDER_WAY, FOR_ORCHARD, MORE, GARDEN_RECORDED, elsewhere).shelf()
    cells = cells_of_project(shelf, ORCHARD)
    assert sums_of(cells, {}, COUNTED) == {
        Unit.HOUR: Decimal("7.5"),
        Unit.DAY: Decimal(2),
    }
    assert count_of(cells, {"partner_id": BRUMES}) == 1
    listed = contributions_page(shelf, {"project_id": ORCHARD}).rows
    assert [p.row.contribution_id for p in listed] == ["more", "workshop"]


def test_it_follows_what_becomes_of_them() -> None:
    """Corrected, confirmed, withdrawn: in its own cell, and in no other."""
    shelf = told(
        *UNDER_WAY, FOR_ORCHARD, corrected("0.5"), confirmed(PONT, "8")
    ).shelf()
    (cell,) = cells_of_project(shelf, ORCHARD)
    assert (cell.quantity, cell.status) == (Decimal(8), "confirmed")
    gone = told(*UNDER_WAY, FOR_ORCHARD, WORKSHOP_WITHDRAWN).shelf()
    assert not sums_of(cells_of_project(gone, ORCHARD), {}, COUNTED)
