"""Give a clarification."""

from ledger.commons.contributions.events import (
    ContributionClarificationAsked,
    ContributionClarificationGiven,
)
from ledger.commons.contributions.give_clarification import GiveClarification
from ledger.commons.contributions.refusals import (
    ContributionIsWithdrawn,
    NoClarificationPending,
    NotYourContribution,
)
from tests.cast import BRUMES, LITTORAL, SOURCES
from tests.spec import given
from tests.workshop import (
    ANSWER,
    GARDEN_RECORDED,
    REASON,
    RECORDED,
    WORKSHOP,
    WORKSHOP_WITHDRAWN,
    asked,
    of_garden,
)

LITTORAL_ANSWERS = asked(GiveClarification, LITTORAL, answer=ANSWER)
SOURCES_ASKED = ContributionClarificationAsked(
    contribution_id=WORKSHOP, asking_id=SOURCES, question=REASON
)
LITTORAL_ANSWERED = ContributionClarificationGiven(
    contribution_id=WORKSHOP, answer=ANSWER
)


def test_the_author_answers() -> None:
    """The open question finds its answer."""
    given(*RECORDED, SOURCES_ASKED).when(LITTORAL_ANSWERS).then(LITTORAL_ANSWERED)


def test_nothing_is_answered_unasked() -> None:
    """Without a question there is no answer."""
    given(*RECORDED).when(LITTORAL_ANSWERS).refused(NoClarificationPending)


def test_a_question_is_answered_once() -> None:
    """The second answer waits for a second question."""
    story = given(*RECORDED, SOURCES_ASKED, LITTORAL_ANSWERED)
    story.when(LITTORAL_ANSWERS).refused(NoClarificationPending)


def test_a_question_about_another_contribution_is_answered_there() -> None:
    """The garden's question is not the workshop's."""
    (
        given(*RECORDED, GARDEN_RECORDED, of_garden(SOURCES_ASKED))
        .when(LITTORAL_ANSWERS)
        .refused(NoClarificationPending)
    )


def test_only_the_author_answers() -> None:
    """Nobody answers for another partner."""
    command = asked(GiveClarification, BRUMES, answer=ANSWER)
    given(*RECORDED, SOURCES_ASKED).when(command).refused(NotYourContribution)


def test_what_was_withdrawn_needs_no_answer() -> None:
    """The withdrawal answers."""
    (
        given(*RECORDED, SOURCES_ASKED, WORKSHOP_WITHDRAWN)
        .when(LITTORAL_ANSWERS)
        .refused(ContributionIsWithdrawn)
    )
