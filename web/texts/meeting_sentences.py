"""Meeting sentences: what each fact about a meeting is called, and says by itself."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask_babel import LazyString, lazy_gettext

from ledger.governance.meetings import events as meetings
from ledger.kernel.messages import Fact
from web.texts.sentences import said_of

ACTIONS: Final[Mapping[type[Fact], LazyString]] = {
    meetings.MeetingConvened: lazy_gettext("Meeting convened"),
    meetings.SecondConvocationIssued: lazy_gettext("Second convocation issued"),
    meetings.MeetingCancelled: lazy_gettext("Meeting called off"),
    meetings.AttendanceRecorded: lazy_gettext("Attendance recorded"),
    meetings.StatementRecorded: lazy_gettext("Words noted in a meeting"),
    meetings.StatementConfirmed: lazy_gettext("Words of a meeting confirmed"),
    meetings.StatementAmended: lazy_gettext("Words of a meeting amended"),
    meetings.QuestionRaised: lazy_gettext("Open question raised"),
    meetings.QuestionAnswered: lazy_gettext("Open question answered"),
    meetings.QuestionCarriedOver: lazy_gettext("Open question carried over"),
    meetings.QuestionWithdrawn: lazy_gettext("Open question withdrawn"),
    meetings.MinutesPublished: lazy_gettext("Minutes published"),
    meetings.MinutesCorrected: lazy_gettext("Minutes corrected"),
}
SENTENCES: Final[Mapping[type[Fact], LazyString]] = {
    meetings.MeetingConvened: lazy_gettext("%(who)s convened a meeting."),
    meetings.SecondConvocationIssued: lazy_gettext(
        "%(who)s convened a meeting again, for the quorum was missed."
    ),
    meetings.MeetingCancelled: lazy_gettext(
        "%(who)s called a meeting off, and said why."
    ),
    meetings.AttendanceRecorded: lazy_gettext(
        "%(who)s recorded who attended a meeting."
    ),
    meetings.StatementRecorded: lazy_gettext(
        "%(who)s noted what a partner said in a meeting."
    ),
    meetings.StatementConfirmed: lazy_gettext(
        "%(who)s found its words in a meeting rightly told."
    ),
    meetings.StatementAmended: lazy_gettext(
        "%(who)s said how its words in a meeting were meant."
    ),
    meetings.QuestionAnswered: lazy_gettext("%(who)s answered an open question."),
    meetings.QuestionCarriedOver: lazy_gettext(
        "%(who)s put an open question to a later meeting."
    ),
    meetings.QuestionWithdrawn: lazy_gettext("%(who)s withdrew an open question."),
    meetings.MinutesPublished: lazy_gettext(
        "%(who)s published the minutes of a meeting."
    ),
    meetings.MinutesCorrected: lazy_gettext(
        "%(who)s corrected the minutes of a meeting, and said why."
    ),
}
"""Of each kind that says the same whatever it holds."""

OWN_QUESTION: Final = lazy_gettext("%(who)s raised a question.")
CITIZENS_QUESTION: Final = lazy_gettext("%(who)s let in a question of a citizen.")


def _saying(sentence: LazyString) -> Callable[[Any, str], str]:
    """Return what tells a fact by this sentence."""
    return lambda _fact, who: said_of(str(sentence), who)


def _raised(fact: meetings.QuestionRaised, who: str) -> str:
    return said_of(str(CITIZENS_QUESTION if fact.is_citizens else OWN_QUESTION), who)


TOLD: Final[Mapping[type[Fact], Callable[[Any, str], str]]] = {
    **{kind: _saying(sentence) for kind, sentence in SENTENCES.items()},
    meetings.QuestionRaised: _raised,
}
