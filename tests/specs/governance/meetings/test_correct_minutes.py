"""Correct minutes."""

from ledger.governance.meetings.correct_minutes import CorrectMinutes
from ledger.governance.meetings.events import MinutesCorrected
from ledger.governance.meetings.refusals import MinutesNotPublished
from ledger.kernel.messages import Command
from tests.cast import PONT
from tests.parlour import AFTERWARDS, MINUTES, PARLOUR, REASON, TEXT, asked
from tests.spec import given


def correcting() -> Command:
    return asked(CorrectMinutes, PONT, meeting_id=PARLOUR, texts=(TEXT,), reason=REASON)


def test_the_minutes_are_told_anew_and_the_first_stay() -> None:
    """As often as something was wrong."""
    corrected = MinutesCorrected(
        meeting_id=PARLOUR, partner_id=PONT, texts=(TEXT,), reason=REASON
    )
    given(*AFTERWARDS, MINUTES).when(correcting()).then(corrected)
    given(*AFTERWARDS, MINUTES, corrected).when(correcting()).then(corrected)


def test_what_is_not_published_is_not_corrected() -> None:
    """Publish it."""
    given(*AFTERWARDS).when(correcting()).refused(MinutesNotPublished)
