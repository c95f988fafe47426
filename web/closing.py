"""Closing: votes whose moment has come are counted, by rule."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, Protocol

from ledger.application import CODEC, Ledger, TooContended
from ledger.governance.rules.decision_rule import Secrecy
from ledger.governance.voting.events import BallotCast, BallotChanged
from ledger.kernel.identifiers import MandateId, ProposalId, VoteId, tag_of
from ledger.kernel.messages import Refusal
from ledger.kernel.store.port import Clause
from ledger.reactions.when_voting_ends_close_the_vote import reaction
from projections.governance.votes import VoteRow
from web.sealed_ballots import Opened, words_of

logger = logging.getLogger(__name__)

GRACE: Final = timedelta(seconds=10)
"""A ballot stamped a moment before the end may be recorded a moment after it.

No command is recorded that is older than some seconds; after that, whoever reads
the ballots has them all, and no sealed one is missed.
"""


class Openings(Protocol):
    """Opens what sealed ballots were committed to."""

    def open(
        self, vote_id: VoteId, committed: Mapping[MandateId, str]
    ) -> Sequence[Opened]:
        """Return what is known of these commitments."""
        ...

    def forget(self, vote_id: VoteId) -> None:
        """Throw away what is published now."""
        ...


def close_due(
    ledger: Ledger,
    due: Sequence[VoteRow],
    at: datetime,
    openings: Openings | None = None,
) -> int:
    """Close each, and return how many of them that closed.

    Killed in between, the next round asks again with the same key. What is
    refused was closed by a faster reactor, or extended meanwhile.
    """
    return sum(_closed(ledger, row, at, openings) for row in due)


def _closed(
    ledger: Ledger, row: VoteRow, at: datetime, openings: Openings | None
) -> int:
    vote_id = VoteId(row.vote_id)
    opened: Sequence[Opened] = ()
    if row.rule.secrecy is Secrecy.SEALED:
        if openings is None:
            logger.warning("Sealed vote %s waits for its openings", vote_id)
            return 0
        opened = openings.open(vote_id, committed(ledger, vote_id))
    command = reaction(
        vote_id=vote_id,
        proposal_id=ProposalId(row.proposal_id),
        cause=row.cause,
        at=at,
        openings=[one.opening for one in opened],
        words=words_of(opened),
    )
    try:
        appended = ledger.handle(command)
    except (Refusal, TooContended):
        return 0
    if openings is not None and opened:
        openings.forget(vote_id)
    return int(not appended.is_repeat)


def committed(ledger: Ledger, vote_id: VoteId) -> dict[MandateId, str]:
    """Return what each mandate is committed to, as the ledger has it, not a view."""
    kinds = frozenset(kind.__name__ for kind in (BallotCast, BallotChanged))
    history = ledger.store.read([Clause(kinds, (tag_of("vote_id", vote_id),))])
    found: dict[MandateId, str] = {}
    for stored in history.events:
        fact = CODEC.decode(stored).fact
        assert isinstance(fact, BallotCast | BallotChanged), "only these were asked for"
        found[fact.mandate_id] = fact.commitment or ""
    return found
