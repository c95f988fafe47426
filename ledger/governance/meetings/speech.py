"""Speech: a passage of the minutes, whose words it holds, and whether they agree."""

from dataclasses import dataclass, replace
from typing import Final

from ledger.governance.meetings.events import (
    StatementAmended,
    StatementConfirmed,
    StatementRecorded,
)
from ledger.governance.meetings.refusals import (
    NotYourStatement,
    StatementIsConfirmed,
    UnknownStatement,
)
from ledger.kernel.decider import Boundary, facts
from ledger.kernel.identifiers import MeetingId, PartnerId, StatementId
from ledger.kernel.messages import Acting
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)

SpeechFact = PartnershipFact | StatementRecorded | StatementConfirmed | StatementAmended


@dataclass(frozen=True)
class Speech:
    """Where the speaker stands, the passage, and whether it is confirmed."""

    partnership: Partnership = Partnership.UNKNOWN
    statement: StatementRecorded | None = None
    is_confirmed: bool = False


NO_SPEECH: Final = Speech()


def speech_of(statement_id: StatementId, partner_id: PartnerId) -> Boundary:
    """Depend on a passage, and on who speaks."""
    return (
        partnership_of(partner_id),
        facts(
            StatementRecorded,
            StatementConfirmed,
            StatementAmended,
            statement_id=statement_id,
        ),
    )


def evolve_speech(speech: Speech, fact: SpeechFact) -> Speech:
    """Remember the passage; whoever amends their words stands by them."""
    if isinstance(fact, PARTNERSHIP):
        return replace(speech, partnership=evolve_partnership(fact))
    match fact:
        case StatementRecorded():
            return replace(speech, statement=fact)
        case StatementConfirmed() | StatementAmended():
            return replace(speech, is_confirmed=True)


def require_own_words(
    speech: Speech, meeting_id: MeetingId, partner_id: PartnerId, acting: Acting
) -> None:
    """Refuse to answer for somebody else's words, or twice for one's own."""
    require_standing(acting, partner_id, speech.partnership)
    found = speech.statement
    if found is None or found.meeting_id != meeting_id:
        raise UnknownStatement
    if found.speaker_id != partner_id:
        raise NotYourStatement
    if speech.is_confirmed:
        raise StatementIsConfirmed
