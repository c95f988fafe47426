"""The view of contributions: each as it stands, at every position."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest
from msgspec.structs import replace

from ledger.commons.contributions.events import (
    Activity,
    ContributionCorrected,
    Nature,
    Review,
    Settlement,
    Unit,
)
from ledger.kernel.messages import Fact
from ledger.kernel.quantities import Period
from projections.commons.contributions import (
    ContributionRow,
    Status,
    contribution,
    contributions_page,
)
from projections.commons.remarks import Clarification, Confirmation, Contest, Valuation
from projections.offline import Offline
from projections.rows import WordsAt
from tests.cast import ADA, BRUMES, LITTORAL, SOURCES, acting_for
from tests.projections.acts import (
    ANSWERED,
    ASKED,
    GIVEN,
    VALUED,
    after,
    confirmed,
    corrected,
    reviewed,
    settled,
    workshop_in,
)
from tests.projections.told import time_of, told
from tests.workshop import (
    ANSWER,
    DESCRIPTION,
    GARDEN,
    GARDEN_RECORDED,
    MARCH_FIRST_WEEK,
    PHOTO,
    REASON,
    SOURCES_CONTESTED,
    TITLE,
    TODAY,
    WORKSHOP,
    WORKSHOP_RECORDED,
    WORKSHOP_WITHDRAWN,
)


def statuses(*history: Fact) -> list[str]:
    """Return the status at each position, from the record on."""
    offline = told(WORKSHOP_RECORDED, *history)
    positions = range(1, offline.position + 1)
    return [workshop_in(offline, position).status.value for position in positions]


def test_it_is_declared_as_it_was_recorded() -> None:
    """A record counts at once, with all that was said of it."""
    told_whole = replace(
        WORKSHOP_RECORDED,
        description=DESCRIPTION,
        activities=(Activity.HOSPITALITY,),
        evidence=(PHOTO,),
    )
    row = workshop_in(told(told_whole, actor=acting_for(ADA, LITTORAL)))
    assert row == ContributionRow(
        contribution_id=WORKSHOP,
        partner_id=LITTORAL,
        nature=Nature.TIME,
        unit=Unit.HOUR,
        quantity=Decimal("7.5"),
        recorded_quantity=Decimal("7.5"),
        period=MARCH_FIRST_WEEK,
        year=2026,
        title=WordsAt(1, TITLE),
        description=WordsAt(1, DESCRIPTION),
        activities=(Activity.HOSPITALITY,),
        evidence=(PHOTO,),
        recorded_at=time_of(1),
        recorded_by="person:ada",
        recorded_under="ada-littoral-representative",
        position=1,
    )


def test_nothing_is_there_before_it_is_recorded() -> None:
    """As of the beginning there is no contribution."""
    assert contribution(told(WORKSHOP_RECORDED).shelf(0), WORKSHOP) is None


def test_what_happens_to_another_does_not_touch_it() -> None:
    """Each fact changes its own contribution only, and none that was not recorded."""
    offline = told(WORKSHOP_RECORDED, replace(GIVEN, contribution_id=GARDEN))
    assert workshop_in(offline) == after()
    assert contribution(offline.shelf(), GARDEN) is None


def test_a_correction_changes_what_it_names_and_keeps_the_rest() -> None:
    """The quantity is exact; texts and period stay unless given anew."""
    row = after(corrected("-0.125"))
    assert row.quantity == Decimal("7.375")
    assert row.recorded_quantity == Decimal("7.5")
    assert (row.title, row.period, row.corrections) == (
        WordsAt(1, TITLE),
        MARCH_FIRST_WEEK,
        1,
    )


def test_a_correction_may_change_texts_and_period() -> None:
    """The year is that of the period's end, as it stands."""
    last_year = Period(date(2025, 12, 1), date(2025, 12, 31))
    told_anew = ContributionCorrected(
        contribution_id=WORKSHOP,
        partner_id=LITTORAL,
        difference=Decimal(0),
        period=last_year,
        title=ANSWER,
        description=REASON,
        reason=REASON,
    )
    row = after(told_anew)
    assert (row.title, row.description) == (WordsAt(2, ANSWER), WordsAt(2, REASON))
    assert (row.period, row.year) == (last_year, 2025)
    assert after(told_anew, corrected("1")).description == WordsAt(2, REASON)


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ([confirmed(BRUMES)], ["declared", "confirmed"]),
        (
            [confirmed(BRUMES), corrected("1"), confirmed(BRUMES, "8.5")],
            ["declared", "confirmed", "declared", "confirmed"],
        ),
        (
            [confirmed(BRUMES), corrected("-1")],
            ["declared", "confirmed", "confirmed"],
        ),
        (
            [SOURCES_CONTESTED, ANSWERED, settled(Settlement.SET_ASIDE)],
            ["declared", "contested", "contested", "declared"],
        ),
        (
            [confirmed(BRUMES), SOURCES_CONTESTED, settled(Settlement.SET_ASIDE)],
            ["declared", "confirmed", "contested", "confirmed"],
        ),
        (
            [SOURCES_CONTESTED, settled(Settlement.UPHELD), corrected("-1")],
            ["declared", "contested", "contested", "contested"],
        ),
        (
            [reviewed(Review.NOT_COUNTED), reviewed(Review.ACCEPTED)],
            ["declared", "not_counted", "declared"],
        ),
        (
            [SOURCES_CONTESTED, WORKSHOP_WITHDRAWN],
            ["declared", "contested", "withdrawn"],
        ),
        ([ASKED, GIVEN, VALUED], ["declared"] * 4),
    ],
)
def test_its_status_follows_what_happens(
    history: Sequence[Fact], expected: list[str]
) -> None:
    """The gravest that holds is shown."""
    assert statuses(*history) == expected


def test_each_partner_is_listed_once_among_those_who_confirmed() -> None:
    """A partner that confirms anew has seen the later quantity."""
    row = after(
        confirmed(BRUMES), confirmed(SOURCES), corrected("1"), confirmed(BRUMES, "8.5")
    )
    assert row.confirmations == (
        Confirmation(SOURCES, Decimal("7.5")),
        Confirmation(BRUMES, Decimal("8.5")),
    )


def test_an_open_clarification_is_shown_until_it_is_given() -> None:
    """Who asked, what and when; then nothing."""
    assert after(ASKED).clarification == Clarification(
        BRUMES, time_of(2), WordsAt(2, REASON)
    )
    assert after(ASKED, GIVEN).clarification is None


def test_an_open_contest_is_shown_with_its_answer() -> None:
    """Who contests since when and why, and what the author says."""
    contest = Contest(SOURCES, TODAY, WordsAt(2, REASON))
    assert after(SOURCES_CONTESTED).contest == contest
    answered = replace(contest, answer=WordsAt(3, ANSWER))
    assert after(SOURCES_CONTESTED, ANSWERED).contest == answered
    row = after(SOURCES_CONTESTED, ANSWERED, settled(Settlement.UPHELD))
    assert (row.contest, row.upheld) == (None, True)


def test_withdrawing_closes_what_was_open() -> None:
    """A struck contribution awaits no answer, and the board need not look."""
    row = after(ASKED, SOURCES_CONTESTED, WORKSHOP_WITHDRAWN)
    assert row.is_withdrawn
    assert (row.clarification, row.contest, row.attention) == (None, None, None)


def test_a_valuation_stands_beside_it() -> None:
    """The last valuation is shown; nothing else changes."""
    row = after(VALUED, replace(VALUED, cents=40_000))
    assert row == replace(after(), valuation=Valuation(40_000, "smic", 2))


def listed(offline: Offline, **chosen: str | int) -> list[str]:
    page = contributions_page(offline.shelf(), chosen)
    return [placed.row.contribution_id for placed in page.rows]


def test_the_list_is_filtered_by_partner_nature_year_and_status() -> None:
    """Withdrawn contributions stay listed, and the newest comes first."""
    offline = told(
        WORKSHOP_RECORDED,
        replace(GARDEN_RECORDED, nature=Nature.PLACE),
        WORKSHOP_WITHDRAWN,
    )
    assert listed(offline) == [GARDEN, WORKSHOP]
    assert listed(offline, partner_id=LITTORAL) == [WORKSHOP]
    assert listed(offline, nature="place", year=2026) == [GARDEN]
    assert listed(offline, status=Status.WITHDRAWN) == [WORKSHOP]
    assert listed(offline, status=Status.WITHDRAWN, partner_id=BRUMES) == []


def test_the_list_goes_on_where_a_page_ends() -> None:
    """A page names where the next begins, and the last one nothing."""
    shelf = told(WORKSHOP_RECORDED, GARDEN_RECORDED).shelf()
    first = contributions_page(shelf, {}, limit=1)
    second = contributions_page(shelf, {}, limit=1, after=first.next)
    ids = [p.row.contribution_id for p in (*first.rows, *second.rows)]
    assert (ids, second.next) == ([GARDEN, WORKSHOP], None)
