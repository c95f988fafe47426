"""Cast a ballot: one for each mandate, changed as often as one likes until closing.

A partner's voice is given by its representative or alternate, or by whoever holds
its proxy. The first ballot and a change are two facts: the older one stays.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from ledger.governance.rules.decision_rule import Secrecy
from ledger.governance.voting.answers import check_choices, check_reason
from ledger.governance.voting.booth import (
    EMPTY,
    Booth,
    OwnFact,
    VoteFact,
    booth_of,
    evolve_booth,
    require_open,
    require_voter,
    speaks_for,
)
from ledger.governance.voting.electorate import Voter
from ledger.governance.voting.events import (
    BallotCast,
    BallotChanged,
    VoteOpened,
)
from ledger.governance.voting.refusals import (
    BallotSealedOrNot,
    CastThroughProxy,
    CommitmentMalformed,
    NoProxyForThis,
    NotYourVoice,
    ProxiesNotTaken,
    ProxyCapReached,
    RecusedFromVote,
    VotedItself,
)
from ledger.governance.voting.sealing import COMMITMENT
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import MandateId, PartnerId, ProxyId, VoteId, joined
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.refusals import NoMandateInForce
from ledger.kernel.words import Words
from ledger.membership.mandates.events import (
    MandateGranted,
    MandateWithdrawn,
    ProxyGiven,
    ProxyRevoked,
)
from ledger.membership.mandates.standing import Mandate, mandate_of
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)


@dataclass(frozen=True, kw_only=True)
class CastBallot(Command):
    """A mandate of the electorate answers, itself or through who holds its proxy.

    ``part`` is where the electorate lists the mandate. A sealed vote takes a
    commitment in place of answers and reason.
    """

    vote_id: VoteId
    partner_id: PartnerId
    mandate_id: MandateId
    part: int
    choices: tuple[str, ...] = ()
    reason: Words | None = None
    commitment: str | None = None


@dataclass(frozen=True)
class Ballot:
    """The booth, the voice's own mandate and proxies, and what its holder cast."""

    booth: Booth = EMPTY
    partnership: Partnership = Partnership.UNKNOWN
    mandates: Mapping[MandateId, Mandate] = field(
        default_factory=dict[MandateId, Mandate]
    )
    proxies: Mapping[ProxyId, ProxyGiven] = field(
        default_factory=dict[ProxyId, ProxyGiven]
    )


BLANK: Final = Ballot()


def boundary(command: CastBallot) -> Boundary:
    """Depend on the vote, this voice, its proxies, and the holder's own ballots."""
    own = command.actor.mandate_id or MandateId("none")
    return (
        *booth_of(command.vote_id, command.mandate_id, command.part),
        partnership_of(command.partner_id),
        facts(MandateGranted, MandateWithdrawn, mandate_id=command.mandate_id),
        facts(ProxyGiven, ProxyRevoked, mandate_id=command.mandate_id),
        facts(
            BallotCast,
            BallotChanged,
            holding_id=joined(command.vote_id, own),
        ),
    )


BallotFact = (
    VoteFact
    | OwnFact
    | PartnershipFact
    | MandateGranted
    | MandateWithdrawn
    | ProxyGiven
    | ProxyRevoked
)


def evolve(ballot: Ballot, fact: BallotFact) -> Ballot:
    """Remember what the fact means for this ballot."""
    if isinstance(fact, PARTNERSHIP):
        return replace(ballot, partnership=evolve_partnership(fact))
    match fact:
        case MandateGranted(mandate_id=name):
            held = {**ballot.mandates, name: mandate_of(fact)}
            return replace(ballot, mandates=held)
        case MandateWithdrawn(mandate_id=name):
            ended = replace(ballot.mandates[name], is_withdrawn=True)
            return replace(ballot, mandates={**ballot.mandates, name: ended})
        case ProxyGiven(proxy_id=name):
            return replace(ballot, proxies={**ballot.proxies, name: fact})
        case ProxyRevoked(proxy_id=gone):
            left = {n: proxy for n, proxy in ballot.proxies.items() if n != gone}
            return replace(ballot, proxies=left)
        case _:
            return replace(ballot, booth=evolve_booth(ballot.booth, fact))


def decide(
    ballot: Ballot, command: CastBallot, acting: Acting
) -> list[BallotCast | BallotChanged]:
    """Take the answer of a voice that is whose it says, while the vote is open."""
    require_standing(acting, command.partner_id, ballot.partnership)
    vote = require_open(ballot.booth, command)
    voter = require_voter(ballot.booth, command.mandate_id)
    if command.mandate_id in ballot.booth.recused:
        raise RecusedFromVote
    through = _through(ballot, vote, voter, command, acting)
    _check_answer(vote, command)
    before = ballot.booth.ballots.get(command.mandate_id)
    if before is not None and before.through is not None and through is None:
        raise CastThroughProxy
    if before is not None and before.through is None and through is not None:
        raise VotedItself
    told: dict[str, Any] = {
        "vote_id": command.vote_id,
        "mandate_id": command.mandate_id,
        "partner_id": command.partner_id,
        "through": through,
        "choices": command.choices,
        "reason": command.reason,
        "commitment": command.commitment,
    }
    return [BallotCast(**told) if before is None else BallotChanged(**told)]


def _through(
    ballot: Ballot,
    vote: VoteOpened,
    voter: Voter,
    command: CastBallot,
    acting: Acting,
) -> MandateId | None:
    """Return the mandate that votes for another, None where a partner votes itself.

    A proxy dies with the mandate that gave it; the one who acts is in force, or
    would not have come this far.
    """
    own = command.actor.mandate_id
    mandate = ballot.mandates.get(voter.mandate_id)
    today = day_in_paris(command.at)
    if mandate is None or not mandate.is_in_force(today):
        raise NoMandateInForce
    if speaks_for(vote, voter, acting):
        return None
    if vote.rule.proxies is None:
        raise ProxiesNotTaken
    assert own is not None, "the policy lets mandates through only"
    if not any(
        proxy.holder_mandate_id == own and _serves(proxy, command)
        for proxy in ballot.proxies.values()
    ):
        has_any = bool(ballot.proxies)
        raise NoProxyForThis if has_any else NotYourVoice
    held = {
        name
        for name, cast in ballot.booth.ballots.items()
        if cast.through == own and name != voter.mandate_id
    }
    cap = vote.rule.proxies.per_holder
    if len(held) >= cap:
        raise ProxyCapReached(cap=cap)
    return own


def _serves(proxy: ProxyGiven, command: CastBallot) -> bool:
    if proxy.until is not None:
        return day_in_paris(command.at) <= proxy.until
    return proxy.vote_id == command.vote_id


def _check_answer(vote: VoteOpened, command: CastBallot) -> None:
    is_sealed = vote.rule.secrecy is Secrecy.SEALED
    if is_sealed != (command.commitment is not None):
        raise BallotSealedOrNot
    if command.commitment is not None:
        if command.choices or command.reason is not None:
            raise BallotSealedOrNot
        if not COMMITMENT.fullmatch(command.commitment):
            raise CommitmentMalformed
        return
    check_choices(vote, command.choices)
    check_reason(vote, command.choices, command.reason)


cast_ballot = Decider(boundary, BLANK, evolve, decide)
