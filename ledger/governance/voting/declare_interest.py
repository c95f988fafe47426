"""Declare an interest: the mandate leaves electorate and quorum for that vote.

An elected official with an interest takes no part and is not counted in the quorum
(CGCT art. L1111-6 and L2131-11); the same holds here for every mandate.
"""

from dataclasses import dataclass, replace

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
from ledger.governance.voting.events import (
    ConflictOfInterestDeclared,
    RecusalRecorded,
)
from ledger.governance.voting.refusals import AlreadyRecused, NotYourVoice
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import MandateId, PartnerId, VoteId
from ledger.kernel.messages import Acting, Command, Fact
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
class DeclareInterest(Command):
    """A partner says that the matter concerns it, and takes no part."""

    vote_id: VoteId
    partner_id: PartnerId
    mandate_id: MandateId
    part: int
    interest: Words


@dataclass(frozen=True)
class Declaring:
    """The booth, and where the partner stands."""

    booth: Booth = EMPTY
    partnership: Partnership = Partnership.UNKNOWN


def boundary(command: DeclareInterest) -> Boundary:
    """Depend on the vote, on this voice, on the partner."""
    return (
        *booth_of(command.vote_id, command.mandate_id, command.part),
        partnership_of(command.partner_id),
    )


def evolve(
    declaring: Declaring, fact: VoteFact | OwnFact | PartnershipFact
) -> Declaring:
    """Remember all three."""
    if isinstance(fact, PARTNERSHIP):
        return replace(declaring, partnership=evolve_partnership(fact))
    return replace(declaring, booth=evolve_booth(declaring.booth, fact))


def decide(
    declaring: Declaring, command: DeclareInterest, acting: Acting
) -> list[Fact]:
    """Take the partner's own voice out, whatever it answered before."""
    require_standing(acting, command.partner_id, declaring.partnership)
    vote = require_open(declaring.booth, command)
    voter = require_voter(declaring.booth, command.mandate_id)
    if not speaks_for(vote, voter, acting):
        raise NotYourVoice
    if command.mandate_id in declaring.booth.recused:
        raise AlreadyRecused
    return [
        ConflictOfInterestDeclared(
            vote_id=command.vote_id,
            mandate_id=command.mandate_id,
            partner_id=command.partner_id,
            interest=command.interest,
        ),
        RecusalRecorded(
            vote_id=command.vote_id,
            mandate_id=command.mandate_id,
            partner_id=command.partner_id,
        ),
    ]


declare_interest = Decider(boundary, Declaring(), evolve, decide)
