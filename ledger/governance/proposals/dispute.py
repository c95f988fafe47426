"""Dispute: a proposal with the objections to it, for whoever deals with one."""

from dataclasses import dataclass, field, replace
from typing import Final

from ledger.governance.proposals.forum import (
    NO_FORUM,
    Forum,
    ForumFact,
    evolve_forum,
    forum_of,
    require_speaking,
)
from ledger.governance.proposals.objections import (
    NO_OBJECTIONS,
    OBJECTIONS,
    Objection,
    ObjectionFact,
    Objections,
    evolve_objections,
    objections_to,
)
from ledger.governance.proposals.refusals import (
    NotYourObjection,
    ObjectionIsSettled,
    UnknownObjection,
)
from ledger.kernel.decider import Boundary
from ledger.kernel.identifiers import ObjectionId, PartnerId, ProposalId
from ledger.kernel.messages import Acting

DisputeFact = ForumFact | ObjectionFact


@dataclass(frozen=True)
class Dispute:
    """The proposal, and its objections."""

    forum: Forum = NO_FORUM
    objections: Objections = field(default_factory=lambda: NO_OBJECTIONS)


NO_DISPUTE: Final = Dispute()


def dispute_on(proposal_id: ProposalId, partner_id: PartnerId) -> Boundary:
    """Depend on the proposal, on who speaks, and on all objections to it."""
    return (*forum_of(proposal_id, partner_id), objections_to(proposal_id))


def evolve_dispute(dispute: Dispute, fact: DisputeFact) -> Dispute:
    """Remember both."""
    if isinstance(fact, OBJECTIONS):
        changed = evolve_objections(dispute.objections, fact)
        return replace(dispute, objections=changed)
    return replace(dispute, forum=evolve_forum(dispute.forum, fact))


def require_standing_objection(
    dispute: Dispute, partner_id: PartnerId, name: ObjectionId, acting: Acting
) -> Objection:
    """Return an objection that is not settled, to a proposal not decided."""
    require_speaking(dispute.forum, partner_id, acting)
    found = dispute.objections.get(name)
    if found is None:
        raise UnknownObjection
    if found.is_settled:
        raise ObjectionIsSettled
    return found


def require_own_objection(
    dispute: Dispute, partner_id: PartnerId, name: ObjectionId, acting: Acting
) -> Objection:
    """Return the objection where this partner raised it."""
    found = require_standing_objection(dispute, partner_id, name, acting)
    if found.partner_id != partner_id:
        raise NotYourObjection
    return found
