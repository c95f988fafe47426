"""When a decision on the charter is recorded, amend it: partners accept it anew."""

from datetime import datetime

from ledger.governance.charter.amend_charter import AmendCharter
from ledger.kernel.identifiers import DecisionId
from ledger.kernel.messages import Actor

RULE = "charter-by-decision"


def reaction(*, decision_id: DecisionId, cause: int, at: datetime) -> AmendCharter:
    """Return the command that follows from a decision recorded at ``cause``."""
    return AmendCharter(
        actor=Actor(rule=RULE, cause=cause),
        at=at,
        key=f"{cause}-charter",
        decision_id=decision_id,
    )
