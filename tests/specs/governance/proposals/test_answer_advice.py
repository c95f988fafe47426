"""Answer an advice."""

from typing import Any

from ledger.governance.proposals.answer_advice import AnswerAdvice
from ledger.governance.proposals.events import AdviceAnswered
from ledger.governance.proposals.refusals import NotYourProposal, UnknownAdvice
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Command
from tests.agora import ADVISED, ANSWER, EVENINGS, FENCE, LIGHTS, ON_THE_TABLE, asked
from tests.cast import BRUMES, LITTORAL
from tests.spec import given

TOLD = AdviceAnswered(
    proposal_id=EVENINGS, advice_id=LIGHTS, partner_id=LITTORAL, answer=ANSWER
)


def answering(
    partner_id: PartnerId = LITTORAL,
    /,
    **content: Any,  # noqa: ANN401  # whatever the command asks
) -> Command:
    told: dict[str, Any] = {"advice_id": LIGHTS, "answer": ANSWER}
    return asked(AnswerAdvice, partner_id, **told | content)


def test_its_author_answers() -> None:
    """Once, for everybody to read."""
    given(*ON_THE_TABLE, ADVISED).when(answering()).then(TOLD)


def test_what_waits_for_no_answer_gets_none() -> None:
    """Nobody asked, or it has its answer, or it was asked of another proposal."""
    given(*ON_THE_TABLE).when(answering()).refused(UnknownAdvice)
    story = given(*ON_THE_TABLE, ADVISED, TOLD)
    story.when(answering()).refused(UnknownAdvice)
    other = answering(BRUMES, proposal_id=FENCE)
    given(*ON_THE_TABLE, ADVISED).when(other).refused(UnknownAdvice)


def test_nobody_answers_for_the_author() -> None:
    """It is the author's proposal."""
    story = given(*ON_THE_TABLE, ADVISED)
    story.when(answering(BRUMES)).refused(NotYourProposal)
