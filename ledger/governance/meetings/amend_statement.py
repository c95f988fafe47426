"""Amend a statement: whoever spoke tells their words as they were meant."""

from dataclasses import dataclass

from ledger.governance.meetings.events import StatementAmended
from ledger.governance.meetings.speech import (
    NO_SPEECH,
    Speech,
    evolve_speech,
    require_own_words,
    speech_of,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import MeetingId, PartnerId, StatementId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words


@dataclass(frozen=True, kw_only=True)
class AmendStatement(Command):
    """The partner that spoke says it in its own words."""

    meeting_id: MeetingId
    statement_id: StatementId
    partner_id: PartnerId
    text: Words


def boundary(command: AmendStatement) -> Boundary:
    """Depend on the passage, and on who speaks."""
    return speech_of(command.statement_id, command.partner_id)


def decide(
    speech: Speech, command: AmendStatement, acting: Acting
) -> list[StatementAmended]:
    """Let its own speaker amend it, once, and stand by that."""
    require_own_words(speech, command.meeting_id, command.partner_id, acting)
    return [
        StatementAmended(
            meeting_id=command.meeting_id,
            statement_id=command.statement_id,
            partner_id=command.partner_id,
            text=command.text,
        )
    ]


amend_statement = Decider(boundary, NO_SPEECH, evolve_speech, decide)
