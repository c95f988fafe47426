"""Confirm a statement."""

from ledger.governance.meetings.confirm_statement import ConfirmStatement
from ledger.governance.meetings.refusals import (
    NotYourStatement,
    StatementIsConfirmed,
    UnknownStatement,
)
from ledger.kernel.identifiers import MeetingId, PartnerId
from ledger.kernel.messages import Command
from tests.cast import BRUMES, LITTORAL
from tests.parlour import (
    AFTERWARDS,
    AMENDED,
    CONFIRMED,
    PARLOUR,
    PICNIC,
    SPOKEN,
    WORD,
    asked,
)
from tests.spec import given


def speaking(
    partner_id: PartnerId = BRUMES, meeting_id: MeetingId = PARLOUR
) -> Command:
    return asked(ConfirmStatement, partner_id, meeting_id=meeting_id, statement_id=WORD)


def test_whoever_spoke_answers_for_their_words() -> None:
    """Once, and stands by them."""
    given(*AFTERWARDS, SPOKEN).when(speaking()).then(CONFIRMED)
    for answered in (CONFIRMED, AMENDED):
        story = given(*AFTERWARDS, SPOKEN, answered)
        story.when(speaking()).refused(StatementIsConfirmed)


def test_nobody_answers_for_somebody_elses_words() -> None:
    """Nor for words that nobody noted in that meeting."""
    story = given(*AFTERWARDS, SPOKEN)
    story.when(speaking(LITTORAL)).refused(NotYourStatement)
    story.when(speaking(BRUMES, PICNIC)).refused(UnknownStatement)
    given(*AFTERWARDS).when(speaking()).refused(UnknownStatement)
