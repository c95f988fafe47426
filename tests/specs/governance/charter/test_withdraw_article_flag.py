"""Take a flag back."""

from ledger.governance.charter.refusals import (
    NotYourFlag,
)
from tests.cast import SOURCES
from tests.margin import FLAGGED, TAKEN_BACK, taking_back
from tests.spec import given


def test_who_raised_it_takes_it_back() -> None:
    """And nobody else."""
    given(*FLAGGED).when(taking_back()).then(TAKEN_BACK)
    given(*FLAGGED).when(taking_back(SOURCES)).refused(NotYourFlag)
