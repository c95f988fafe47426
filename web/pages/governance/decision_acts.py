"""Decision acts: what a signed-in person may do about a decision as it stands."""

from collections.abc import Sequence
from datetime import date

from flask import url_for
from flask_babel import LazyString, lazy_gettext

from ledger.governance.decisions.answer_appeal import AnswerAppeal
from ledger.governance.decisions.appeal_decision import AppealDecision
from ledger.governance.decisions.implement_decision import ImplementDecision
from ledger.governance.decisions.ratify_decision import RatifyDecision
from ledger.governance.decisions.review_decision import ReviewDecision
from ledger.governance.decisions.revisit_decision import RevisitDecision
from ledger.governance.decisions.state_outcome import StateOutcome
from ledger.governance.decisions.supersede_decision import SupersedeDecision
from ledger.kernel.roles import SERVING
from projections.governance.decision_rows import OVER, Appeal, DecisionRow
from web.auth.viewer import Viewer
from web.pages.commons.evaluation_acts import Fits, may


def ratifies(row: DecisionRow) -> Fits:
    """Return who ratifies it: the bodies that have yet to deliberate."""
    return lambda hat: hat.partner_id in row.awaited


def implements(row: DecisionRow) -> Fits:
    """Return who tells how far it is: who proposed it, or serves the commons."""
    return lambda hat: hat.partner_id == row.author_id or hat.capacity in SERVING


def appeals(row: DecisionRow) -> Fits:
    """Return who may appeal: whoever waits for no answer."""
    waiting = {one.partner_id for one in row.waiting}
    return lambda hat: hat.partner_id not in waiting


def answers(appeal: Appeal) -> Fits:
    """Return who answers an appeal: the board, but for who made it."""
    return lambda hat: hat.partner_id != appeal.partner_id


def may_answer(appeal: Appeal, row: DecisionRow, viewer: Viewer | None) -> bool:
    """Tell whether the viewer may answer an appeal now."""
    waits = appeal.is_upheld is None and row.state not in OVER
    return waits and may(viewer, AnswerAppeal, answers(appeal))


def acts_on(
    row: DecisionRow, viewer: Viewer | None, today: date
) -> Sequence[tuple[str, LazyString]]:
    """Return what the viewer may do about it, each with its address.

    What would be refused as it stands is not offered. The ledger decides in the end.
    """
    if row.state in OVER:
        return ()
    offered = (
        (
            "state_outcome",
            lazy_gettext("Say what was decided"),
            row.summary is None and may(viewer, StateOutcome),
        ),
        (
            "ratify_decision",
            lazy_gettext("Name your deliberation"),
            bool(row.awaited) and may(viewer, RatifyDecision, ratifies(row)),
        ),
        (
            "revisit_decision",
            lazy_gettext("Say what it came to"),
            row.is_due(today) and may(viewer, RevisitDecision),
        ),
        (
            "review_decision",
            lazy_gettext("Review it for the board"),
            may(viewer, ReviewDecision),
        ),
        (
            "implement_decision",
            lazy_gettext("Tell how far it is"),
            may(viewer, ImplementDecision, implements(row)),
        ),
        (
            "supersede_decision",
            lazy_gettext("Say what replaces it"),
            may(viewer, SupersedeDecision),
        ),
        (
            "appeal_decision",
            lazy_gettext("Appeal it"),
            may(viewer, AppealDecision, appeals(row)),
        ),
    )
    return [
        (url_for(endpoint, decision_id=row.decision_id), label)
        for endpoint, label, is_offered in offered
        if is_offered
    ]
