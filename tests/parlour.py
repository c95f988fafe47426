"""The parlour: a meeting that stories share, and what is said there.

Pont convenes and keeps the minutes; Littoral, Brumes and Sources come. Beside it
stands the picnic, which has not taken place, and which must never interfere.
"""

from datetime import timedelta
from typing import Any, Final

from ledger.governance.meetings.events import (
    AgendaItem,
    Attendee,
    MeetingCancelled,
    MeetingConvened,
    MinutesPublished,
    Presence,
    QuestionAnswered,
    QuestionCarriedOver,
    QuestionRaised,
    QuestionWithdrawn,
    Said,
    SecondConvocationIssued,
    StatementAmended,
    StatementConfirmed,
    StatementRecorded,
    Topic,
)
from ledger.kernel.identifiers import (
    MeetingId,
    PartnerId,
    ProposalId,
    QuestionId,
    StatementId,
)
from ledger.kernel.messages import Capacity, Command, Fact
from ledger.kernel.words import Audience, write
from tests.cast import (
    ADA,
    BEN,
    BRUMES,
    DIA,
    LITTORAL,
    PONT,
    acting_for,
    mandate,
    mandate_id,
)
from tests.spec import NOON
from tests.workshop import PARTNERS, PERSON_OF

PARLOUR, PICNIC, AGAIN = (MeetingId(n) for n in ("parlour", "picnic", "again"))
EVENINGS: Final = ProposalId("evenings")
WORD: Final = StatementId("word")
HOW: Final = QuestionId("how")
YESTERDAY: Final = NOON - timedelta(days=1)
NEXT_WEEK: Final = NOON + timedelta(days=7)

WRITTEN: Final = (
    write("title", "Le jardin le soir", Audience.PUBLIC),
    write("place", "Salle des fêtes", Audience.PUBLIC),
    write("label", "Ouvrir le soir ?", Audience.PUBLIC),
    write("text", "Nous pouvons tenir la grille.", Audience.PUBLIC),
    write("reason", "Il neige.", Audience.PUBLIC),
    write("answer", "Par une convention.", Audience.PUBLIC),
)
TITLE, PLACE, LABEL, TEXT, REASON, ANSWER = (one.reference for one in WRITTEN)
AGENDA: Final = (AgendaItem(label=LABEL, proposal_id=EVENINGS),)

HELD: Final = MeetingConvened(
    meeting_id=PARLOUR,
    partner_id=PONT,
    title=TITLE,
    place=PLACE,
    starts_at=YESTERDAY,
    agenda=AGENDA,
)
AHEAD: Final = MeetingConvened(
    meeting_id=PICNIC,
    partner_id=PONT,
    title=TITLE,
    place=PLACE,
    starts_at=NEXT_WEEK,
    agenda=AGENDA,
)
CALLED_AGAIN: Final = SecondConvocationIssued(
    meeting_id=AGAIN,
    second_of_id=PARLOUR,
    partner_id=PONT,
    title=TITLE,
    place=PLACE,
    starts_at=NEXT_WEEK,
    agenda=AGENDA,
)
CANCELLED: Final = MeetingCancelled(meeting_id=PICNIC, partner_id=PONT, reason=REASON)
ADAS, BENS = mandate_id(ADA, LITTORAL), mandate_id(BEN, BRUMES)
DIAS: Final = mandate_id(DIA, PONT)
CAME: Final = (
    Attendee(mandate_id=ADAS, presence=Presence.PRESENT),
    Attendee(mandate_id=BENS, presence=Presence.REPRESENTED, through=ADAS),
    Attendee(mandate_id=DIAS, presence=Presence.EXCUSED),
)
SPOKEN: Final = StatementRecorded(
    meeting_id=PARLOUR,
    statement_id=WORD,
    partner_id=PONT,
    speaker_id=BRUMES,
    said=Said.STATEMENT,
    text=TEXT,
)
CONFIRMED: Final = StatementConfirmed(
    meeting_id=PARLOUR, statement_id=WORD, partner_id=BRUMES
)
AMENDED: Final = StatementAmended(
    meeting_id=PARLOUR, statement_id=WORD, partner_id=BRUMES, text=TEXT
)
MINUTES: Final = MinutesPublished(meeting_id=PARLOUR, partner_id=PONT, texts=(TEXT,))
RAISED: Final = QuestionRaised(
    question_id=HOW, partner_id=BRUMES, topic=Topic.OPERATIONS, text=TEXT
)
CITIZENS: Final = QuestionRaised(
    question_id=HOW,
    partner_id=PONT,
    topic=Topic.VALUES,
    text=TEXT,
    is_citizens=True,
)
ANSWERED: Final = QuestionAnswered(question_id=HOW, partner_id=PONT, answer=ANSWER)
CARRIED: Final = QuestionCarriedOver(
    question_id=HOW, partner_id=PONT, meeting_id=PICNIC
)
TAKEN_BACK: Final = QuestionWithdrawn(question_id=HOW, partner_id=BRUMES, reason=REASON)
BEFORE: Final[tuple[Fact, ...]] = (
    *PARTNERS,
    mandate(DIA, PONT, Capacity.SECRETARY),
    AHEAD,
)
AFTERWARDS: Final[tuple[Fact, ...]] = (*BEFORE, HELD)


def asked(
    kind: type[Command],
    partner_id: PartnerId = PONT,
    /,
    capacity: Capacity = Capacity.SECRETARY,
    **content: Any,  # noqa: ANN401  # whatever the command asks
) -> Command:
    """Return a command of a meeting, as the secretary or somebody else asks it."""
    held = capacity if partner_id == PONT else Capacity.REPRESENTATIVE
    told: dict[str, Any] = {
        "actor": acting_for(PERSON_OF[partner_id], partner_id, held),
        "at": NOON,
        "key": "a key",
        "words": WRITTEN,
        "partner_id": partner_id,
    }
    return kind(**told | content)
