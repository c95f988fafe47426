"""When a decision on a rule is recorded, adopt the rule: the next vote obeys it."""

from datetime import datetime

from ledger.governance.rules.adopt_rule import AdoptRule
from ledger.kernel.identifiers import DecisionId
from ledger.kernel.messages import Actor

RULE = "rules-by-decision"


def reaction(*, decision_id: DecisionId, cause: int, at: datetime) -> AdoptRule:
    """Return the command that follows from a decision recorded at ``cause``."""
    return AdoptRule(
        actor=Actor(rule=RULE, cause=cause),
        at=at,
        key=f"{cause}-rule",
        decision_id=decision_id,
    )
