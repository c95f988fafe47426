"""Contents of the room of decisions: its facts, its commands, and who may give each."""

from collections.abc import Mapping
from typing import Any, Final

from ledger.governance.decisions import events as decisions
from ledger.governance.decisions.answer_appeal import AnswerAppeal, answer_appeal
from ledger.governance.decisions.appeal_decision import AppealDecision, appeal_decision
from ledger.governance.decisions.designate_elected import (
    DesignateElected,
    designate_elected,
)
from ledger.governance.decisions.implement_decision import (
    ImplementDecision,
    implement_decision,
)
from ledger.governance.decisions.ratify_decision import RatifyDecision, ratify_decision
from ledger.governance.decisions.record_decision import RecordDecision, record_decision
from ledger.governance.decisions.refuse_effect import RefuseEffect, refuse_effect
from ledger.governance.decisions.review_decision import ReviewDecision, review_decision
from ledger.governance.decisions.revisit_decision import (
    RevisitDecision,
    revisit_decision,
)
from ledger.governance.decisions.state_outcome import StateOutcome, state_outcome
from ledger.governance.decisions.supersede_decision import (
    SupersedeDecision,
    supersede_decision,
)
from ledger.kernel.decider import Decider
from ledger.kernel.messages import Command, Fact
from ledger.kernel.roles import BOARD, BY_RULE, REPRESENTING, SERVING, Role

FACTS: Final[tuple[type[Fact], ...]] = (
    decisions.DecisionRecorded,
    decisions.OutcomeStated,
    decisions.DecisionReviewed,
    decisions.DecisionRevisited,
    decisions.DecisionRatified,
    decisions.DecisionSuperseded,
    decisions.DecisionImplemented,
    decisions.DecisionAppealed,
    decisions.AppealAnswered,
    decisions.EffectRefused,
)

DECIDERS: Final[Mapping[type[Command], Decider[Any, Any]]] = {
    RecordDecision: record_decision,
    RefuseEffect: refuse_effect,
    DesignateElected: designate_elected,
    StateOutcome: state_outcome,
    ReviewDecision: review_decision,
    RevisitDecision: revisit_decision,
    RatifyDecision: ratify_decision,
    SupersedeDecision: supersede_decision,
    ImplementDecision: implement_decision,
    AppealDecision: appeal_decision,
    AnswerAppeal: answer_appeal,
}

POLICY: Final[Mapping[type[Command], frozenset[Role]]] = {
    RecordDecision: BY_RULE,
    RefuseEffect: BY_RULE,
    DesignateElected: BY_RULE,
    StateOutcome: SERVING,
    ReviewDecision: BOARD,
    RevisitDecision: SERVING,
    RatifyDecision: REPRESENTING,
    SupersedeDecision: SERVING,
    ImplementDecision: SERVING | REPRESENTING,
    AppealDecision: REPRESENTING,
    AnswerAppeal: BOARD,
}
