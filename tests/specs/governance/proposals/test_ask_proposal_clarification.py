"""Ask what a proposal means."""

from typing import Any

from ledger.governance.proposals.ask_proposal_clarification import (
    AskProposalClarification,
)
from ledger.governance.proposals.events import ProposalClarificationAsked
from ledger.governance.proposals.refusals import (
    PrecisionExists,
    ProposalIsDecided,
    ProposalNotOpen,
)
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Command
from tests.agora import (
    BEFORE,
    DECIDED,
    DRAFTED,
    EVENINGS,
    FENCE,
    ON_THE_TABLE,
    QUESTION,
    WHO,
    asked,
)
from tests.cast import BRUMES
from tests.spec import given

TOLD = ProposalClarificationAsked(
    proposal_id=EVENINGS, precision_id=WHO, partner_id=BRUMES, question=QUESTION
)


def speaking(
    partner_id: PartnerId = BRUMES,
    /,
    **content: Any,  # noqa: ANN401  # whatever the command asks
) -> Command:
    told: dict[str, Any] = {"precision_id": WHO, "question": QUESTION}
    return asked(AskProposalClarification, partner_id, **told | content)


def test_another_partner_speaks() -> None:
    """Everybody reads the question."""
    given(*ON_THE_TABLE).when(speaking()).then(TOLD)


def test_a_name_serves_once() -> None:
    """On this proposal or another."""
    story = given(*ON_THE_TABLE, TOLD)
    story.when(speaking()).refused(PrecisionExists)
    story.when(speaking(proposal_id=FENCE)).refused(PrecisionExists)


def test_it_is_said_between_publication_and_decision() -> None:
    """Before and after, there is nothing to say it on."""
    given(*BEFORE, DRAFTED).when(speaking()).refused(ProposalNotOpen)
    given(*DECIDED).when(speaking()).refused(ProposalIsDecided)
