"""Give a clarification."""

from typing import Any

from ledger.governance.proposals.events import ProposalClarificationGiven
from ledger.governance.proposals.give_proposal_clarification import (
    GiveProposalClarification,
)
from ledger.governance.proposals.refusals import NotYourProposal, UnknownPrecision
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Command
from tests.agora import ANSWER, ASKED, EVENINGS, FENCE, ON_THE_TABLE, WHO, asked
from tests.cast import BRUMES, LITTORAL
from tests.spec import given

TOLD = ProposalClarificationGiven(
    proposal_id=EVENINGS, precision_id=WHO, partner_id=LITTORAL, answer=ANSWER
)


def answering(
    partner_id: PartnerId = LITTORAL,
    /,
    **content: Any,  # noqa: ANN401  # whatever the command asks
) -> Command:
    told: dict[str, Any] = {"precision_id": WHO, "answer": ANSWER}
    return asked(GiveProposalClarification, partner_id, **told | content)


def test_its_author_answers() -> None:
    """Once, for everybody to read."""
    given(*ON_THE_TABLE, ASKED).when(answering()).then(TOLD)


def test_what_waits_for_no_answer_gets_none() -> None:
    """Nobody asked, or it has its answer, or it was asked of another proposal."""
    given(*ON_THE_TABLE).when(answering()).refused(UnknownPrecision)
    story = given(*ON_THE_TABLE, ASKED, TOLD)
    story.when(answering()).refused(UnknownPrecision)
    other = answering(BRUMES, proposal_id=FENCE)
    given(*ON_THE_TABLE, ASKED).when(other).refused(UnknownPrecision)


def test_nobody_answers_for_the_author() -> None:
    """It is the author's proposal."""
    story = given(*ON_THE_TABLE, ASKED)
    story.when(answering(BRUMES)).refused(NotYourProposal)
