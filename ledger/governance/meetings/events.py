"""Facts about meetings, what was said there, and the questions that stay open."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

import msgspec

from ledger.kernel.identifiers import (
    THE_COMMONS,
    CommonsId,
    MandateId,
    MeetingId,
    PartnerId,
    ProposalId,
    QuestionId,
    StatementId,
)
from ledger.kernel.messages import Fact
from ledger.kernel.words import Words


class Presence(StrEnum):
    """How a mandate attends."""

    PRESENT = "present"
    REPRESENTED = "represented"
    EXCUSED = "excused"


class Said(StrEnum):
    """What a passage of the minutes is."""

    STATEMENT = "statement"
    OFFER = "offer"


class Topic(StrEnum):
    """What an open question is about."""

    VALUES = "values"
    GOVERNANCE = "governance"
    FUNDING = "funding"
    OPERATIONS = "operations"
    POLITICAL = "political"


class AgendaItem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A point of the agenda; decided on by a proposal, if there is one."""

    label: Words
    proposal_id: ProposalId | None = None


class Attendee(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A mandate and how it attended; represented by whom, if it was."""

    mandate_id: MandateId
    presence: Presence
    through: MandateId | None = None


class MeetingConvened(Fact, frozen=True, kw_only=True):
    """A meeting was convened: when, where, on what."""

    filed_under: ClassVar[tuple[str, ...]] = ("meeting_id",)

    meeting_id: MeetingId
    partner_id: PartnerId
    title: Words
    place: Words
    starts_at: datetime
    agenda: tuple[AgendaItem, ...]


class SecondConvocationIssued(Fact, frozen=True, kw_only=True):
    """The same items are convened again, for the quorum was missed."""

    filed_under: ClassVar[tuple[str, ...]] = ("meeting_id", "second_of_id")

    meeting_id: MeetingId
    second_of_id: MeetingId
    partner_id: PartnerId
    title: Words
    place: Words
    starts_at: datetime
    agenda: tuple[AgendaItem, ...]


class MeetingCancelled(Fact, frozen=True, kw_only=True):
    """A meeting will not take place."""

    filed_under: ClassVar[tuple[str, ...]] = ("meeting_id",)

    meeting_id: MeetingId
    partner_id: PartnerId
    reason: Words


class AttendanceRecorded(Fact, frozen=True, kw_only=True):
    """Who was there, who was represented, who was excused; later ones replace it."""

    filed_under: ClassVar[tuple[str, ...]] = ("meeting_id",)

    meeting_id: MeetingId
    partner_id: PartnerId
    attendees: tuple[Attendee, ...]


class StatementRecorded(Fact, frozen=True, kw_only=True):
    """Who said what in a meeting, in their words, which they confirm or not."""

    filed_under: ClassVar[tuple[str, ...]] = ("meeting_id", "statement_id")

    meeting_id: MeetingId
    statement_id: StatementId
    partner_id: PartnerId
    speaker_id: PartnerId
    said: Said
    text: Words


class StatementConfirmed(Fact, frozen=True, kw_only=True):
    """Whoever spoke finds their words rightly told."""

    filed_under: ClassVar[tuple[str, ...]] = ("meeting_id", "statement_id")

    meeting_id: MeetingId
    statement_id: StatementId
    partner_id: PartnerId


class StatementAmended(Fact, frozen=True, kw_only=True):
    """Whoever spoke told their words as they were meant; the first stay."""

    filed_under: ClassVar[tuple[str, ...]] = ("meeting_id", "statement_id")

    meeting_id: MeetingId
    statement_id: StatementId
    partner_id: PartnerId
    text: Words


class QuestionRaised(Fact, frozen=True, kw_only=True):
    """A question is open until it is answered or withdrawn; by a citizen, if no partner."""

    filed_under: ClassVar[tuple[str, ...]] = (
        "commons_id",
        "question_id",
        "meeting_id",
    )

    commons_id: CommonsId = THE_COMMONS
    question_id: QuestionId
    partner_id: PartnerId
    topic: Topic
    text: Words
    meeting_id: MeetingId | None = None
    is_citizens: bool = False


class QuestionAnswered(Fact, frozen=True, kw_only=True):
    """A question has its answer."""

    filed_under: ClassVar[tuple[str, ...]] = ("question_id",)

    question_id: QuestionId
    partner_id: PartnerId
    answer: Words


class QuestionCarriedOver(Fact, frozen=True, kw_only=True):
    """A question goes on to a later meeting."""

    filed_under: ClassVar[tuple[str, ...]] = ("question_id", "meeting_id")

    question_id: QuestionId
    partner_id: PartnerId
    meeting_id: MeetingId


class QuestionWithdrawn(Fact, frozen=True, kw_only=True):
    """Whoever asked no longer asks."""

    filed_under: ClassVar[tuple[str, ...]] = ("question_id",)

    question_id: QuestionId
    partner_id: PartnerId
    reason: Words | None = None


class MinutesPublished(Fact, frozen=True, kw_only=True):
    """The minutes of a meeting, whole, for everyone."""

    filed_under: ClassVar[tuple[str, ...]] = ("meeting_id",)

    meeting_id: MeetingId
    partner_id: PartnerId
    texts: tuple[Words, ...]


class MinutesCorrected(Fact, frozen=True, kw_only=True):
    """The minutes as they should have been; the first stay."""

    filed_under: ClassVar[tuple[str, ...]] = ("meeting_id",)

    meeting_id: MeetingId
    partner_id: PartnerId
    texts: tuple[Words, ...]
    reason: Words
