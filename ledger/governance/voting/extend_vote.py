"""Extend a vote: let it close later, as often as its rule allows."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ledger.governance.voting.booth import (
    EMPTY,
    VOTE,
    Booth,
    VoteFact,
    evolve_booth,
    require_open,
)
from ledger.governance.voting.events import VoteExtended
from ledger.governance.voting.opening import DAYS_OPEN_MAX
from ledger.governance.voting.refusals import ExtensionNotAllowed, ExtensionTooLate
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import PartnerId, VoteId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)


@dataclass(frozen=True, kw_only=True)
class ExtendVote(Command):
    """Whoever serves the commons lets a vote close later, and says why."""

    vote_id: VoteId
    partner_id: PartnerId
    closes_at: datetime
    reason: Words


@dataclass(frozen=True)
class Extending:
    """The vote, and where the partner stands."""

    booth: Booth = EMPTY
    partnership: Partnership = Partnership.UNKNOWN


def boundary(command: ExtendVote) -> Boundary:
    """Depend on the vote and on the partner."""
    return (
        facts(*VOTE, vote_id=command.vote_id),
        partnership_of(command.partner_id),
    )


def evolve(extending: Extending, fact: VoteFact | PartnershipFact) -> Extending:
    """Remember both."""
    if isinstance(fact, PARTNERSHIP):
        return replace(extending, partnership=evolve_partnership(fact))
    return replace(extending, booth=evolve_booth(extending.booth, fact))


def decide(
    extending: Extending, command: ExtendVote, acting: Acting
) -> list[VoteExtended]:
    """Move the closing to a later moment, before the one announced has come."""
    require_standing(acting, command.partner_id, extending.partnership)
    vote = require_open(extending.booth, command)
    if extending.booth.extensions >= vote.rule.extensions:
        raise ExtensionNotAllowed
    before = (extending.booth.extended or vote).closes_at
    latest = command.at + timedelta(days=DAYS_OPEN_MAX)
    if not before < command.closes_at <= latest:
        raise ExtensionTooLate
    return [
        VoteExtended(
            vote_id=command.vote_id,
            partner_id=command.partner_id,
            closes_at=command.closes_at,
            reason=command.reason,
        )
    ]


extend_vote = Decider(boundary, Extending(), evolve, decide)
