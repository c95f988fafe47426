"""Share a reaction."""

from typing import Any

from ledger.governance.proposals.events import ReactionShared
from ledger.governance.proposals.refusals import (
    ProposalIsDecided,
    ProposalNotOpen,
    ReactionExists,
)
from ledger.governance.proposals.share_reaction import ShareReaction
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Command
from tests.agora import (
    BEFORE,
    DECIDED,
    DRAFTED,
    EVENINGS,
    FENCE,
    GLAD,
    ON_THE_TABLE,
    TEXT,
    asked,
)
from tests.cast import BRUMES
from tests.spec import given

TOLD = ReactionShared(
    proposal_id=EVENINGS, reaction_id=GLAD, partner_id=BRUMES, text=TEXT
)


def speaking(
    partner_id: PartnerId = BRUMES,
    /,
    **content: Any,  # noqa: ANN401  # whatever the command asks
) -> Command:
    told: dict[str, Any] = {"reaction_id": GLAD, "text": TEXT}
    return asked(ShareReaction, partner_id, **told | content)


def test_another_partner_speaks() -> None:
    """Everybody reads it."""
    given(*ON_THE_TABLE).when(speaking()).then(TOLD)


def test_a_name_serves_once() -> None:
    """On this proposal or another."""
    story = given(*ON_THE_TABLE, TOLD)
    story.when(speaking()).refused(ReactionExists)
    story.when(speaking(proposal_id=FENCE)).refused(ReactionExists)


def test_it_is_said_between_publication_and_decision() -> None:
    """Before and after, there is nothing to say it on."""
    given(*BEFORE, DRAFTED).when(speaking()).refused(ProposalNotOpen)
    given(*DECIDED).when(speaking()).refused(ProposalIsDecided)
