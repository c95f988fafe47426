"""The modalities in force: what recording and correcting obey."""

from decimal import Decimal
from typing import Final

import msgspec
import pytest

from ledger.application import Ledger
from ledger.commons.contributions.correct_contribution import CorrectContribution
from ledger.commons.contributions.events import (
    ContributionCorrected,
    ContributionRecorded,
    Nature,
    Unit,
)
from ledger.commons.contributions.modalities import NatureCounted, Threshold
from ledger.commons.contributions.refusals import (
    NatureNotCounted,
    UnitOfAnotherNature,
)
from ledger.kernel.messages import Command
from tests.cast import LITTORAL
from tests.hall import FOUNDED, keeping
from tests.rivals import ContestedStore, once
from tests.spec import SECRET, given
from tests.workshop import PARTNERS, REASON, RECORDED, asked

ABOVE_FIVE: Final = Decimal(5)
SECOND: Final = msgspec.structs.replace(
    FOUNDED,
    modalities_version=2,
    natures=(NatureCounted(Nature.TIME, (Unit.DAY,)),),
    thresholds=(Threshold(Unit.DAY, Decimal(0)),),
)


def recording(nature: Nature = Nature.TIME, unit: Unit = Unit.HOUR) -> Command:
    return keeping(offer_id=None, nature=nature, unit=unit)


def correcting() -> CorrectContribution:
    command = asked(CorrectContribution, LITTORAL, difference=Decimal(1), reason=REASON)
    assert isinstance(command, CorrectContribution)
    return command


def test_a_nature_that_is_not_counted_is_not_recorded() -> None:
    """Until modalities are founded, all natures and units are counted."""
    know_how = recording(Nature.KNOW_HOW, Unit.ITEM)
    given(*PARTNERS).when(know_how).then_kinds(ContributionRecorded)
    given(*PARTNERS, FOUNDED).when(know_how).refused(NatureNotCounted)


def test_a_unit_that_is_not_counted_is_not_recorded() -> None:
    """Time is counted in hours first, and in days from the second modalities on."""
    hours, days = recording(), recording(unit=Unit.DAY)
    given(*PARTNERS, FOUNDED).when(hours).then_kinds(ContributionRecorded)
    given(*PARTNERS, FOUNDED).when(days).refused(UnitOfAnotherNature)
    given(*PARTNERS, FOUNDED, SECOND).when(days).then_kinds(ContributionRecorded)
    given(*PARTNERS, FOUNDED, SECOND).when(hours).refused(UnitOfAnotherNature)


def test_the_threshold_of_the_day_goes_with_the_record() -> None:
    """Later modalities do not change what was asked of it then."""
    story = given(*PARTNERS, FOUNDED).when(recording())
    (fact,) = story.then_kinds(ContributionRecorded)
    assert fact.confirm_above == ABOVE_FIVE
    (unasked,) = given(*PARTNERS).when(recording()).then_kinds(ContributionRecorded)
    assert unasked.confirm_above is None
    place = recording(Nature.PLACE, Unit.DAY)
    (other,) = given(*PARTNERS, FOUNDED).when(place).then_kinds(ContributionRecorded)
    assert other.confirm_above is None


@pytest.mark.parametrize(
    ("founded", "above"),
    [((), None), ((FOUNDED,), ABOVE_FIVE), ((FOUNDED, SECOND), None)],
)
def test_a_correction_comes_under_the_modalities_of_its_day(
    founded: tuple[ContributionRecorded, ...], above: Decimal | None
) -> None:
    """Even in a unit that is counted no more: correcting is always open."""
    story = given(*RECORDED, *founded).when(correcting())
    (fact,) = story.then_kinds(ContributionCorrected)
    assert fact.confirm_above == above


@pytest.mark.parametrize("command", [recording(), correcting()])
def test_modalities_founded_meanwhile_are_read_before_deciding(
    command: Command,
) -> None:
    """Whoever records at that moment comes under them."""
    known = RECORDED if isinstance(command, CorrectContribution) else PARTNERS
    store = ContestedStore(given(*known))
    store.rival = once(store, FOUNDED)
    Ledger(store, secret=SECRET, clock=store.clock).handle(command)
    assert store.attempts == 2
