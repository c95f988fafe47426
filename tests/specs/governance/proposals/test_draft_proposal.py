"""Draft a proposal."""

from ledger.governance.proposals.draft_proposal import DraftProposal
from ledger.governance.proposals.refusals import ProposalExists
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Command
from tests.agora import BEFORE, DRAFT, DRAFTED, ON_THE_TABLE, asked
from tests.cast import BRUMES, LITTORAL
from tests.spec import given


def drafting(partner_id: PartnerId = LITTORAL) -> Command:
    return asked(DraftProposal, partner_id, title=DRAFT, text=DRAFT)


def test_a_partner_begins_a_proposal() -> None:
    """Partners may read it before everybody does."""
    given(*BEFORE).when(drafting()).then(DRAFTED)


def test_a_name_serves_once() -> None:
    """Be it drafted or published, by whomever."""
    given(*BEFORE, DRAFTED).when(drafting(BRUMES)).refused(ProposalExists)
    given(*ON_THE_TABLE).when(drafting()).refused(ProposalExists)
