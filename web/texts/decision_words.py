"""Decision words: what people read for each name about decisions."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString, lazy_gettext

from ledger.governance.decisions.events import BoardReview, ReviewOutcome
from ledger.governance.rules.decision_rule import Ground, Method
from ledger.governance.rules.events import Kind
from projections.governance.decision_rows import DecisionState

Words = Mapping[str, LazyString]

DECISION_STATES: Final[Words] = {
    DecisionState.RECORDED: lazy_gettext("Adopted"),
    DecisionState.IN_FORCE: lazy_gettext("Decision in force"),
    DecisionState.RETURNED: lazy_gettext("Returned by the board"),
    DecisionState.SUSPENDED: lazy_gettext("Suspended by the board"),
    DecisionState.LAPSED: lazy_gettext("Lapsed"),
    DecisionState.SUPERSEDED: lazy_gettext("Replaced"),
}
DECISION_TONES: Final[Mapping[str, str]] = {
    DecisionState.RECORDED: "info",
    DecisionState.IN_FORCE: "ok",
    DecisionState.RETURNED: "warn",
    DecisionState.SUSPENDED: "warn",
    DecisionState.LAPSED: "open",
    DecisionState.SUPERSEDED: "open",
}
REVIEWS: Final[Words] = {
    BoardReview.CONFIRMED: lazy_gettext("Confirmed"),
    BoardReview.RETURNED: lazy_gettext("Returned"),
    BoardReview.SUSPENDED: lazy_gettext("Suspended"),
}
REVIEW_GROUNDS: Final[Words] = {
    Ground.PROCEDURE: lazy_gettext("The procedure"),
    Ground.CHARTER: lazy_gettext("The charter"),
    Ground.LAW: lazy_gettext("The law"),
    Ground.MEANS: lazy_gettext("The means"),
}
REVIEW_OUTCOMES: Final[Words] = {
    ReviewOutcome.CONFIRMED: lazy_gettext("It goes on"),
    ReviewOutcome.AMENDED: lazy_gettext("It goes on, amended"),
    ReviewOutcome.LAPSED: lazy_gettext("It lapses"),
}
DECISION_KINDS: Final[Words] = {
    Kind.ORIENTATION: lazy_gettext("Orientation"),
    Kind.RULE: lazy_gettext("Change of a rule"),
    Kind.CHARTER: lazy_gettext("Change of the charter"),
    Kind.ADMISSION: lazy_gettext("Admission of a partner"),
    Kind.DESIGNATION: lazy_gettext("Designation of a person"),
}
DECIDED_BY: Final[Words] = {
    Method.CONSENT: lazy_gettext("by consent"),
    Method.FOR_AGAINST: lazy_gettext("by a vote for or against"),
    Method.APPROVAL: lazy_gettext("by approval of options"),
    Method.ADVICE: lazy_gettext("after taking advice"),
}
