"""Raise a question."""

from typing import Any

from ledger.governance.meetings.events import Topic
from ledger.governance.meetings.raise_question import RaiseQuestion
from ledger.governance.meetings.refusals import NotYourQuestion, QuestionExists
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Command
from tests.cast import BRUMES, PONT
from tests.parlour import BEFORE, CITIZENS, HOW, RAISED, TEXT, asked
from tests.spec import given


def raising(
    partner_id: PartnerId = BRUMES,
    /,
    **content: Any,  # noqa: ANN401  # whatever the command asks
) -> Command:
    told: dict[str, Any] = {"question_id": HOW, "topic": Topic.OPERATIONS, "text": TEXT}
    return asked(RaiseQuestion, partner_id, **told | content)


def test_any_partner_asks() -> None:
    """In a meeting or outside; each question once."""
    given(*BEFORE).when(raising()).then(RAISED)
    given(*BEFORE, RAISED).when(raising()).refused(QuestionExists)


def test_a_citizens_question_comes_in_through_whoever_serves_the_commons() -> None:
    """Who has read it."""
    let_in = raising(PONT, topic=Topic.VALUES, is_citizens=True)
    given(*BEFORE).when(let_in).then(CITIZENS)
    given(*BEFORE).when(raising(is_citizens=True)).refused(NotYourQuestion)
