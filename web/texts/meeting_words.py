"""Meeting words: how one attends, what was said, what questions are about."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString, lazy_gettext

from ledger.governance.meetings.events import Presence, Said, Topic
from projections.governance.meetings import MeetingState
from projections.governance.questions import QuestionState
from projections.governance.statements import StatementState

PRESENCES: Final[Mapping[str, LazyString]] = {
    Presence.PRESENT: lazy_gettext("Present"),
    Presence.REPRESENTED: lazy_gettext("Represented"),
    Presence.EXCUSED: lazy_gettext("Excused"),
}
SAID: Final[Mapping[str, LazyString]] = {
    Said.STATEMENT: lazy_gettext("Words to keep"),
    Said.OFFER: lazy_gettext("An offer that was said"),
}
TOPICS: Final[Mapping[str, LazyString]] = {
    Topic.VALUES: lazy_gettext("What we hold dear"),
    Topic.GOVERNANCE: lazy_gettext("How we decide"),
    Topic.FUNDING: lazy_gettext("What it costs, and who pays"),
    Topic.OPERATIONS: lazy_gettext("How we work day by day"),
    Topic.POLITICAL: lazy_gettext("What is for public policy to answer"),
}
MEETING_STATES: Final[Mapping[str, LazyString]] = {
    MeetingState.CONVENED: lazy_gettext("Meeting is convened"),
    MeetingState.MINUTED: lazy_gettext("Minutes are out"),
    MeetingState.CANCELLED: lazy_gettext("Meeting is called off"),
}
MEETING_TONES: Final[Mapping[str, str]] = {
    MeetingState.CONVENED: "info",
    MeetingState.MINUTED: "ok",
    MeetingState.CANCELLED: "open",
}
STATEMENT_STATES: Final[Mapping[str, LazyString]] = {
    StatementState.NOTED: lazy_gettext("not confirmed yet by whoever spoke"),
    StatementState.CONFIRMED: lazy_gettext("confirmed by whoever spoke"),
    StatementState.AMENDED: lazy_gettext("amended by whoever spoke"),
}
STATEMENT_TONES: Final[Mapping[str, str]] = {
    StatementState.NOTED: "pending",
    StatementState.CONFIRMED: "ok",
    StatementState.AMENDED: "info",
}
QUESTION_STATES: Final[Mapping[str, LazyString]] = {
    QuestionState.OPEN: lazy_gettext("Open questions"),
    QuestionState.ANSWERED: lazy_gettext("Answered questions"),
    QuestionState.WITHDRAWN: lazy_gettext("Withdrawn questions"),
}
"""What a list of such questions is called."""
