"""Answer a flag."""

from ledger.governance.charter.refusals import (
    NotYoursToAnswer,
)
from tests.cast import BRUMES
from tests.margin import ANSWERED, FLAGGED, answering
from tests.spec import given


def test_only_the_owner_answers() -> None:
    """As often as there is something to say, while the flag is open."""
    given(*FLAGGED).when(answering()).then(ANSWERED)
    given(*FLAGGED).when(answering(BRUMES)).refused(NotYoursToAnswer)
