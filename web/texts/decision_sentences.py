"""Decision sentences: what each fact about a decision says in its history."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from flask_babel import LazyString, lazy_gettext

from ledger.governance.decisions import events as decisions
from ledger.kernel.messages import Fact
from web.texts.dates import day
from web.texts.decision_words import REVIEW_OUTCOMES, REVIEWS
from web.texts.project_sentences import Telling

Values = Mapping[str, str]


def _nothing(_values: Values) -> Values:
    return {}


def _reviewed(values: Values) -> Values:
    return {"review": str(REVIEWS[values["review"]]).lower()}


def _revisited(values: Values) -> Values:
    return {"outcome": str(REVIEW_OUTCOMES[values["outcome"]]).lower()}


def _ratified(values: Values) -> Values:
    return {"day": day(date.fromisoformat(values["enforceable_on"]))}


DECISIONS: Final[Mapping[str, tuple[LazyString, Telling]]] = {
    "DecisionRecorded": (
        lazy_gettext("What %(who)s proposed was adopted: it is a decision."),
        _nothing,
    ),
    "OutcomeStated": (lazy_gettext("%(who)s said what was decided."), _nothing),
    "DecisionReviewed": (
        lazy_gettext("%(who)s said for the board: %(review)s."),
        _reviewed,
    ),
    "DecisionRevisited": (
        lazy_gettext("%(who)s said what it came to: %(outcome)s."),
        _revisited,
    ),
    "DecisionRatified": (
        lazy_gettext("The body of %(who)s deliberated: it is bound from %(day)s."),
        _ratified,
    ),
    "DecisionSuperseded": (
        lazy_gettext("A later decision took the place of this one."),
        _nothing,
    ),
    "DecisionImplemented": (
        lazy_gettext("%(who)s told how far it is put into practice."),
        _nothing,
    ),
    "DecisionAppealed": (
        lazy_gettext("%(who)s asked for it to be looked at again."),
        _nothing,
    ),
    "AppealAnswered": (
        lazy_gettext("%(who)s answered an appeal for the board."),
        _nothing,
    ),
    "EffectRefused": (
        lazy_gettext("What should have followed from it was refused."),
        _nothing,
    ),
}
ACTIONS: Final[Mapping[type[Fact], LazyString]] = {
    decisions.DecisionRecorded: lazy_gettext("Decision recorded"),
    decisions.OutcomeStated: lazy_gettext("Outcome of a decision stated"),
    decisions.DecisionReviewed: lazy_gettext("Decision reviewed by the board"),
    decisions.DecisionRevisited: lazy_gettext("Decision looked at again"),
    decisions.DecisionRatified: lazy_gettext("Decision ratified"),
    decisions.DecisionSuperseded: lazy_gettext("Decision replaced"),
    decisions.DecisionImplemented: lazy_gettext("Progress of a decision told"),
    decisions.DecisionAppealed: lazy_gettext("Decision appealed"),
    decisions.AppealAnswered: lazy_gettext("Appeal answered"),
    decisions.EffectRefused: lazy_gettext("Effect of a decision refused"),
}
