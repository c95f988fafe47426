"""Questions: what was asked of the commons, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask import Flask, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ledger.governance.meetings.events import Topic
from projections.governance.meetings import meetings_by_id
from projections.governance.questions import (
    QuestionRow,
    QuestionState,
    questions_page,
)
from projections.membership.partners import partners_by_id
from projections.shelf import Shelf
from web.forms.choices import choices
from web.forms.field import Choice, Field
from web.languages import PREFIX
from web.pages.narrowing import Kept, kept_filters, narrowed, onward, tidied
from web.reading import Texts, open_shelf
from web.texts.meeting_words import QUESTION_STATES, TOPICS
from web.texts.numbers import receipt_link

FILTERS: Final = {"etat": "state", "theme": "topic"}
NAMES: Final = tuple(FILTERS)
SHOWN_OF_EACH: Final = 20
"""How many of each state the whole list shows; the rest are one link away."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """The questions of one state, and where there are more of them."""

    state: QuestionState
    rows: Sequence[QuestionRow]
    more_url: str | None
    first_url: str | None = None


def register(app: Flask) -> None:
    """Add the list."""
    app.add_url_rule(f"{PREFIX}/questions", "questions", list_questions)


def list_questions() -> str | Response:
    """Show the questions that pass the filters: open ones before those that ended."""
    kept = kept_filters(NAMES)
    if "etat" not in kept:
        # Places of three lists at once would be nobody's.
        kept.pop("suite", None)
    if (elsewhere := tidied(kept)) is not None:
        return elsewhere
    with open_shelf() as shelf:
        parts = _parts(shelf, kept)
        rows = [row for part in parts for row in part.rows]
        bodies = partners_by_id(shelf, _named(rows))
        gathered = meetings_by_id(shelf, _met(rows))
    texts = Texts(
        [
            *(words for row in rows for words in (row.text, row.answer)),
            *(body.short_name for body in bodies.values()),
            *(one.title for one in gathered.values()),
        ]
    )
    return render_template(
        "governance/questions.html",
        parts=parts,
        shown=len(rows),
        texts=texts,
        names={name: texts(body.short_name) for name, body in bodies.items()},
        meetings=gathered,
        asked=_asked(),
        kept=kept,
        is_narrowed=any(name in kept for name in NAMES),
        states=QUESTION_STATES,
        topics=TOPICS,
        receipt_link=receipt_link,
    )


def _parts(shelf: Shelf, kept: Kept) -> Sequence[Part]:
    parts = (_part(shelf, state, kept) for state in QuestionState if _asks(state, kept))
    return [part for part in parts if part.rows]


def _asks(state: QuestionState, kept: Kept) -> bool:
    return kept.get("etat", state) == state


def _part(shelf: Shelf, state: QuestionState, kept: Kept) -> Part:
    chosen = {field: kept[name] for name, field in FILTERS.items() if name in kept}
    chosen["state"] = state.value
    is_alone = "etat" in kept
    limit = 50 if is_alone else SHOWN_OF_EACH
    page = questions_page(shelf, chosen, after=onward(kept), limit=limit)
    more = {"etat": state.value, "suite": str(page.next)}
    return Part(
        state=state,
        rows=[placed.row for placed in page.rows],
        more_url=narrowed("questions", kept, NAMES, **more) if page.next else None,
        first_url=narrowed("questions", kept, NAMES, suite="")
        if "suite" in kept
        else None,
    )


def _named(rows: Sequence[QuestionRow]) -> set[str]:
    """Return every partner that the list names."""
    asking = {row.partner_id for row in rows}
    return asking | {row.answered_by for row in rows if row.answered_by}


def _met(rows: Sequence[QuestionRow]) -> set[str]:
    """Return every meeting that the list leads to."""
    carried = {name for row in rows for name in row.carried_to}
    return carried | {row.meeting_id for row in rows if row.meeting_id}


def _asked() -> tuple[Field, ...]:
    return (
        Field(
            name="etat",
            label=_("State"),
            widget="select",
            choices=(
                Choice(value="", label=_("All states")),
                *choices(QUESTION_STATES, QuestionState),
            ),
        ),
        Field(
            name="theme",
            label=_("What it is about"),
            widget="select",
            choices=(
                Choice(value="", label=_("Whatever it is")),
                *choices(TOPICS, Topic),
            ),
        ),
        Field(name="au", label="", widget="hidden"),
    )
