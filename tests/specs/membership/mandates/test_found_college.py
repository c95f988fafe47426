"""Found a college."""

from ledger.membership.mandates.refusals import (
    CollegeExists,
)
from ledger.membership.partners.refusals import NotYourPartner
from tests.benches import FOUNDED, founding
from tests.cast import BRUMES
from tests.chamber import PARTNERS
from tests.spec import given


def test_the_board_founds_a_college_once() -> None:
    """For its own partner, and under a name of its own."""
    story = given(*PARTNERS).when(founding()).then(FOUNDED)
    story.when(founding(key="two")).refused(CollegeExists)
    given(*PARTNERS).when(founding(BRUMES)).refused(NotYourPartner)
