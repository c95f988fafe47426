"""Publish minutes."""

from typing import Any

from ledger.governance.meetings.publish_minutes import PublishMinutes
from ledger.governance.meetings.refusals import (
    MeetingNotBegun,
    MinutesEmpty,
    MinutesPublishedAlready,
)
from ledger.kernel.messages import Command
from tests.cast import PONT
from tests.parlour import AFTERWARDS, MINUTES, PARLOUR, PICNIC, TEXT, asked
from tests.spec import given


def publishing(
    **content: Any,  # noqa: ANN401  # whatever the command asks
) -> Command:
    told: dict[str, Any] = {"meeting_id": PARLOUR, "texts": (TEXT,)}
    return asked(PublishMinutes, PONT, **told | content)


def test_the_minutes_are_published_once_the_meeting_has_begun() -> None:
    """And once."""
    given(*AFTERWARDS).when(publishing()).then(MINUTES)
    given(*AFTERWARDS, MINUTES).when(publishing()).refused(MinutesPublishedAlready)
    early = publishing(meeting_id=PICNIC)
    given(*AFTERWARDS).when(early).refused(MeetingNotBegun)


def test_minutes_say_something_in_a_hundred_parts_at_most() -> None:
    """Each as long as a text may be."""
    given(*AFTERWARDS).when(publishing(texts=())).refused(MinutesEmpty)
    given(*AFTERWARDS).when(publishing(texts=(TEXT,) * 101)).refused(MinutesEmpty)
