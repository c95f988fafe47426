"""Confirm a statement: whoever spoke finds their words rightly told."""

from dataclasses import dataclass

from ledger.governance.meetings.events import StatementConfirmed
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


@dataclass(frozen=True, kw_only=True)
class ConfirmStatement(Command):
    """The partner that spoke stands by the passage."""

    meeting_id: MeetingId
    statement_id: StatementId
    partner_id: PartnerId


def boundary(command: ConfirmStatement) -> Boundary:
    """Depend on the passage, and on who speaks."""
    return speech_of(command.statement_id, command.partner_id)


def decide(
    speech: Speech, command: ConfirmStatement, acting: Acting
) -> list[StatementConfirmed]:
    """Let its own speaker confirm it, once."""
    require_own_words(speech, command.meeting_id, command.partner_id, acting)
    return [
        StatementConfirmed(
            meeting_id=command.meeting_id,
            statement_id=command.statement_id,
            partner_id=command.partner_id,
        )
    ]


confirm_statement = Decider(boundary, NO_SPEECH, evolve_speech, decide)
