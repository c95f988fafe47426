"""Correct a contribution."""

from datetime import date
from decimal import Decimal

import msgspec
import pytest

from ledger.commons.contributions.correct_contribution import CorrectContribution
from ledger.commons.contributions.events import (
    ContestSettled,
    ContributionConfirmed,
    ContributionCorrected,
    Settlement,
)
from ledger.commons.contributions.refusals import (
    ContributionIsWithdrawn,
    DifferenceNotRecordable,
    NothingCorrected,
    NotYourContribution,
    PeriodInFuture,
    PeriodReversed,
    PeriodTooLong,
    QuantityWouldVanish,
)
from ledger.kernel.messages import Refusal
from ledger.kernel.quantities import Period
from tests.cast import BRUMES, LITTORAL, PONT
from tests.spec import given
from tests.workshop import (
    DESCRIPTION,
    GARDEN_RECORDED,
    MARCH_FIRST_WEEK,
    PARTNERS,
    REASON,
    RECORDED,
    SOURCES_CONTESTED,
    TITLE,
    TODAY,
    WORKSHOP,
    WORKSHOP_RECORDED,
    WORKSHOP_WITHDRAWN,
    asked,
    of_garden,
)


def littoral_corrects(
    difference: str = "-2.5", **content: object
) -> CorrectContribution:
    command = asked(
        CorrectContribution,
        LITTORAL,
        **{"difference": Decimal(difference), "reason": REASON, **content},
    )
    assert isinstance(command, CorrectContribution)
    return command


def corrected(difference: str = "-2.5", **content: object) -> ContributionCorrected:
    fact = ContributionCorrected(
        contribution_id=WORKSHOP,
        partner_id=LITTORAL,
        difference=Decimal(difference),
        reason=REASON,
    )
    return msgspec.structs.replace(fact, **content)


@pytest.mark.parametrize("difference", ["-2.5", "1"])
def test_its_author_lowers_or_raises_the_quantity(difference: str) -> None:
    """The difference is recorded, and the earlier record stays."""
    (given(*RECORDED).when(littoral_corrects(difference)).then(corrected(difference)))


@pytest.mark.parametrize(
    "content",
    [
        {"period": Period(TODAY, TODAY)},
        {"title": TITLE},
        {"description": DESCRIPTION},
    ],
)
def test_dates_and_texts_are_corrected_alone(content: dict[str, object]) -> None:
    """Without a difference in quantity, what is given anew holds from now on."""
    (
        given(*RECORDED)
        .when(littoral_corrects("0", **content))
        .then(corrected("0", **content))
    )


def test_no_difference_has_no_sign() -> None:
    """A difference of minus nothing is recorded as 0."""
    story = given(*RECORDED).when(littoral_corrects("-0.00", title=TITLE))
    (fact,) = story.then_kinds(ContributionCorrected)
    assert str(fact.difference) == "0"


@pytest.mark.parametrize("content", [{}, {"period": MARCH_FIRST_WEEK}])
def test_a_correction_changes_something(content: dict[str, object]) -> None:
    """The same dates and no difference correct nothing."""
    given(*RECORDED).when(littoral_corrects("0", **content)).refused(NothingCorrected)


def test_the_dates_as_corrected_are_the_ones_that_stand() -> None:
    """A second correction is compared with the first, not with the record."""
    story = given(*RECORDED, corrected("0", period=Period(TODAY, TODAY)), corrected())
    story.when(littoral_corrects("0", period=Period(TODAY, TODAY))).refused(
        NothingCorrected
    )
    back = littoral_corrects("0", period=MARCH_FIRST_WEEK)
    story.when(back).then(corrected("0", period=MARCH_FIRST_WEEK))


def test_differences_add_up_and_leave_something() -> None:
    """7.5 lowered by 2.5 leaves 5: a thousandth must remain."""
    story = given(*RECORDED, corrected("-2.5"))
    story.when(littoral_corrects("-5")).refused(QuantityWouldVanish)
    story.when(littoral_corrects("-6")).refused(QuantityWouldVanish)
    story.when(littoral_corrects("-4.999")).then(corrected("-4.999"))


@pytest.mark.parametrize("difference", ["0.0001", "1000000000", "NaN", "-Infinity"])
def test_a_difference_is_recordable(difference: str) -> None:
    """A difference has three decimals at most and is no larger than a quantity."""
    command = littoral_corrects(difference)
    given(*RECORDED).when(command).refused(DifferenceNotRecordable)


def test_the_corrected_quantity_is_recordable() -> None:
    """What a correction leads to is no larger than what can be recorded."""
    story = given(*RECORDED)
    story.when(littoral_corrects("999999992.5")).refused(DifferenceNotRecordable)
    story.when(littoral_corrects("999999992.499")).then(corrected("999999992.499"))


@pytest.mark.parametrize(
    ("period", "why"),
    [
        (Period(date(2026, 3, 2), date(2026, 3, 1)), PeriodReversed),
        (Period(date(2026, 3, 2), date(2026, 3, 11)), PeriodInFuture),
        (Period(date(1999, 3, 2), date(1999, 3, 3)), PeriodTooLong),
    ],
)
def test_corrected_dates_obey_the_same_rules(
    period: Period, why: type[Refusal]
) -> None:
    """A period that could not be recorded cannot be corrected to either."""
    given(*RECORDED).when(littoral_corrects("0", period=period)).refused(why)


def test_only_its_author_corrects() -> None:
    """Nobody corrects another partner's record."""
    command = asked(CorrectContribution, BRUMES, difference=Decimal(1), reason=REASON)
    given(*RECORDED).when(command).refused(NotYourContribution)


def test_what_was_withdrawn_is_not_corrected() -> None:
    """A withdrawn contribution is recorded anew, not corrected."""
    given(*RECORDED, WORKSHOP_WITHDRAWN).when(littoral_corrects()).refused(
        ContributionIsWithdrawn
    )


UPHELD = ContestSettled(
    contribution_id=WORKSHOP,
    settling_id=PONT,
    settlement=Settlement.UPHELD,
    reason=REASON,
)


@pytest.mark.parametrize(
    "history",
    [
        (SOURCES_CONTESTED,),
        (SOURCES_CONTESTED, UPHELD),
        (
            ContributionConfirmed(
                contribution_id=WORKSHOP, confirming_id=BRUMES, quantity=Decimal("7.5")
            ),
        ),
    ],
)
def test_correcting_is_always_open(history: tuple[ContestSettled, ...]) -> None:
    """Contested, upheld against or confirmed: its author may still correct."""
    given(*RECORDED, *history).when(littoral_corrects()).then(corrected())


def test_what_happens_to_another_contribution_does_not_count() -> None:
    """Neither its quantity, nor its corrections, nor its withdrawal."""
    huge = msgspec.structs.replace(GARDEN_RECORDED, quantity=Decimal(900))
    garden = (
        huge,
        msgspec.structs.replace(
            corrected("-899"), contribution_id=huge.contribution_id
        ),
        of_garden(WORKSHOP_WITHDRAWN),
    )
    story = given(*PARTNERS, WORKSHOP_RECORDED, *garden)
    story.when(littoral_corrects("-7.5")).refused(QuantityWouldVanish)
    story.when(littoral_corrects("-7.499")).then(corrected("-7.499"))
