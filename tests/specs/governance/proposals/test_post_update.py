"""Post an update."""

from ledger.governance.proposals.events import UpdatePosted
from ledger.governance.proposals.post_update import PostUpdate
from ledger.governance.proposals.refusals import (
    NotYourProposal,
    ProposalNotOpen,
    UnknownProposal,
)
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Command
from tests.agora import BEFORE, DECIDED, DRAFTED, EVENINGS, ON_THE_TABLE, TEXT, asked
from tests.cast import BRUMES, LITTORAL
from tests.spec import given

TOLD = UpdatePosted(proposal_id=EVENINGS, partner_id=LITTORAL, text=TEXT)


def posting(partner_id: PartnerId = LITTORAL) -> Command:
    return asked(PostUpdate, partner_id, text=TEXT)


def test_its_author_tells_how_things_stand() -> None:
    """Even once it is decided."""
    given(*ON_THE_TABLE).when(posting()).then(TOLD)
    given(*DECIDED).when(posting()).then(TOLD)


def test_nobody_else_does_and_not_of_a_draft() -> None:
    """There is nothing to tell of what nobody has read."""
    given(*ON_THE_TABLE).when(posting(BRUMES)).refused(NotYourProposal)
    given(*BEFORE).when(posting()).refused(UnknownProposal)
    given(*BEFORE, DRAFTED).when(posting()).refused(ProposalNotOpen)
