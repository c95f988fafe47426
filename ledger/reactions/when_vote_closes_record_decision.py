"""When a vote that adopted something closes, record the decision."""

from datetime import datetime

from ledger.governance.decisions.record_decision import RecordDecision
from ledger.kernel.identifiers import (
    DecisionId,
    ProposalId,
    VoteId,
    identifier_from_key,
)
from ledger.kernel.messages import Actor

RULE = "decisions"


def decision_of(vote_id: VoteId) -> DecisionId:
    """Name the decision that a vote came to: the same, whoever asks again."""
    return DecisionId(identifier_from_key(vote_id, "decision"))


def reaction(
    *, vote_id: VoteId, proposal_id: ProposalId, cause: int, at: datetime
) -> RecordDecision:
    """Return the command that follows from a vote whose counts hold.

    ``cause`` is the position of its closing, or of the signature by which the
    counts of a session hold. A reactor killed after recording it records nothing
    when it asks again: the key is the same.
    """
    return RecordDecision(
        actor=Actor(rule=RULE, cause=cause),
        at=at,
        key=f"{cause}-{vote_id}",
        decision_id=decision_of(vote_id),
        proposal_id=proposal_id,
        vote_id=vote_id,
    )
