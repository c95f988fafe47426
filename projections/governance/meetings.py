"""Meetings: when each is, on what, who came, and its minutes."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

import msgspec
from msgspec.structs import replace

from ledger.governance.meetings.events import (
    AttendanceRecorded,
    Attendee,
    MeetingCancelled,
    MeetingConvened,
    MinutesCorrected,
    MinutesPublished,
    Presence,
    SecondConvocationIssued,
)
from ledger.kernel.codec import Recorded
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Page, Shelf
from projections.view import View, facts_of

Convening = MeetingConvened | SecondConvocationIssued
Changing = MeetingCancelled | AttendanceRecorded | MinutesPublished | MinutesCorrected
Followed = (
    MeetingConvened
    | SecondConvocationIssued
    | MeetingCancelled
    | AttendanceRecorded
    | MinutesPublished
    | MinutesCorrected
)


class MeetingState(StrEnum):
    """How a meeting stands, whatever day it is read on: its time is beside it."""

    CONVENED = "convened"
    MINUTED = "minuted"
    CANCELLED = "cancelled"


class AgendaPoint(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A point of the agenda, and the proposal that decides on it."""

    label: WordsAt
    proposal_id: str | None = None


class MeetingRow(Row, frozen=True, kw_only=True, gc=False):
    """A meeting; ``second_of_id`` is the one whose quorum was missed.

    ``attendees`` is empty until somebody notes who came, by the fact at
    ``attendance_position``, and ``minutes`` until they are out; ``reason`` says
    why it was cancelled, or its minutes corrected last.
    """

    key: ClassVar[tuple[str, ...]] = ("meeting_id",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("state",),)

    meeting_id: str
    partner_id: str
    title: WordsAt
    place: WordsAt
    starts_at: datetime
    agenda: tuple[AgendaPoint, ...]
    second_of_id: str | None = None
    state: MeetingState = MeetingState.CONVENED
    attendees: tuple[Attendee, ...] = ()
    attendance_position: int | None = None
    minutes: tuple[WordsAt, ...] = ()
    corrections: int = 0
    reason: WordsAt | None = None
    position: int

    def count(self, presence: Presence) -> int:
        """Return how many designations attended so."""
        return sum(one.presence is presence for one in self.attendees)


def apply(rows: Rows[MeetingRow], recorded: Recorded[Any]) -> None:
    """Note what becomes of a meeting."""
    fact: Followed = recorded.fact
    if isinstance(fact, MeetingConvened | SecondConvocationIssued):
        rows.put(_convened(fact, recorded.position))
        return
    if (row := rows.get(fact.meeting_id)) is not None:
        rows.put(_changed(row, fact, recorded.position))


def _convened(fact: Convening, at: int) -> MeetingRow:
    return MeetingRow(
        meeting_id=fact.meeting_id,
        partner_id=fact.partner_id,
        title=WordsAt(at, fact.title),
        place=WordsAt(at, fact.place),
        starts_at=fact.starts_at,
        agenda=tuple(
            AgendaPoint(WordsAt(at, item.label), item.proposal_id)
            for item in fact.agenda
        ),
        second_of_id=(
            fact.second_of_id if isinstance(fact, SecondConvocationIssued) else None
        ),
        position=at,
    )


def _changed(row: MeetingRow, fact: Changing, at: int) -> MeetingRow:
    match fact:
        case MeetingCancelled(reason=reason):
            said = WordsAt(at, reason)
            return replace(row, state=MeetingState.CANCELLED, reason=said)
        case AttendanceRecorded():
            return replace(row, attendees=fact.attendees, attendance_position=at)
        case MinutesPublished():
            told = tuple(WordsAt(at, text) for text in fact.texts)
            return replace(row, state=MeetingState.MINUTED, minutes=told)
        case MinutesCorrected():
            return replace(
                row,
                minutes=tuple(WordsAt(at, text) for text in fact.texts),
                corrections=row.corrections + 1,
                reason=WordsAt(at, fact.reason),
            )


def meeting(shelf: Shelf, meeting_id: str) -> MeetingRow | None:
    """Return one meeting."""
    return shelf.get(meetings, meeting_id)


def meetings_by_id(shelf: Shelf, names: Iterable[str]) -> Mapping[str, MeetingRow]:
    """Return the meetings of these names that there are."""
    rows = shelf.some(meetings, {(name,) for name in names})
    return {row.meeting_id: row for row in rows}


def meetings_page(
    shelf: Shelf,
    chosen: Mapping[str, str],
    *,
    after: int | None = None,
    limit: int = 50,
) -> Page[MeetingRow]:
    """Return meetings, the last convened first, by state or all."""
    values = {name: chosen[name] for name in ("state",) if name in chosen}
    return shelf.page(meetings, after=after, limit=limit, **values)  # type: ignore[arg-type]  # filters are indexed fields, never one of the options


meetings = View("meetings", 1, MeetingRow, facts_of(Followed), apply)
