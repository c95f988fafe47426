"""When what follows from a decision is refused, note it for the board."""

from datetime import datetime

from ledger.governance.decisions.refuse_effect import RefuseEffect
from ledger.kernel.identifiers import DecisionId
from ledger.kernel.messages import Actor, Refusal

RULE = "refused-effects"


def reaction(
    *, decision_id: DecisionId, refusal: Refusal, cause: int, at: datetime
) -> RefuseEffect:
    """Return the command that names why the decision of ``cause`` has no effect."""
    return RefuseEffect(
        actor=Actor(rule=RULE, cause=cause),
        at=at,
        key=f"{cause}-refused",
        decision_id=decision_id,
        refusal=type(refusal).__name__,
    )
