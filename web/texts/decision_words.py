"""Decision words: what people read for each name about decisions."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString, lazy_gettext

from ledger.governance.decisions.events import BoardReview, ReviewOutcome
from ledger.governance.rules.decision_rule import Ground
from projections.governance.decision_rows import DecisionState

Words = Mapping[str, LazyString]

DECISION_STATES: Final[Words] = {
    DecisionState.RECORDED: lazy_gettext("Adopted"),
    DecisionState.IN_FORCE: lazy_gettext("In force"),
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
