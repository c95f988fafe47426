"""Announce that a mandate ends soon."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from ledger.kernel.messages import Fact
from ledger.membership.mandates.announce_mandate_end import AnnounceMandateEnd
from ledger.membership.mandates.events import MandateEndAnnounced, MandateWithdrawn
from ledger.membership.mandates.refusals import ReminderNotDue, UnknownMandate
from ledger.reactions.when_mandate_nears_its_end_announce_it import reaction
from tests.cast import BEN, BRUMES, DIA, SOURCES, mandate, mandate_id
from tests.circle import CIRCLE, NEW_MANDATE, asked
from tests.spec import given

LAST_DAY = date(2026, 12, 31)
DECEMBER_FIRST = datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
DECEMBER_SECOND = datetime(2026, 12, 2, 12, 0, tzinfo=UTC)


def announced(days_left: int = 30) -> MandateEndAnnounced:
    return MandateEndAnnounced(
        mandate_id=mandate_id(BEN, BRUMES),
        partner_id=BRUMES,
        person_id=BEN,
        days_left=days_left,
        ends_on=LAST_DAY,
    )


@pytest.mark.parametrize(
    ("days_left", "at"),
    [
        (60, datetime(2026, 11, 1, 12, 0, tzinfo=UTC)),
        (30, DECEMBER_FIRST),
        (7, datetime(2026, 12, 24, 12, 0, tzinfo=UTC)),
    ],
)
def test_the_end_is_announced_on_three_days(days_left: int, at: datetime) -> None:
    """Sixty, thirty and seven days before the last one."""
    command = asked(AnnounceMandateEnd, at=at, days_left=days_left)
    given(*CIRCLE).when(command).then(announced(days_left))


@pytest.mark.parametrize(
    ("last_day", "at", "is_due"),
    [
        (LAST_DAY, datetime(2026, 11, 30, 22, 59, tzinfo=UTC), False),
        (LAST_DAY, datetime(2026, 11, 30, 23, 0, tzinfo=UTC), True),
        (LAST_DAY, datetime(2026, 12, 31, 22, 59, tzinfo=UTC), True),
        (LAST_DAY, datetime(2026, 12, 31, 23, 0, tzinfo=UTC), False),
        (date(2026, 8, 30), datetime(2026, 7, 30, 21, 59, tzinfo=UTC), False),
        (date(2026, 8, 30), datetime(2026, 7, 30, 22, 0, tzinfo=UTC), True),
    ],
)
def test_a_reminder_is_due_from_its_day_until_the_last(
    last_day: date,
    at: datetime,
    is_due: bool,  # noqa: FBT001  # a column of the table
) -> None:
    """A day begins at midnight in Paris; a late reminder is better than none."""
    ending = replace(mandate(BEN, BRUMES, ends_on=last_day), mandate_id=NEW_MANDATE)
    command = asked(AnnounceMandateEnd, at=at, mandate_id=NEW_MANDATE)
    story = given(*CIRCLE, ending).when(command)
    if is_due:
        story.then(replace(announced(), mandate_id=NEW_MANDATE, ends_on=last_day))
    else:
        story.refused(ReminderNotDue)


def test_a_reminder_is_given_once() -> None:
    """And the ones before are no obstacle."""
    story = given(*CIRCLE, announced(60))
    after = story.when(asked(AnnounceMandateEnd, at=DECEMBER_FIRST)).then(announced())
    again = asked(AnnounceMandateEnd, at=DECEMBER_SECOND, key="again")
    after.when(again).refused(ReminderNotDue)


@pytest.mark.parametrize("days_left", [0, 31, -7, 10**12])
def test_no_other_day_has_a_reminder(days_left: int) -> None:
    """Three are enough."""
    command = asked(AnnounceMandateEnd, at=DECEMBER_SECOND, days_left=days_left)
    given(*CIRCLE).when(command).refused(ReminderNotDue)


WITHDRAWN = MandateWithdrawn(
    mandate_id=mandate_id(BEN, BRUMES), partner_id=BRUMES, person_id=BEN
)
ENDLESS = mandate(BEN, BRUMES, ends_on=None)


@pytest.mark.parametrize(
    "history", [[*CIRCLE, WITHDRAWN], [ENDLESS], [mandate(DIA, SOURCES)]]
)
def test_a_mandate_without_an_end_to_come_is_not_announced(
    history: list[Fact],
) -> None:
    """One that was withdrawn, one without a last day, one that is not there."""
    command = asked(AnnounceMandateEnd, at=DECEMBER_FIRST)
    given(*history).when(command).refused(UnknownMandate)


def test_the_rule_asks_for_each_reminder_once() -> None:
    """Killed after it was recorded, the rule asks again and records nothing."""
    command = reaction(
        mandate_id=mandate_id(BEN, BRUMES), days_left=30, cause=5, at=DECEMBER_FIRST
    )
    story = given(*CIRCLE).when(command).then(announced())
    assert story.ledger.handle(command).is_repeat
