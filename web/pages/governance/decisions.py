"""Decisions: the public list, with what was decided on a line of time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask import Flask, render_template
from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ledger.governance.rules.events import Kind
from projections.governance.decision_rows import OVER, DecisionRow, DecisionState
from projections.governance.decisions import decisions_page
from projections.governance.proposal_texts import titles_of
from projections.membership.partners import partners_by_id
from projections.shelf import Shelf
from web.charts.drawing import Chart
from web.charts.milestones import Look, Mark, bounds, milestones
from web.forms.choices import choices
from web.forms.field import Choice, Field
from web.languages import PREFIX
from web.pages.narrowing import Kept, kept_filters, narrowed, onward, tidied
from web.reading import Texts, day_of_reading, open_shelf
from web.texts.dates import day_short
from web.texts.decision_words import (
    DECISION_KINDS,
    DECISION_STATES,
    DECISION_TONES,
)
from web.things.decisions import DECISIONS

FILTERS: Final = DECISIONS.filters
NAMES: Final = tuple(FILTERS)
LOOKS: Final[Mapping[Look, LazyString]] = {
    "reached": lazy_gettext("Decision in force"),
    "ahead": lazy_gettext("Adopted, not told yet"),
    "late": lazy_gettext("Awaiting the board or its review"),
    "dropped": lazy_gettext("Ended"),
}


@dataclass(frozen=True, kw_only=True)
class DecisionCard:
    """A decision with the title that was voted on and who proposed it."""

    row: DecisionRow
    title: str
    partner: str
    is_due: bool


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """The same decisions as pictures: from the day each was made to its review."""

    wide: Chart
    narrow: Chart
    said: str


def register(app: Flask) -> None:
    """Add the list."""
    app.add_url_rule(f"{PREFIX}/decisions", "decisions", list_decisions)


def list_decisions() -> str | Response:
    """Show the decisions that pass the filters, newest first."""
    kept = kept_filters(NAMES)
    if (elsewhere := tidied(kept)) is not None:
        return elsewhere
    chosen = {field: kept[name] for name, field in FILTERS.items() if name in kept}
    today = day_of_reading()
    with open_shelf() as shelf:
        page = decisions_page(shelf, chosen, after=onward(kept))
        cards = decision_cards(shelf, [placed.row for placed in page.rows], today)
    return render_template(
        "governance/decisions.html",
        cards=cards,
        drawn=timeline_of(cards, today),
        asked=_asked(),
        kept=kept,
        is_narrowed=any(name in kept for name in NAMES),
        next_url=_page_url(kept, str(page.next)) if page.next else None,
        first_url=_page_url(kept, "") if "suite" in kept else None,
        states=DECISION_STATES,
        tones=DECISION_TONES,
        kinds=DECISION_KINDS,
    )


def _page_url(kept: Kept, suite: str) -> str:
    return narrowed("decisions", kept, NAMES, suite=suite)


def _asked() -> tuple[Field, ...]:
    return (
        Field(
            name="etat",
            label=_("State"),
            widget="select",
            choices=(
                Choice(value="", label=_("All states")),
                *choices(DECISION_STATES, DecisionState),
            ),
        ),
        Field(
            name="type",
            label=_("Kind"),
            widget="select",
            choices=(
                Choice(value="", label=_("All kinds")),
                *choices(DECISION_KINDS, Kind),
            ),
        ),
        Field(name="partenaire", label="", widget="hidden"),
        Field(name="au", label="", widget="hidden"),
    )


def decision_cards(
    shelf: Shelf, rows: Sequence[DecisionRow], today: date
) -> list[DecisionCard]:
    """Return the rows as cards; names and titles are read once for all."""
    titles = titles_of(shelf, [(row.proposal_id, row.text_version) for row in rows])
    bodies = partners_by_id(shelf, {row.author_id for row in rows})
    texts = Texts([*titles.values(), *(body.short_name for body in bodies.values())])
    names = {name: texts(body.short_name) for name, body in bodies.items()}
    return [
        DecisionCard(
            row=row,
            title=texts(titles.get((row.proposal_id, row.text_version))),
            partner=names.get(row.author_id, ""),
            is_due=row.is_due(today),
        )
        for row in rows
    ]


def timeline_of(cards: Sequence[DecisionCard], today: date) -> Timeline | None:
    """Draw the decisions that are listed; None where there are none."""
    if not cards:
        return None
    marks = [
        Mark(
            title=card.title,
            first_on=card.row.decided_on,
            on=card.row.review_on or card.row.decided_on,
            look=look_of(card),
        )
        for card in cards
    ]
    wide, narrow = (_drawn(marks, today, is_narrow=small) for small in (False, True))
    looks = [mark.look for mark in marks]
    counts = ", ".join(
        f"{str(label).lower()} {looks.count(look)}"
        for look, label in LOOKS.items()
        if look in looks
    )
    said = _("Decisions by state: %(counts)s.", counts=counts)
    return Timeline(wide=wide, narrow=narrow, said=said)


def look_of(card: DecisionCard) -> Look:
    """Return how a decision looks on the day it is read."""
    state = card.row.state
    if state in OVER:
        return "dropped"
    if card.is_due or state in {DecisionState.RETURNED, DecisionState.SUSPENDED}:
        return "late"
    return "ahead" if state is DecisionState.RECORDED else "reached"


def _drawn(marks: Sequence[Mark], today: date, *, is_narrow: bool) -> Chart:
    first, last = bounds(marks)
    return milestones(
        marks,
        today=today,
        ends=(day_short(first), day_short(last)),
        today_called=_("Today"),
        is_narrow=is_narrow,
    )
