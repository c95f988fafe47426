"""Decisions: tell, review, revisit, ratify, replace, put into practice, appeal."""

from typing import Final

from flask_babel import lazy_gettext as _

from ledger.governance.decisions.answer_appeal import AnswerAppeal
from ledger.governance.decisions.appeal_decision import AppealDecision
from ledger.governance.decisions.events import DecisionAppealed
from ledger.governance.decisions.implement_decision import ImplementDecision
from ledger.governance.decisions.ratify_decision import RatifyDecision
from ledger.governance.decisions.review_decision import ReviewDecision
from ledger.governance.decisions.revisit_decision import RevisitDecision
from ledger.governance.decisions.state_outcome import StateOutcome
from ledger.governance.decisions.supersede_decision import SupersedeDecision
from ledger.kernel.messages import Command
from web.api.writes.finding import of_the_fact
from web.api.writes.route import Route
from web.forms.field import Text

NAME: Final = "decision_id"
DECISION: Final = ("decisions", NAME)


def _act(command: type[Command], rule: str, summary: Text) -> Route:
    """Return the route of what becomes of a decision."""
    at = f"/decisions/<identifier>/{rule}"
    return Route(command=command, rule=at, summary=summary, about=DECISION, names=NAME)


ROUTES: Final = (
    _act(StateOutcome, "outcome", _("Say in plain words what was decided")),
    _act(ReviewDecision, "reviews", _("Say for the board whether it stands")),
    _act(RevisitDecision, "revisits", _("Say at its review date what it came to")),
    _act(RatifyDecision, "ratifications", _("Name the deliberation of one's body")),
    _act(SupersedeDecision, "supersession", _("Say which decision takes its place")),
    _act(ImplementDecision, "progress", _("Tell how far it is put into practice")),
    _act(AppealDecision, "appeals", _("Ask for it to be looked at again")),
    Route(
        command=AnswerAppeal,
        rule="/appeals/<identifier>/answer",
        summary=_("Answer an appeal for the board"),
        names="appeal_id",
        about=DECISION,
        find=of_the_fact(DecisionAppealed, "appeal_id", NAME),
    ),
)
