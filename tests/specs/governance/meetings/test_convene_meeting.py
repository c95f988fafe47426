"""Convene a meeting."""

from datetime import timedelta
from typing import Any

from ledger.governance.meetings.convene_meeting import ConveneMeeting
from ledger.governance.meetings.refusals import (
    AgendaMissing,
    MeetingExists,
    MeetingInPast,
)
from ledger.kernel.messages import Command
from ledger.membership.partners.events import PartnershipSuspended
from ledger.membership.partners.refusals import YourPartnerNotActive
from tests.cast import PONT
from tests.parlour import (
    AGENDA,
    AHEAD,
    BEFORE,
    NEXT_WEEK,
    PICNIC,
    PLACE,
    REASON,
    TITLE,
    YESTERDAY,
    asked,
)
from tests.spec import NOON, given


def convening(
    **content: Any,  # noqa: ANN401  # whatever the command asks
) -> Command:
    told: dict[str, Any] = {
        "meeting_id": PICNIC,
        "title": TITLE,
        "place": PLACE,
        "starts_at": NEXT_WEEK,
        "agenda": AGENDA,
    }
    return asked(ConveneMeeting, PONT, **told | content)


WITHOUT = tuple(fact for fact in BEFORE if fact is not AHEAD)


def test_a_meeting_is_convened_for_a_moment_to_come() -> None:
    """With its place and its agenda."""
    given(*WITHOUT).when(convening()).then(AHEAD)


def test_a_name_serves_once() -> None:
    """Look for it in the list."""
    given(*BEFORE).when(convening()).refused(MeetingExists)


def test_the_moment_is_ahead_and_within_a_year() -> None:
    """Nobody can come yesterday, nor foresee two years."""
    story = given(*WITHOUT)
    story.when(convening(starts_at=YESTERDAY)).refused(MeetingInPast)
    story.when(convening(starts_at=NOON)).refused(MeetingInPast)
    far = NOON + timedelta(days=400)
    story.when(convening(starts_at=far)).refused(MeetingInPast)


def test_a_meeting_is_about_something() -> None:
    """From one point to fifty."""
    story = given(*WITHOUT)
    story.when(convening(agenda=())).refused(AgendaMissing)
    story.when(convening(agenda=AGENDA * 51)).refused(AgendaMissing)


def test_whoever_is_suspended_convenes_nobody() -> None:
    """Their partner cannot act."""
    story = given(*WITHOUT, PartnershipSuspended(partner_id=PONT, reason=REASON))
    story.when(convening()).refused(YourPartnerNotActive)
