"""Tabled: a proposal as it stands, for whoever decides on it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ledger.governance.proposals.events import (
    Bearing,
    ProposalDrafted,
    ProposalPublished,
    ProposalReworded,
    ProposalWithdrawn,
)
from ledger.governance.proposals.subjects import Subject
from ledger.kernel.decider import Facts, facts
from ledger.kernel.identifiers import PartnerId, ProposalId

TABLED: Final = (
    ProposalDrafted,
    ProposalPublished,
    ProposalReworded,
    ProposalWithdrawn,
)
TabledFact = ProposalDrafted | ProposalPublished | ProposalReworded | ProposalWithdrawn


@dataclass(frozen=True)
class Tabled:
    """Whose it is, its version (0 while a draft), and what it would change."""

    partner_id: PartnerId | None = None
    version: int = 0
    published_on: date | None = None
    subject: Subject | None = None
    bearing: Bearing | None = None
    bodies: tuple[PartnerId, ...] = ()
    is_withdrawn: bool = False


NOT_TABLED: Final = Tabled()


def tabled(proposal_id: ProposalId) -> Facts:
    """Depend on a proposal's text, from its draft to its withdrawal."""
    return facts(*TABLED, proposal_id=proposal_id)


def evolve_tabled(table: Tabled, fact: TabledFact) -> Tabled:
    """Remember author, version and subject."""
    match fact:
        case ProposalDrafted(partner_id=partner):
            return replace(table, partner_id=partner)
        case ProposalPublished():
            return replace(
                table,
                partner_id=fact.partner_id,
                version=1,
                published_on=fact.published_on,
                subject=fact.subject,
                bearing=fact.bearing,
                bodies=fact.bodies,
            )
        case ProposalReworded():
            return replace(table, version=fact.text_version, subject=fact.subject)
        case ProposalWithdrawn():
            return replace(table, is_withdrawn=True)
