"""Confirm a contribution."""

from decimal import Decimal

import pytest

from ledger.commons.contributions.confirm_contribution import ConfirmContribution
from ledger.commons.contributions.events import (
    ContestAnswered,
    ContestSettled,
    ContributionClarificationAsked,
    ContributionConfirmed,
    ContributionCorrected,
    Settlement,
)
from ledger.commons.contributions.refusals import (
    AlreadyConfirmed,
    ContestUpheld,
    ContributionIsContested,
    ContributionIsWithdrawn,
    OwnContribution,
)
from ledger.kernel.identifiers import ContributionId, PartnerId
from ledger.kernel.messages import Fact
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES
from tests.spec import given
from tests.workshop import (
    ANSWER,
    GARDEN,
    GARDEN_RECORDED,
    REASON,
    RECORDED,
    SOURCES_CONTESTED,
    WORKSHOP,
    WORKSHOP_WITHDRAWN,
    asked,
    of_garden,
)


def confirms(
    partner_id: PartnerId, contribution_id: ContributionId = WORKSHOP, key: str = "form"
) -> ConfirmContribution:
    command = asked(ConfirmContribution, partner_id, contribution_id, key=key)
    assert isinstance(command, ConfirmContribution)
    return command


def confirmed(
    partner_id: PartnerId,
    quantity: str = "7.5",
    contribution_id: ContributionId = WORKSHOP,
) -> ContributionConfirmed:
    return ContributionConfirmed(
        contribution_id=contribution_id,
        confirming_id=partner_id,
        quantity=Decimal(quantity),
    )


def corrected(difference: str) -> ContributionCorrected:
    return ContributionCorrected(
        contribution_id=WORKSHOP,
        partner_id=LITTORAL,
        difference=Decimal(difference),
        reason=REASON,
    )


def settled(settlement: Settlement) -> tuple[Fact, ...]:
    return (
        SOURCES_CONTESTED,
        ContestSettled(
            contribution_id=WORKSHOP,
            settling_id=PONT,
            settlement=settlement,
            reason=REASON,
        ),
    )


def test_another_partner_confirms() -> None:
    """A confirmation says which partner saw which quantity."""
    given(*RECORDED).when(confirms(BRUMES)).then(confirmed(BRUMES))


def test_several_partners_confirm() -> None:
    """Another partner's confirmation is no obstacle."""
    given(*RECORDED, confirmed(SOURCES)).when(confirms(BRUMES)).then(confirmed(BRUMES))


def test_two_partners_confirm_two_contributions() -> None:
    """Neither a confirmation of another contribution, nor who gave it, interferes."""
    (
        given(*RECORDED, GARDEN_RECORDED, confirmed(SOURCES, contribution_id=GARDEN))
        .when(confirms(BRUMES))
        .then(confirmed(BRUMES))
        .when(confirms(SOURCES, key="another form"))
        .then(confirmed(SOURCES))
    )


def test_nobody_confirms_their_own() -> None:
    """Littoral does not confirm what Littoral brought."""
    given(*RECORDED).when(confirms(LITTORAL)).refused(OwnContribution)


def test_no_partner_confirms_twice() -> None:
    """The second confirmation of a partner says nothing more."""
    (
        given(*RECORDED, confirmed(BRUMES))
        .when(confirms(BRUMES))
        .refused(AlreadyConfirmed)
    )


def test_more_is_to_be_confirmed_anew() -> None:
    """Corrected upwards, the confirmation of less does not stand for it."""
    (
        given(*RECORDED, confirmed(BRUMES), corrected("0.5"))
        .when(confirms(BRUMES))
        .then(confirmed(BRUMES, "8"))
    )


def test_less_stays_confirmed() -> None:
    """Corrected downwards, the confirmation of more still stands."""
    (
        given(*RECORDED, confirmed(BRUMES), corrected("-0.5"))
        .when(confirms(BRUMES))
        .refused(AlreadyConfirmed)
    )


def test_the_greatest_quantity_confirmed_stands() -> None:
    """Confirmed at 7.5 and at 9, then corrected to 8: nothing is to be confirmed."""
    history = (confirmed(BRUMES), corrected("1.5"), confirmed(BRUMES, "9"))
    (
        given(*RECORDED, *history, corrected("-1"))
        .when(confirms(BRUMES))
        .refused(AlreadyConfirmed)
    )


def test_the_quantity_as_corrected_is_confirmed_spelt_plainly() -> None:
    """7.5 and 0.50 are 8."""
    story = given(*RECORDED, corrected("0.50")).when(confirms(BRUMES))
    (fact,) = story.then_kinds(ContributionConfirmed)
    assert str(fact.quantity) == "8"


def test_what_is_contested_is_not_confirmed() -> None:
    """Until a contest is settled, a confirmation would take sides unheard."""
    answered = ContestAnswered(contribution_id=WORKSHOP, answer=ANSWER)
    for history in ((SOURCES_CONTESTED,), (SOURCES_CONTESTED, answered)):
        given(*RECORDED, *history).when(confirms(BRUMES)).refused(
            ContributionIsContested
        )


def test_what_a_contest_set_aside_leaves_is_confirmed() -> None:
    """A contest that was set aside is no obstacle."""
    (
        given(*RECORDED, *settled(Settlement.SET_ASIDE))
        .when(confirms(BRUMES))
        .then(confirmed(BRUMES))
    )


def test_what_was_rightly_contested_is_not_confirmed() -> None:
    """An upheld contest keeps the contribution apart, corrected or not."""
    story = given(*RECORDED, *settled(Settlement.UPHELD), corrected("-1"))
    story.when(confirms(BRUMES)).refused(ContestUpheld)


@pytest.mark.parametrize(
    "garden",
    [
        (of_garden(SOURCES_CONTESTED),),
        tuple(of_garden(fact) for fact in settled(Settlement.UPHELD)),
        (of_garden(WORKSHOP_WITHDRAWN),),
    ],
)
def test_a_contest_of_another_contribution_is_no_obstacle(
    garden: tuple[Fact, ...],
) -> None:
    """What happens to the garden leaves the workshop alone."""
    (
        given(*RECORDED, GARDEN_RECORDED, *garden)
        .when(confirms(BRUMES))
        .then(confirmed(BRUMES))
    )


def test_what_was_withdrawn_is_not_confirmed() -> None:
    """Nothing is left to confirm."""
    (
        given(*RECORDED, WORKSHOP_WITHDRAWN)
        .when(confirms(BRUMES))
        .refused(ContributionIsWithdrawn)
    )


def test_an_open_question_is_no_obstacle() -> None:
    """Who has seen it may confirm it while another partner still asks."""
    question = ContributionClarificationAsked(
        contribution_id=WORKSHOP, asking_id=SOURCES, question=REASON
    )
    given(*RECORDED, question).when(confirms(BRUMES)).then(confirmed(BRUMES))
