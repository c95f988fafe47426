"""One evaluation: expected beside observed, what was told, what the board was asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from flask import Flask, abort, g, render_template, request, url_for

from ledger.kernel.words import Audience
from projections.commons.accounts import AccountRow, accounts_page, by_level
from projections.commons.evaluations import EvaluationRow, evaluation
from projections.commons.histories import HistoryRow
from projections.membership.partners import partners_by_id
from projections.rows import WordsAt
from projections.shelf import Shelf
from web.asked import whole_number
from web.auth.guards import the_viewer
from web.auth.viewer import Viewer
from web.languages import PREFIX
from web.pages.commons.evaluation_acts import acts_on, may_answer, may_countersign
from web.pages.commons.evaluations import subjects_of
from web.pages.commons.withdrawable import (
    WITHDRAW_WORDS,
    withdrawal_in_history,
    withdrawal_of,
)
from web.pages.history import HistoryPage, happening, history_page
from web.reading import Texts, day_of_reading, open_shelf
from web.texts.words_of_the_field import (
    EVALUATION_STATES,
    EVALUATION_TONES,
    LEVEL_HINTS,
    LEVELS,
    SOURCES,
    SUBJECTS,
)

TOLD: Final = "recits"
"""The name under which the address holds where the accounts go on."""

EVERYONE_READS: Final = frozenset({Audience.PUBLIC})
PARTNERS_READ: Final = frozenset({Audience.PUBLIC, Audience.PARTNERS})


@dataclass(frozen=True, kw_only=True)
class Looked:
    """An evaluation with everything its page names and tells."""

    row: EvaluationRow
    accounts: Sequence[AccountRow]
    next_account: int | None
    happened: HistoryPage
    names: Mapping[str, str]
    about: str
    texts: Texts


def register(app: Flask) -> None:
    """Add the page."""
    app.add_url_rule(
        f"{PREFIX}/evaluations/<evaluation_id>", "evaluation", one_evaluation
    )


def one_evaluation(evaluation_id: str) -> str:
    """Show one evaluation whole; what was told is for those who act for a partner."""
    viewer = the_viewer()
    is_partner = viewer is not None and bool(viewer.hats)
    if is_partner:
        g.is_personal = True
    after = whole_number(request.args.get(TOLD, ""))
    with open_shelf() as shelf:
        seen = _look(shelf, evaluation_id, after, is_partner=is_partner)
    row = seen.row
    return render_template(
        "commons/evaluation.html",
        row=row,
        texts=seen.texts,
        names=seen.names,
        title=seen.texts(row.title),
        about=seen.about,
        is_partner=is_partner,
        accounts=by_level(seen.accounts),
        told_next=_told_url(evaluation_id, seen.next_account)
        if seen.next_account is not None
        else None,
        told_first=_told_url(evaluation_id, None) if after is not None else None,
        withdrawal=partial(withdrawal_of, viewer=viewer),
        withdraw_words=WITHDRAW_WORDS,
        may_countersign=partial(may_countersign, row, viewer=viewer),
        answerable=[asked for asked in row.questions if may_answer(asked, viewer)],
        today=day_of_reading(),
        acts=acts_on(row, viewer),
        history=[_told(entry, seen, viewer) for entry in seen.happened.entries],
        happened=seen.happened,
        levels=LEVELS,
        level_hints=LEVEL_HINTS,
        sources=SOURCES,
        subjects=SUBJECTS,
        states=EVALUATION_STATES,
        tones=EVALUATION_TONES,
    )


def _told_url(evaluation_id: str, onward: int | None) -> str:
    """Return where accounts go on, or began."""
    values: dict[str, Any] = {"evaluation_id": evaluation_id, TOLD: onward}
    return url_for("evaluation", _anchor="recits", **values)


def _look(
    shelf: Shelf, evaluation_id: str, after: int | None, *, is_partner: bool
) -> Looked:
    row = evaluation(shelf, evaluation_id)
    if row is None:
        abort(404)
    page = accounts_page(shelf, evaluation_id, after=after)
    told = [placed.row for placed in page.rows]
    happened = history_page(shelf, evaluation_id)
    bodies = partners_by_id(shelf, _named(row, told, happened.entries))
    about = subjects_of(shelf, [row]).get(row.subject_id or "")
    texts = Texts(
        [
            about,
            *_references(row, told),
            *(words for entry in happened.entries for words in entry.words),
            *(body.name for body in bodies.values()),
        ],
        PARTNERS_READ if is_partner else EVERYONE_READS,
    )
    return Looked(
        row=row,
        accounts=told,
        next_account=page.next,
        happened=happened,
        names={name: texts(body.name) for name, body in bodies.items()},
        about=texts(about),
        texts=texts,
    )


def _named(
    row: EvaluationRow, told: Sequence[AccountRow], history: Sequence[HistoryRow]
) -> set[str]:
    """Return every partner that the page names."""
    named = {row.partner_id}
    named |= {one.partner_id for one in told}
    named |= {who for one in told for who in one.countersigners}
    named |= {asked.partner_id for asked in row.questions}
    named |= {asked.answered_by for asked in row.questions if asked.answered_by}
    named |= {entry.partner_id for entry in history if entry.partner_id}
    if row.conclusion is not None:
        named.add(row.conclusion.partner_id)
    return named


def _references(
    row: EvaluationRow, told: Sequence[AccountRow]
) -> Sequence[WordsAt | None]:
    """Return every text of the evaluation and of what was told in it."""
    end = row.conclusion
    concluded = (end.observed, end.learned, end.calls_for) if end is not None else ()
    return [
        row.title,
        row.expected,
        *concluded,
        *(text for q in row.questions for text in (q.question, q.answer)),
        *(
            text
            for one in told
            for text in (one.happened, one.surprised, one.changes, one.pseudonym)
        ),
    ]


def _told(entry: HistoryRow, seen: Looked, viewer: Viewer | None) -> dict[str, object]:
    """Tell one thing that happened; what the page shows above is not said twice."""
    who = seen.names.get(entry.partner_id or "", "")
    return happening(entry, who, withdraw_url=withdrawal_in_history(entry, viewer))
