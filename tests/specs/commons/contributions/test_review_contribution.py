"""Review a contribution."""

import pytest

from ledger.commons.contributions.events import ContributionReviewed, Review
from ledger.commons.contributions.refusals import (
    ContributionIsWithdrawn,
    OwnContribution,
    ReasonMissing,
)
from ledger.commons.contributions.review_contribution import ReviewContribution
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Capacity
from ledger.kernel.words import Words
from tests.cast import ADA, BEN, BRUMES, LITTORAL, acting_for, mandate
from tests.spec import given
from tests.workshop import (
    GARDEN_RECORDED,
    PERSON_OF,
    REASON,
    RECORDED,
    SOURCES_CONTESTED,
    WORKSHOP,
    WORKSHOP_WITHDRAWN,
    asked,
    of_garden,
)

ON_BOARD = (
    *RECORDED,
    mandate(BEN, BRUMES, Capacity.BOARD_MEMBER),
    mandate(ADA, LITTORAL, Capacity.BOARD_MEMBER),
)


def reviews(
    review: Review, reason: Words | None = None, partner_id: PartnerId = BRUMES
) -> ReviewContribution:
    board = acting_for(PERSON_OF[partner_id], partner_id, Capacity.BOARD_MEMBER)
    command = asked(
        ReviewContribution, partner_id, review=review, reason=reason, actor=board
    )
    assert isinstance(command, ReviewContribution)
    return command


def reviewed(review: Review, reason: Words | None = None) -> ContributionReviewed:
    return ContributionReviewed(contribution_id=WORKSHOP, review=review, reason=reason)


@pytest.mark.parametrize("review", Review)
def test_a_board_member_says_what_was_found(review: Review) -> None:
    """Each finding is recorded with its reason."""
    given(*ON_BOARD).when(reviews(review, REASON)).then(reviewed(review, REASON))


def test_acceptance_needs_no_reason() -> None:
    """What is in order is simply accepted."""
    given(*ON_BOARD).when(reviews(Review.ACCEPTED)).then(reviewed(Review.ACCEPTED))


@pytest.mark.parametrize("review", [Review.CLARIFICATION_NEEDED, Review.NOT_COUNTED])
def test_anything_else_gives_its_reason(review: Review) -> None:
    """The partner concerned reads why."""
    given(*ON_BOARD).when(reviews(review)).refused(ReasonMissing)


def test_the_board_may_look_again() -> None:
    """A later review stands beside the earlier one."""
    (
        given(*ON_BOARD, reviewed(Review.NOT_COUNTED, REASON), SOURCES_CONTESTED)
        .when(reviews(Review.ACCEPTED))
        .then(reviewed(Review.ACCEPTED))
    )


def test_no_board_member_reviews_their_own_partners() -> None:
    """Ada sits on the board for Littoral, and Littoral brought it."""
    command = reviews(Review.ACCEPTED, partner_id=LITTORAL)
    given(*ON_BOARD).when(command).refused(OwnContribution)


def test_what_was_withdrawn_is_not_reviewed() -> None:
    """Nothing is left to review; the garden's withdrawal does not count."""
    (
        given(*ON_BOARD, WORKSHOP_WITHDRAWN)
        .when(reviews(Review.ACCEPTED))
        .refused(ContributionIsWithdrawn)
    )
    (
        given(*ON_BOARD, GARDEN_RECORDED, of_garden(WORKSHOP_WITHDRAWN))
        .when(reviews(Review.ACCEPTED))
        .then(reviewed(Review.ACCEPTED))
    )
