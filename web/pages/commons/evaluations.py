"""Evaluations: the public list, narrowed by subject, state and partner."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from flask import Flask, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from projections.commons.evaluation_totals import (
    accounts_counted,
    evaluation_cells,
    evaluations_counted,
)
from projections.commons.evaluations import (
    EvaluationRow,
    EvaluationState,
    Question,
    Subject,
    evaluations_page,
    waiting_for_the_board,
)
from projections.commons.projects import projects_by_id
from projections.commons.resources import resources_by_id
from projections.membership.partners import partners_by_id
from projections.rows import WordsAt
from projections.shelf import Shelf
from web.asked import whole_number
from web.auth.guards import the_viewer
from web.forms.choices import choices
from web.forms.field import Choice, Field
from web.languages import PREFIX
from web.pages.commons.evaluation_acts import may_answer, may_open
from web.pages.narrowing import Kept, kept_filters, narrowed, onward, tidied
from web.reading import Texts, day_of_reading, open_shelf
from web.texts.words_of_the_field import (
    EVALUATION_STATES,
    EVALUATION_TONES,
    LEVELS,
    SUBJECTS,
)
from web.things.evaluations import EVALUATIONS

FILTERS: Final = EVALUATIONS.filters
"""What the address calls each filter, in the order of the page."""

NAMES: Final = tuple(FILTERS)
BOARD: Final = "bureau"
"""The name under which the address holds where the board's questions go on."""


@dataclass(frozen=True, kw_only=True)
class EvaluationCard:
    """An evaluation with its title, what it is about, and who opened it."""

    row: EvaluationRow
    title: str
    about: str
    partner: str


def register(app: Flask) -> None:
    """Add the list."""
    app.add_url_rule(f"{PREFIX}/evaluations", "evaluations", list_evaluations)


def list_evaluations() -> str | Response:
    """Show the evaluations that pass the filters, newest first, and what is owed."""
    kept = kept_filters((*NAMES, BOARD))
    if (elsewhere := tidied(kept)) is not None:
        return elsewhere
    chosen = {field: kept[name] for name, field in FILTERS.items() if name in kept}
    with open_shelf() as shelf:
        page = evaluations_page(shelf, chosen, after=onward(kept))
        after = whole_number(kept.get(BOARD, ""))
        owed, owed_next = waiting_for_the_board(shelf, after=after)
        cells = evaluation_cells(shelf)
        cards = evaluation_cards(shelf, [placed.row for placed in page.rows])
        questions = _questions(shelf, owed)
        partner = _partner_name(shelf, kept.get("partenaire"))
    viewer = the_viewer()
    return render_template(
        "commons/evaluations.html",
        cards=cards,
        count=evaluations_counted(cells, chosen),
        told=accounts_counted(cells, chosen),
        questions=questions,
        owed_next=_owed_url(kept, str(owed_next)) if owed_next else None,
        owed_first=_owed_url(kept, "") if BOARD in kept else None,
        today=day_of_reading(),
        may_answer=partial(may_answer, viewer=viewer),
        asked=_asked(),
        kept=kept,
        partner=partner,
        is_narrowed=any(name in kept for name in NAMES),
        next_url=_page_url(kept, str(page.next)) if page.next else None,
        first_url=_page_url(kept, "") if "suite" in kept else None,
        levels=LEVELS,
        subjects=SUBJECTS,
        states=EVALUATION_STATES,
        tones=EVALUATION_TONES,
        may_open=may_open(viewer),
    )


def _page_url(kept: Kept, suite: str) -> str:
    return narrowed("evaluations", kept, NAMES, suite=suite)


def _owed_url(kept: Kept, onward: str) -> str:
    url = narrowed("evaluations", kept, (*NAMES, BOARD), **{BOARD: onward})
    return f"{url}#questions"


def _asked() -> tuple[Field, ...]:
    anything = Choice(value="", label=_("Anything"))
    any_state = Choice(value="", label=_("All states"))
    return (
        Field(
            name="objet",
            label=_("About"),
            widget="select",
            choices=(anything, *choices(SUBJECTS, Subject)),
        ),
        Field(
            name="etat",
            label=_("State"),
            widget="select",
            choices=(any_state, *choices(EVALUATION_STATES, EvaluationState)),
        ),
        Field(name="partenaire", label="", widget="hidden"),
        Field(name="au", label="", widget="hidden"),
    )


def _partner_name(shelf: Shelf, partner_id: str | None) -> str:
    if partner_id is None:
        return ""
    body = partners_by_id(shelf, [partner_id]).get(partner_id)
    if body is None or body.publicity != "public":
        return _("an unknown partner")
    return Texts([body.name])(body.name)


def _questions(
    shelf: Shelf, owed: Sequence[tuple[EvaluationRow, Question]]
) -> list[tuple[EvaluationRow, Question, str, str]]:
    """Return each question owed an answer, with its words and its asker's name."""
    bodies = partners_by_id(shelf, {asked.partner_id for _row, asked in owed})
    texts = Texts(
        [
            *(asked.question for _row, asked in owed),
            *(body.short_name for body in bodies.values()),
        ]
    )
    names = {name: texts(body.short_name) for name, body in bodies.items()}
    return [
        (row, asked, texts(asked.question), names.get(asked.partner_id, ""))
        for row, asked in owed
    ]


def subjects_of(
    shelf: Shelf, rows: Sequence[EvaluationRow]
) -> Mapping[str, WordsAt | None]:
    """Return the titles of what these evaluations are about."""
    names = {row.subject_id for row in rows if row.subject_id is not None}
    projects, resources = projects_by_id(shelf, names), resources_by_id(shelf, names)
    return {
        **{name: found.title for name, found in projects.items()},
        **{name: found.title for name, found in resources.items()},
    }


def evaluation_cards(
    shelf: Shelf, rows: Sequence[EvaluationRow]
) -> list[EvaluationCard]:
    """Return the rows as cards; names and texts are read once for all."""
    about = subjects_of(shelf, rows)
    bodies = partners_by_id(shelf, {row.partner_id for row in rows})
    texts = Texts(
        [
            *(row.title for row in rows),
            *about.values(),
            *(body.short_name for body in bodies.values()),
        ]
    )
    names = {name: texts(body.short_name) for name, body in bodies.items()}
    return [
        EvaluationCard(
            row=row,
            title=texts(row.title),
            about=texts(about.get(row.subject_id or "")),
            partner=names.get(row.partner_id, ""),
        )
        for row in rows
    ]
