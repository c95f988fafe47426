"""Settle a contest."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from ledger.commons.contributions.events import (
    ContestAnswered,
    ContestSettled,
    Settlement,
)
from ledger.commons.contributions.refusals import (
    AnswerStillAwaited,
    ContributionIsWithdrawn,
    NoContestPending,
    NotAThirdPartner,
    OwnContribution,
)
from ledger.commons.contributions.settle_contest import SettleContest
from ledger.kernel.identifiers import PartnerId
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES
from tests.spec import NOON, given
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

ANSWERED = ContestAnswered(contribution_id=WORKSHOP, answer=ANSWER)
BRUMES_SETTLED = ContestSettled(
    contribution_id=WORKSHOP,
    settling_id=BRUMES,
    settlement=Settlement.SET_ASIDE,
    reason=REASON,
)


def settles(
    partner_id: PartnerId,
    settlement: Settlement = Settlement.SET_ASIDE,
    at: datetime = NOON,
) -> SettleContest:
    command = asked(
        SettleContest, partner_id, settlement=settlement, reason=REASON, at=at
    )
    assert isinstance(command, SettleContest)
    return command


@pytest.mark.parametrize("settlement", Settlement)
def test_a_third_partner_settles_after_the_answer(settlement: Settlement) -> None:
    """Upheld or set aside, as the third partner sees it."""
    (
        given(*RECORDED, SOURCES_CONTESTED, ANSWERED)
        .when(settles(BRUMES, settlement))
        .then(msgspec.structs.replace(BRUMES_SETTLED, settlement=settlement))
    )


def test_the_author_has_fifteen_days_to_answer() -> None:
    """Contested on the 10th, it is settled unanswered from the 25th on, in Paris."""
    midnight = datetime(2026, 3, 24, 23, 0, tzinfo=UTC)
    story = given(*RECORDED, SOURCES_CONTESTED)
    just_before = settles(BRUMES, at=midnight - timedelta(seconds=1))
    story.when(just_before).refused(AnswerStillAwaited)
    story.when(settles(BRUMES, at=midnight)).then(BRUMES_SETTLED)


def test_a_contest_just_opened_waits_for_its_answer() -> None:
    """On the same day nobody settles what the author had no time to answer."""
    (
        given(*RECORDED, SOURCES_CONTESTED)
        .when(settles(BRUMES))
        .refused(AnswerStillAwaited)
    )


def test_an_answer_to_another_contest_does_not_count() -> None:
    """The garden's answer is not the workshop's."""
    garden = (of_garden(SOURCES_CONTESTED), of_garden(ANSWERED))
    (
        given(*RECORDED, GARDEN_RECORDED, SOURCES_CONTESTED, *garden)
        .when(settles(BRUMES))
        .refused(AnswerStillAwaited)
    )


def test_the_partner_that_contests_does_not_settle() -> None:
    """Nobody judges their own contest."""
    (
        given(*RECORDED, SOURCES_CONTESTED, ANSWERED)
        .when(settles(SOURCES))
        .refused(NotAThirdPartner)
    )


def test_the_author_does_not_settle() -> None:
    """Nobody judges their own contribution."""
    (
        given(*RECORDED, SOURCES_CONTESTED, ANSWERED)
        .when(settles(LITTORAL))
        .refused(OwnContribution)
    )


def test_who_contested_earlier_may_settle_a_later_contest() -> None:
    """Only the parties of this contest are excluded."""
    brumes_contested = msgspec.structs.replace(SOURCES_CONTESTED, contesting_id=BRUMES)
    first = (
        brumes_contested,
        msgspec.structs.replace(BRUMES_SETTLED, settling_id=PONT),
    )
    (
        given(*RECORDED, *first, SOURCES_CONTESTED, ANSWERED)
        .when(settles(BRUMES))
        .then(BRUMES_SETTLED)
    )


def test_nothing_is_settled_uncontested() -> None:
    """Without a contest there is nothing to settle."""
    given(*RECORDED).when(settles(BRUMES)).refused(NoContestPending)


def test_a_contest_is_settled_once() -> None:
    """The first settlement stands."""
    story = given(*RECORDED, SOURCES_CONTESTED, ANSWERED, BRUMES_SETTLED)
    story.when(settles(PONT)).refused(NoContestPending)


def test_a_contest_of_another_contribution_is_settled_there() -> None:
    """The garden's contest is not the workshop's."""
    garden = (of_garden(SOURCES_CONTESTED), of_garden(ANSWERED))
    (
        given(*RECORDED, GARDEN_RECORDED, *garden)
        .when(settles(PONT))
        .refused(NoContestPending)
    )


def test_what_was_withdrawn_is_settled_by_that() -> None:
    """Nothing is left to settle."""
    (
        given(*RECORDED, SOURCES_CONTESTED, ANSWERED, WORKSHOP_WITHDRAWN)
        .when(settles(BRUMES))
        .refused(ContributionIsWithdrawn)
    )
