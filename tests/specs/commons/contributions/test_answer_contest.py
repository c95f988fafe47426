"""Answer a contest."""

from ledger.commons.contributions.answer_contest import AnswerContest
from ledger.commons.contributions.events import (
    ContestAnswered,
    ContestSettled,
    Settlement,
)
from ledger.commons.contributions.refusals import (
    ContributionIsWithdrawn,
    NoContestPending,
    NotYourContribution,
)
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES
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

LITTORAL_ANSWERS = asked(AnswerContest, LITTORAL, answer=ANSWER)
LITTORAL_ANSWERED = ContestAnswered(contribution_id=WORKSHOP, answer=ANSWER)
SET_ASIDE = ContestSettled(
    contribution_id=WORKSHOP,
    settling_id=PONT,
    settlement=Settlement.SET_ASIDE,
    reason=REASON,
)


def test_the_author_answers() -> None:
    """The author gives its view of the open contest."""
    given(*RECORDED, SOURCES_CONTESTED).when(LITTORAL_ANSWERS).then(LITTORAL_ANSWERED)


def test_nothing_is_answered_uncontested() -> None:
    """Without a contest there is no answer."""
    given(*RECORDED).when(LITTORAL_ANSWERS).refused(NoContestPending)


def test_a_contest_is_answered_once() -> None:
    """The first answer is what others settle from."""
    story = given(*RECORDED, SOURCES_CONTESTED, LITTORAL_ANSWERED)
    story.when(LITTORAL_ANSWERS).refused(NoContestPending)


def test_a_settled_contest_is_not_answered() -> None:
    """Once settled, nothing is left to answer."""
    story = given(*RECORDED, SOURCES_CONTESTED, SET_ASIDE)
    story.when(LITTORAL_ANSWERS).refused(NoContestPending)


def test_a_second_contest_is_answered_anew() -> None:
    """The answer to an earlier contest does not count for a later one."""
    first = (SOURCES_CONTESTED, LITTORAL_ANSWERED, SET_ASIDE)
    (
        given(*RECORDED, *first, SOURCES_CONTESTED)
        .when(LITTORAL_ANSWERS)
        .then(LITTORAL_ANSWERED)
    )


def test_a_contest_of_another_contribution_is_answered_there() -> None:
    """The garden's contest is not the workshop's."""
    (
        given(*RECORDED, GARDEN_RECORDED, of_garden(SOURCES_CONTESTED))
        .when(LITTORAL_ANSWERS)
        .refused(NoContestPending)
    )


def test_only_the_author_answers() -> None:
    """Neither the partner that contests nor any other answers."""
    for partner in (BRUMES, SOURCES):
        command = asked(AnswerContest, partner, answer=ANSWER)
        story = given(*RECORDED, SOURCES_CONTESTED)
        story.when(command).refused(NotYourContribution)


def test_what_was_withdrawn_needs_no_answer() -> None:
    """The withdrawal answers."""
    (
        given(*RECORDED, SOURCES_CONTESTED, WORKSHOP_WITHDRAWN)
        .when(LITTORAL_ANSWERS)
        .refused(ContributionIsWithdrawn)
    )
