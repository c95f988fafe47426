"""One decision: the version voted on, the rule, what was decided, what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from flask import Flask, abort, current_app, render_template, url_for

from projections.commons.histories import HistoryRow
from projections.governance.decision_rows import DecisionRow
from projections.governance.decisions import decision
from projections.governance.proposal_texts import (
    ProposalTextRow,
    proposal_text,
    titles_of,
)
from projections.membership.partners import partners_by_id
from projections.rows import WordsAt
from projections.shelf import Shelf
from web.auth.guards import the_viewer
from web.auth.viewer import Viewer
from web.languages import PREFIX
from web.pages.commons.withdrawable import withdrawal_in_history
from web.pages.governance.decision_acts import acts_on, may_answer
from web.pages.history import HistoryPage, happening, history_page
from web.reading import Texts, day_of_reading, open_shelf
from web.texts.decision_words import (
    DECIDED_BY,
    DECISION_KINDS,
    DECISION_STATES,
    DECISION_TONES,
    REVIEW_GROUNDS,
    REVIEW_OUTCOMES,
    REVIEWS,
)
from web.texts.numbers import receipt_link
from web.texts.proposal_words import BEARINGS

ELSEWHERE: Final = {
    "proposal": "proposal_id",
    "vote": "vote_id",
}
"""Pages of other rooms that a decision leads to, each with its key."""


@dataclass(frozen=True, kw_only=True)
class Looked:
    """A decision with everything its page names and tells."""

    row: DecisionRow
    version: ProposalTextRow | None
    later: WordsAt | None
    happened: HistoryPage
    names: Mapping[str, str]
    texts: Texts


def register(app: Flask) -> None:
    """Add the page."""
    app.add_url_rule(f"{PREFIX}/decisions/<decision_id>", "decision", one_decision)


def one_decision(decision_id: str) -> str:
    """Show one decision whole."""
    viewer, today = the_viewer(), day_of_reading()
    with open_shelf() as shelf:
        seen = _look(shelf, decision_id)
    row, texts = seen.row, seen.texts
    return render_template(
        "governance/decision.html",
        row=row,
        texts=texts,
        names=seen.names,
        version=seen.version,
        title=title_of(seen.version, texts),
        later=texts(seen.later),
        links=_links(row),
        receipt=(url_for("proof", number=row.position), receipt_link(row.position)),
        is_due=row.is_due(today),
        acts=acts_on(row, viewer, today),
        answerable=partial(may_answer, row=row, viewer=viewer),
        history=[_told(entry, seen, viewer) for entry in seen.happened.entries],
        happened=seen.happened,
        kinds=DECISION_KINDS,
        states=DECISION_STATES,
        tones=DECISION_TONES,
        bearings=BEARINGS,
        decided_by=DECIDED_BY,
        reviews=REVIEWS,
        grounds=REVIEW_GROUNDS,
        outcomes=REVIEW_OUTCOMES,
    )


def title_of(version: ProposalTextRow | None, texts: Texts) -> str:
    """Return the title of the version that was voted on."""
    return texts(version.title) if version is not None else ""


def _links(row: DecisionRow) -> Mapping[str, str]:
    """Return where the pages are that other rooms have of what it came from."""
    keys: dict[str, Any] = {"proposal": row.proposal_id, "vote": row.vote_id}
    return {
        name: url_for(name, **{key: keys[name]})
        for name, key in ELSEWHERE.items()
        if name in current_app.view_functions
    }


def _look(shelf: Shelf, decision_id: str) -> Looked:
    row = decision(shelf, decision_id)
    if row is None:
        abort(404)
    version = proposal_text(shelf, row.proposal_id, row.text_version)
    happened = history_page(shelf, decision_id)
    later = _later(shelf, row)
    bodies = partners_by_id(shelf, _named(row, happened.entries))
    texts = Texts(
        [
            *_references(row),
            *([version.title, version.text, version.summary] if version else []),
            later,
            *(words for entry in happened.entries for words in entry.words),
            *(body.name for body in bodies.values()),
        ]
    )
    return Looked(
        row=row,
        version=version,
        later=later,
        happened=happened,
        names={name: texts(body.name) for name, body in bodies.items()},
        texts=texts,
    )


def _later(shelf: Shelf, row: DecisionRow) -> WordsAt | None:
    """Return the title of the decision that took its place."""
    newer = decision(shelf, row.superseding_id) if row.superseding_id else None
    if newer is None:
        return None
    key = (newer.proposal_id, newer.text_version)
    return titles_of(shelf, [key]).get(key)


def _named(row: DecisionRow, history: Sequence[HistoryRow]) -> set[str]:
    """Return every partner that the page names."""
    named = {row.author_id, *row.bodies}
    named |= {one.partner_id for one in row.appeals}
    named |= {one.partner_id for one in row.ratifications}
    named |= {one.partner_id for one in row.revisited}
    named |= {entry.partner_id for entry in history if entry.partner_id}
    if row.reviewed is not None:
        named.add(row.reviewed.partner_id)
    return named


def _references(row: DecisionRow) -> Sequence[WordsAt | None]:
    """Return every text of the decision."""
    return [
        row.summary,
        row.reviewed.reasons if row.reviewed else None,
        *(one.account for one in row.revisited),
        *(one.reference for one in row.ratifications),
        *(one.label for one in row.steps),
        *(text for one in row.appeals for text in (one.reasons, one.answer)),
    ]


def _told(entry: HistoryRow, seen: Looked, viewer: Viewer | None) -> dict[str, object]:
    """Tell one thing that happened; what the page shows above is not said twice."""
    who = seen.names.get(entry.partner_id or "", "")
    return happening(entry, who, withdraw_url=withdrawal_in_history(entry, viewer))
