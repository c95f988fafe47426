"""Drop a milestone."""

from ledger.commons.projects.drop_milestone import DropMilestone
from tests.cast import LITTORAL
from tests.orchard import (
    REASON,
    TREES,
    TREES_DROPPED,
    TREES_MOVED,
    TREES_SET,
    UNDER_WAY,
    asked,
)
from tests.spec import given


def test_a_lead_gives_it_up_and_says_why() -> None:
    """Moved before or not; it stays to be read."""
    command = asked(DropMilestone, LITTORAL, milestone_id=TREES, reason=REASON)
    given(*UNDER_WAY, TREES_SET).when(command).then(TREES_DROPPED)
    given(*UNDER_WAY, TREES_SET, TREES_MOVED).when(command).then(TREES_DROPPED)
