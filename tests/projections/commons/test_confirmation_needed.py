"""What modalities want confirmed, until it is."""

from collections.abc import Sequence
from decimal import Decimal

import pytest
from msgspec.structs import replace

from ledger.commons.contributions.events import ContributionCorrected, Review
from ledger.kernel.messages import Fact
from projections.commons.contributions import contributions_page
from projections.commons.statuses import CONFIRMATION_NEEDED
from tests.cast import BRUMES, LITTORAL
from tests.projections.acts import confirmed, corrected, reviewed, workshop_in
from tests.projections.told import told
from tests.workshop import (
    GARDEN_RECORDED,
    REASON,
    SOURCES_CONTESTED,
    WORKSHOP,
    WORKSHOP_RECORDED,
    WORKSHOP_WITHDRAWN,
)

ABOVE_FIVE = replace(WORKSHOP_RECORDED, confirm_above=Decimal(5))
AT_THE_THRESHOLD = replace(WORKSHOP_RECORDED, confirm_above=Decimal("7.5"))


def corrected_under(
    difference: str, confirm_above: str | None
) -> ContributionCorrected:
    above = Decimal(confirm_above) if confirm_above is not None else None
    return ContributionCorrected(
        contribution_id=WORKSHOP,
        partner_id=LITTORAL,
        difference=Decimal(difference),
        reason=REASON,
        confirm_above=above,
    )


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ([WORKSHOP_RECORDED], [False]),
        ([AT_THE_THRESHOLD], [False]),
        ([AT_THE_THRESHOLD, corrected_under("0.001", "7.5")], [False, True]),
        ([ABOVE_FIVE], [True]),
        ([ABOVE_FIVE, confirmed(BRUMES)], [True, False]),
        (
            [ABOVE_FIVE, confirmed(BRUMES), corrected_under("1", "5")],
            [True, False, True],
        ),
        ([ABOVE_FIVE, corrected_under("-2.5", "5")], [True, False]),
        ([ABOVE_FIVE, corrected("1")], [True, False]),
        ([WORKSHOP_RECORDED, corrected_under("1", "0")], [False, True]),
        ([ABOVE_FIVE, SOURCES_CONTESTED], [True, False]),
        ([ABOVE_FIVE, reviewed(Review.NOT_COUNTED)], [True, False]),
        ([ABOVE_FIVE, reviewed(Review.ACCEPTED)], [True, True]),
        ([ABOVE_FIVE, WORKSHOP_WITHDRAWN], [True, False]),
    ],
)
def test_what_lies_above_the_threshold_of_its_day_needs_confirmation(
    history: Sequence[Fact], expected: list[bool]
) -> None:
    """While it is only declared; a correction comes under that day's threshold."""
    offline = told(*history)
    positions = range(1, offline.position + 1)
    needed = [workshop_in(offline, at).needs_confirmation for at in positions]
    assert needed == expected


def test_what_needs_confirmation_is_listed_apart() -> None:
    """So that a batch begins with it."""
    offline = told(ABOVE_FIVE, GARDEN_RECORDED)
    chosen = {"confirmation": CONFIRMATION_NEEDED}
    page = contributions_page(offline.shelf(offline.position), chosen)
    assert [placed.row.contribution_id for placed in page.rows] == [WORKSHOP]
