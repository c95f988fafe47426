"""When the moment that a vote was announced to end has come, close it."""

from collections.abc import Sequence
from datetime import datetime

from ledger.governance.voting.close_vote import CloseVote
from ledger.governance.voting.events import Opening
from ledger.kernel.identifiers import ProposalId, VoteId
from ledger.kernel.messages import Actor
from ledger.kernel.words import Disclosure

RULE = "vote-closing"


def reaction(  # noqa: PLR0913  # a count is made of all of these
    *,
    vote_id: VoteId,
    proposal_id: ProposalId,
    cause: int,
    at: datetime,
    openings: Sequence[Opening] = (),
    words: Sequence[Disclosure] = (),
    seed: str = "",
) -> CloseVote:
    """Return the command that follows from a moment that has come.

    ``cause`` is the position of the fact that set the moment. A reactor that was
    killed after closing asks with the same key, and counts nothing twice.
    """
    return CloseVote(
        actor=Actor(rule=RULE, cause=cause),
        at=at,
        key=f"{cause}-{vote_id}",
        vote_id=vote_id,
        proposal_id=proposal_id,
        openings=tuple(openings),
        words=tuple(words),
        seed=seed,
    )
