"""Ask for a clarification."""

from ledger.commons.contributions.ask_clarification import AskClarification
from ledger.commons.contributions.events import (
    ContributionClarificationAsked,
    ContributionClarificationGiven,
)
from ledger.commons.contributions.refusals import (
    ClarificationPending,
    ContributionIsWithdrawn,
    OwnContribution,
)
from ledger.kernel.messages import Capacity
from tests.cast import BEN, BRUMES, LITTORAL, SOURCES, acting_for, mandate
from tests.spec import given
from tests.workshop import (
    ANSWER,
    GARDEN_RECORDED,
    REASON,
    RECORDED,
    SOURCES_CONTESTED,
    WORKSHOP,
    WORKSHOP_WITHDRAWN,
    asked,
    of_garden,
)

BRUMES_ASKS = asked(AskClarification, BRUMES, question=REASON)
BRUMES_ASKED = ContributionClarificationAsked(
    contribution_id=WORKSHOP, asking_id=BRUMES, question=REASON
)
SOURCES_ASKED = ContributionClarificationAsked(
    contribution_id=WORKSHOP, asking_id=SOURCES, question=REASON
)
LITTORAL_ANSWERED = ContributionClarificationGiven(
    contribution_id=WORKSHOP, answer=ANSWER
)


def test_another_partner_asks() -> None:
    """What is not clear can be asked."""
    given(*RECORDED).when(BRUMES_ASKS).then(BRUMES_ASKED)


def test_a_board_member_asks() -> None:
    """The board asks too, through one of its members."""
    board = acting_for(BEN, BRUMES, Capacity.BOARD_MEMBER)
    (
        given(*RECORDED, mandate(BEN, BRUMES, Capacity.BOARD_MEMBER))
        .when(asked(AskClarification, BRUMES, question=REASON, actor=board))
        .then(BRUMES_ASKED)
    )


def test_one_question_is_open_at_a_time() -> None:
    """The author answers one question before the next, whoever asks."""
    for pending in (SOURCES_ASKED, BRUMES_ASKED):
        given(*RECORDED, pending).when(BRUMES_ASKS).refused(ClarificationPending)


def test_once_answered_another_question_is_asked() -> None:
    """The answer makes room for the next question."""
    given(*RECORDED, SOURCES_ASKED, LITTORAL_ANSWERED).when(BRUMES_ASKS).then(
        BRUMES_ASKED
    )


def test_a_question_about_another_contribution_is_no_obstacle() -> None:
    """Questions about different contributions do not touch."""
    (
        given(*RECORDED, GARDEN_RECORDED, of_garden(SOURCES_ASKED))
        .when(BRUMES_ASKS)
        .then(BRUMES_ASKED)
    )


def test_an_answer_about_another_contribution_does_not_count() -> None:
    """The open question stays open until it is itself answered."""
    garden = (of_garden(SOURCES_ASKED), of_garden(LITTORAL_ANSWERED))
    (
        given(*RECORDED, GARDEN_RECORDED, SOURCES_ASKED, *garden)
        .when(BRUMES_ASKS)
        .refused(ClarificationPending)
    )


def test_a_contested_contribution_is_asked_about() -> None:
    """A contest does not stop the conversation."""
    given(*RECORDED, SOURCES_CONTESTED).when(BRUMES_ASKS).then(BRUMES_ASKED)


def test_nobody_asks_themselves() -> None:
    """The author has the answers."""
    command = asked(AskClarification, LITTORAL, question=REASON)
    given(*RECORDED).when(command).refused(OwnContribution)


def test_what_was_withdrawn_is_not_asked_about() -> None:
    """Nothing is left to clarify."""
    given(*RECORDED, WORKSHOP_WITHDRAWN).when(BRUMES_ASKS).refused(
        ContributionIsWithdrawn
    )
