"""Amendments: what others would change of a proposal, and the author's answers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from ledger.governance.proposals.events import (
    AmendmentAccepted,
    AmendmentDeclined,
    AmendmentProposed,
)
from ledger.governance.proposals.refusals import AmendmentIsAnswered, UnknownAmendment
from ledger.kernel.decider import Facts, facts
from ledger.kernel.identifiers import AmendmentId, ProposalId

AMENDMENTS: Final = (AmendmentProposed, AmendmentAccepted, AmendmentDeclined)
AmendmentFact = AmendmentProposed | AmendmentAccepted | AmendmentDeclined


@dataclass(frozen=True)
class Amendment:
    """From which version it began, and what the author answered."""

    text_version: int
    is_accepted: bool = False
    is_declined: bool = False


Amendments = Mapping[AmendmentId, Amendment]

NO_AMENDMENTS: Final[Amendments] = {}


def amendments_to(proposal_id: ProposalId) -> Facts:
    """Depend on the amendments to a proposal."""
    return facts(*AMENDMENTS, proposal_id=proposal_id)


def evolve_amendments(amendments: Amendments, fact: AmendmentFact) -> Amendments:
    """Remember what was proposed, and answered."""
    name = fact.amendment_id
    match fact:
        case AmendmentProposed(text_version=version):
            return {**amendments, name: Amendment(version)}
        case AmendmentAccepted():
            answered = replace(amendments[name], is_accepted=True)
        case AmendmentDeclined():
            answered = replace(amendments[name], is_declined=True)
    return {**amendments, name: answered}


def require_waiting(amendments: Amendments, name: AmendmentId) -> Amendment:
    """Return an amendment that has no answer yet; refuse any other."""
    found = amendments.get(name)
    if found is None:
        raise UnknownAmendment
    if found.is_accepted or found.is_declined:
        raise AmendmentIsAnswered
    return found
