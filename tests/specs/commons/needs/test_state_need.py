"""State a need."""

from datetime import UTC, date, datetime

import msgspec
import pytest

from ledger.commons.contributions.events import Nature, Unit
from ledger.commons.contributions.refusals import (
    MoneyComesThroughVehicle,
    NatureNotCounted,
    UnitOfAnotherNature,
)
from ledger.commons.needs.refusals import LastDayPast, LastDayTooFar, NeedExists
from ledger.commons.needs.state_need import StateNeed
from ledger.commons.projects.refusals import ProjectIsClosed, UnknownProject
from ledger.kernel.messages import Fact
from tests.cast import BRUMES
from tests.hall import (
    DETAILS,
    ELSEWHERE,
    FOUNDED,
    MET,
    SOUGHT,
    STATED,
    TITLE,
    UNTIL,
    asked,
)
from tests.orchard import BEGUN, CLOSED, MILL_UNDER_WAY, ORCHARD, UNDER_WAY
from tests.spec import given
from tests.workshop import PARTNERS


def seeking(**content: object) -> StateNeed:
    plain: dict[str, object] = {
        "need_id": SOUGHT,
        "nature": Nature.PLACE,
        "unit": Unit.DAY,
        "title": TITLE,
        "until": UNTIL,
    }
    made = asked(StateNeed, BRUMES, **{**plain, **content})
    assert isinstance(made, StateNeed)
    return made


def test_a_partner_says_what_it_seeks() -> None:
    """What it seeks, in which unit, and until when."""
    given(*PARTNERS).when(seeking()).then(STATED)


def test_details_and_a_project_may_be_named_and_no_day_need_be() -> None:
    """A project that is proposed may seek before it is launched."""
    told = {"details": DETAILS, "project_id": ORCHARD, "until": None}
    stated = msgspec.structs.replace(STATED, **told)
    given(*BEGUN).when(seeking(**told)).then(stated)
    given(*UNDER_WAY).when(seeking(**told)).then(stated)
    assert f"project:{ORCHARD}" in stated.tags()


@pytest.mark.parametrize("since", [(), (MET,)])
def test_a_name_is_taken_for_ever(since: tuple[Fact, ...]) -> None:
    """A form sent twice states one need, be it met meanwhile."""
    given(*PARTNERS, STATED, *since).when(seeking()).refused(NeedExists)


def test_another_need_is_no_obstacle() -> None:
    """Needs of other names do not touch."""
    other = msgspec.structs.replace(STATED, need_id=ELSEWHERE)
    given(*PARTNERS, other).when(seeking()).then(STATED)


def test_only_what_can_be_counted_is_sought() -> None:
    """A place is not money, nor is time counted in items."""
    for content, why in (
        ({"nature": Nature.MONEY}, MoneyComesThroughVehicle),
        ({"nature": Nature.TIME, "unit": Unit.ITEM}, UnitOfAnotherNature),
        ({"nature": Nature.KNOW_HOW, "unit": Unit.HOUR}, UnitOfAnotherNature),
    ):
        given(*PARTNERS).when(seeking(**content)).refused(why)


def test_the_modalities_in_force_are_obeyed() -> None:
    """Where know-how is not counted, nobody seeks it."""
    given(*PARTNERS, FOUNDED).when(seeking()).then(STATED)
    know_how = seeking(nature=Nature.KNOW_HOW, unit=Unit.ITEM)
    given(*PARTNERS).when(know_how).then_kinds(type(STATED))
    given(*PARTNERS, FOUNDED).when(know_how).refused(NatureNotCounted)
    hours = seeking(unit=Unit.HOUR)
    given(*PARTNERS, FOUNDED).when(hours).refused(UnitOfAnotherNature)


def test_the_project_goes_on() -> None:
    """A project that nobody proposed, or that is over, seeks nothing."""
    for_orchard = seeking(project_id=ORCHARD)
    given(*PARTNERS, *MILL_UNDER_WAY).when(for_orchard).refused(UnknownProject)
    given(*UNDER_WAY, CLOSED).when(for_orchard).refused(ProjectIsClosed)


@pytest.mark.parametrize(
    ("until", "why"),
    [
        (date(2026, 3, 9), LastDayPast),
        (date(2026, 3, 10), None),
        (date(2031, 12, 31), None),
        (date(2032, 1, 1), LastDayTooFar),
    ],
)
def test_the_last_day_is_to_come_and_can_be_foreseen(
    until: date, why: type[LastDayPast | LastDayTooFar] | None
) -> None:
    """Today is soon enough; the sixth year from now is too far."""
    when = given(*PARTNERS).when(seeking(until=until))
    if why is None:
        when.then_kinds(type(STATED))
    else:
        when.refused(why)


def test_the_last_day_ends_at_midnight_in_paris() -> None:
    """At 23:00 in Greenwich, in winter, yesterday is over in Paris."""
    before = datetime(2026, 3, 10, 22, 59, 59, tzinfo=UTC)
    after = datetime(2026, 3, 10, 23, 0, tzinfo=UTC)
    today = date(2026, 3, 10)
    given(*PARTNERS, at=before).when(seeking(until=today, at=before)).then_kinds(
        type(STATED)
    )
    late = seeking(until=today, at=after)
    given(*PARTNERS, at=after).when(late).refused(LastDayPast)
