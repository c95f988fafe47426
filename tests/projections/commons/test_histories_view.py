"""The view of histories: every fact about a thing, in the order it happened."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st

from ledger.commons.contributions.events import (
    ContributionClarificationGiven,
    ContributionConfirmed,
    ContributionCorrected,
    ContributionReviewed,
    Review,
)
from ledger.kernel.messages import Fact
from ledger.membership.partners.events import InvitationRenewed, PartnerMerged
from projections.commons.histories import FACTS, HistoryRow, histories, history_of
from projections.rows import WordsAt
from tests.anything import any_struct
from tests.cast import ADA, BRUMES, LITTORAL, PONT, acting_for, partner
from tests.projections.told import time_of, told
from tests.workshop import (
    ANSWER,
    REASON,
    SOURCES_CONTESTED,
    TITLE,
    WORKSHOP,
    WORKSHOP_RECORDED,
    of_garden,
)


def rows_of(thing_id: str, *history: Fact, position: int | None = None) -> list[Any]:
    page = history_of(told(*history).shelf(position), thing_id)
    return [placed.row for placed in page.rows]


def test_a_record_is_told_with_what_a_sentence_needs() -> None:
    """Who recorded it under what mandate, plain values as text, and its words."""
    offline = told(WORKSHOP_RECORDED, actor=acting_for(ADA, LITTORAL))
    (placed,) = history_of(offline.shelf(), WORKSHOP).rows
    assert placed.row == HistoryRow(
        thing_id=WORKSHOP,
        position=1,
        fact="ContributionRecorded",
        recorded_at=time_of(1),
        by="person:ada",
        mandate_id="ada-littoral-representative",
        partner_id=LITTORAL,
        values={"quantity": "7.5", "unit": "hour", "nature": "time"},
        words=(WordsAt(1, TITLE),),
    )


@pytest.mark.parametrize(
    ("fact", "who", "values"),
    [
        (
            ContributionConfirmed(
                contribution_id=WORKSHOP, confirming_id=PONT, quantity=Decimal("7.5")
            ),
            PONT,
            {"quantity": "7.5"},
        ),
        (
            ContributionCorrected(
                contribution_id=WORKSHOP,
                partner_id=LITTORAL,
                difference=Decimal("-0.5"),
                reason=REASON,
            ),
            LITTORAL,
            {"difference": "-0.5"},
        ),
        (SOURCES_CONTESTED, "sources", {}),
        (
            ContributionClarificationGiven(contribution_id=WORKSHOP, answer=ANSWER),
            None,
            {},
        ),
        (
            ContributionReviewed(contribution_id=WORKSHOP, review=Review.ACCEPTED),
            None,
            {"review": "accepted"},
        ),
    ],
)
def test_each_fact_says_which_partner_did_it(
    fact: Fact, who: str | None, values: dict[str, str]
) -> None:
    """The one that acted where another did, the author where the fact names it."""
    row = rows_of(WORKSHOP, WORKSHOP_RECORDED, fact)[-1]
    assert (row.partner_id, row.values) == (who, values)


def test_histories_are_told_oldest_first_as_of_any_position() -> None:
    """What came later is not there yet, and another thing's facts never are."""
    story = [WORKSHOP_RECORDED, of_garden(WORKSHOP_RECORDED), SOURCES_CONTESTED]
    assert [row.fact for row in rows_of(WORKSHOP, *story)] == [
        "ContributionRecorded",
        "ContributionContested",
    ]
    assert [row.position for row in rows_of(WORKSHOP, *story, position=2)] == [1]


def test_a_long_history_goes_on_where_a_page_ends() -> None:
    """The oldest fifty first, then those that came after."""
    again = [SOURCES_CONTESTED] * 50
    shelf = told(WORKSHOP_RECORDED, *again).shelf()
    first = history_of(shelf, WORKSHOP, limit=50)
    second = history_of(shelf, WORKSHOP, after=first.next, limit=50)
    assert [placed.first for placed in first.rows] == [*range(1, 51)]
    assert ([placed.first for placed in second.rows], second.next) == ([51], None)


def test_a_partner_has_a_history_too() -> None:
    """Invited, invited again, confirmed, merged: each under the partner's own name."""
    merged = PartnerMerged(
        partner_id=BRUMES, successor_id=PONT, merged_on=date(2026, 3, 1)
    )
    renewed = InvitationRenewed(
        partner_id=BRUMES,
        contact_id=ADA,
        owner_id=ADA,
        confirm_by=date(2026, 4, 1),
    )
    enrolled, invited, confirmed = partner(BRUMES)
    rows = rows_of(BRUMES, enrolled, invited, renewed, confirmed, merged)
    assert [row.fact for row in rows] == [
        "PartnerInvited",
        "InvitationRenewed",
        "PartnershipConfirmed",
        "PartnerMerged",
    ]
    assert rows[-1].values == {"successor_id": PONT}


@settings(max_examples=100, deadline=None)
@for_any(st.one_of([any_struct(kind) for kind in FACTS]))
def test_any_fact_that_histories_follow_becomes_one_row(fact: Fact) -> None:
    """Whatever it holds; the row keeps plain text and words only.

    No other view is told: some of them rightly ask what was there before.
    """
    (version,) = told(fact, views=[histories]).versions(histories)
    row = version.row
    assert isinstance(row, HistoryRow)
    assert row.fact == type(fact).__name__
    assert all(type(value) is str for value in row.values.values())
    assert all(isinstance(words, WordsAt) for words in row.words)
