"""Record a statement."""

from typing import Any

from ledger.governance.meetings.events import Said
from ledger.governance.meetings.record_statement import RecordStatement
from ledger.governance.meetings.refusals import (
    MeetingNotBegun,
    SpeakerNotPartner,
    StatementExists,
)
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Command
from tests.cast import BRUMES, PONT
from tests.parlour import (
    AFTERWARDS,
    PARLOUR,
    PICNIC,
    SPOKEN,
    TEXT,
    WORD,
    asked,
)
from tests.spec import given


def noting(
    **content: Any,  # noqa: ANN401  # whatever the command asks
) -> Command:
    told: dict[str, Any] = {
        "meeting_id": PARLOUR,
        "statement_id": WORD,
        "speaker_id": BRUMES,
        "said": Said.STATEMENT,
        "text": TEXT,
    }
    return asked(RecordStatement, PONT, **told | content)


def test_who_said_what_is_noted_in_their_words() -> None:
    """They confirm or amend it."""
    given(*AFTERWARDS).when(noting()).then(SPOKEN)


def test_whoever_spoke_is_a_partner() -> None:
    """A citizen raises questions."""
    stranger = noting(speaker_id=PartnerId("stranger"))
    given(*AFTERWARDS).when(stranger).refused(SpeakerNotPartner)


def test_nothing_was_said_before_the_beginning_nor_twice() -> None:
    """Each passage has a name of its own."""
    given(*AFTERWARDS).when(noting(meeting_id=PICNIC)).refused(MeetingNotBegun)
    given(*AFTERWARDS, SPOKEN).when(noting()).refused(StatementExists)
