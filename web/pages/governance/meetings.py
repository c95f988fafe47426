"""Meetings: the public list, and each with its agenda, who came and what was said."""

from collections.abc import Mapping, Sequence
from typing import Final

from flask import Flask, abort, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ledger.governance.meetings.events import Presence
from projections.governance.meetings import (
    MeetingRow,
    MeetingState,
    meeting,
    meetings_page,
)
from projections.governance.proposals import proposals
from projections.governance.questions import questions_page
from projections.governance.statements import statements_of
from projections.membership.partners import partners_by_id
from projections.shelf import Shelf
from web.forms.choices import choices
from web.forms.field import Choice, Field
from web.languages import PREFIX
from web.pages.narrowing import Kept, kept_filters, narrowed, onward, tidied
from web.reading import Texts, open_shelf
from web.texts.meeting_words import (
    MEETING_STATES,
    MEETING_TONES,
    PRESENCES,
    QUESTION_STATES,
    SAID,
    STATEMENT_STATES,
    STATEMENT_TONES,
)
from web.texts.numbers import receipt_link

FILTERS: Final = {"etat": "state"}
NAMES: Final = tuple(FILTERS)


def register(app: Flask) -> None:
    """Add the list, and the page of one."""
    at = f"{PREFIX}/seances"
    app.add_url_rule(at, "meetings", list_meetings)
    app.add_url_rule(f"{at}/<meeting_id>", "meeting", one_meeting)


def list_meetings() -> str | Response:
    """Show the meetings that pass the filter, the last convened first."""
    kept = kept_filters(NAMES)
    if (elsewhere := tidied(kept)) is not None:
        return elsewhere
    chosen = {field: kept[name] for name, field in FILTERS.items() if name in kept}
    with open_shelf() as shelf:
        page = meetings_page(shelf, chosen, after=onward(kept))
    rows = [placed.row for placed in page.rows]
    return render_template(
        "governance/meetings.html",
        rows=rows,
        texts=Texts([words for row in rows for words in (row.title, row.place)]),
        asked=_asked(),
        kept=kept,
        is_narrowed=any(name in kept for name in NAMES),
        next_url=_page_url(kept, str(page.next)) if page.next else None,
        first_url=_page_url(kept, "") if "suite" in kept else None,
        states=MEETING_STATES,
        tones=MEETING_TONES,
    )


def _page_url(kept: Kept, suite: str) -> str:
    return narrowed("meetings", kept, NAMES, suite=suite)


def _asked() -> tuple[Field, ...]:
    every = Choice(value="", label=_("All states"))
    offered = (every, *choices(MEETING_STATES, MeetingState))
    return (
        Field(name="etat", label=_("State"), widget="select", choices=offered),
        Field(name="au", label="", widget="hidden"),
    )


def one_meeting(meeting_id: str) -> str:
    """Show one meeting whole."""
    with open_shelf() as shelf:
        row = meeting(shelf, meeting_id)
        if row is None:
            abort(404)
        said = statements_of(shelf, meeting_id)
        raised = questions_page(shelf, {"meeting_id": meeting_id}).rows
        first = meeting(shelf, row.second_of_id) if row.second_of_id else None
        bodies = partners_by_id(
            shelf, {row.partner_id, *(one.speaker_id for one in said)}
        )
        tabled = _published(shelf, row)
    asked = [placed.row for placed in raised]
    texts = Texts(
        [
            row.title,
            row.place,
            row.reason,
            *row.minutes,
            first.title if first else None,
            *(point.label for point in row.agenda),
            *(words for one in said for words in (one.text, one.meant)),
            *(one.text for one in asked),
            *(body.name for body in bodies.values()),
        ]
    )
    return render_template(
        "governance/meeting.html",
        row=row,
        first=first,
        title=texts(row.title),
        texts=texts,
        names={name: texts(body.name) for name, body in bodies.items()},
        tabled=tabled,
        present=_present(row),
        said=said,
        questions=asked,
        receipt_link=receipt_link,
        states=MEETING_STATES,
        tones=MEETING_TONES,
        sorts=SAID,
        standings=STATEMENT_STATES,
        standing_tones=STATEMENT_TONES,
        question_states=QUESTION_STATES,
    )


def _published(shelf: Shelf, row: MeetingRow) -> frozenset[str]:
    """Return the proposals of the agenda that everybody may read."""
    names = {(one.proposal_id,) for one in row.agenda if one.proposal_id}
    found = shelf.some(proposals, names)
    return frozenset(one.proposal_id for one in found if one.text_version)


def _present(row: MeetingRow) -> Sequence[tuple[str, int]]:
    """Return how many came, were represented, were excused; none before it is noted."""
    if row.attendance_position is None:
        return ()
    called: Mapping[str, object] = PRESENCES
    return [(str(called[way]), row.count(way)) for way in Presence]
