"""The views of the charter, of who accepted it, and of flags raised under it."""

import pytest
from msgspec.structs import replace

from ledger.kernel.identifiers import FlagId
from ledger.kernel.messages import Fact
from projections.governance.charter import (
    acceptance,
    acceptances_of,
    charter_as_it_stands,
    charter_version,
)
from projections.governance.flags import FlagRow, FlagState, flag, flags_page
from projections.rows import WordsAt
from tests.agora import ANSWER, EVENINGS, REASON
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES
from tests.chamber import GREEN, TEXT, TITLE
from tests.margin import ANSWERED, LATE, RAISED, RESOLVED, TAKEN_BACK
from tests.parchment import ACCEPTED, AMENDED, FIRST
from tests.projections.told import told


def flag_after(*history: Fact) -> FlagRow:
    row = flag(told(*history).shelf(), LATE)
    assert row is not None
    return row


def test_the_charter_is_its_last_version() -> None:
    """The earlier ones stay to be read."""
    assert charter_as_it_stands(told().shelf()) is None
    shelf = told(FIRST, AMENDED).shelf()
    row = charter_as_it_stands(shelf)
    assert row is not None
    assert (row.charter_version, row.decision_id) == (2, GREEN)
    assert [article.number for article in row.articles] == [1, 3]
    first = charter_version(shelf, 1)
    assert first is not None
    assert (first.decision_id, len(first.articles)) == (None, 2)


def test_an_article_says_where_its_words_lie() -> None:
    """Beside the fact that wrote its version."""
    row = charter_as_it_stands(told(FIRST, AMENDED).shelf())
    assert row is not None
    article = row.articles[0]
    assert (article.title, article.text) == (WordsAt(2, TITLE), WordsAt(2, TEXT))


def test_a_partner_accepts_one_version_after_another() -> None:
    """The last one counts."""
    anew = replace(ACCEPTED, charter_version=2)
    shelf = told(ACCEPTED, replace(ACCEPTED, partner_id=PONT), anew).shelf()
    row = acceptance(shelf, BRUMES)
    assert row is not None
    assert (row.charter_version, row.position) == (2, 3)
    page = acceptances_of(shelf, 1)
    assert [placed.row.partner_id for placed in page.rows] == [PONT]
    assert acceptance(shelf, LITTORAL) is None


def test_a_flag_stands_open_with_its_answer() -> None:
    """An answer settles nothing by itself."""
    row = flag_after(RAISED, ANSWERED)
    assert row.state is FlagState.OPEN
    assert (row.reason, row.answer) == (WordsAt(1, REASON), WordsAt(2, ANSWER))


@pytest.mark.parametrize(
    ("end", "state"),
    [(RESOLVED, FlagState.RESOLVED), (TAKEN_BACK, FlagState.WITHDRAWN)],
)
def test_a_flag_is_settled_or_taken_back(end: Fact, state: FlagState) -> None:
    """And stays to be read."""
    assert flag_after(RAISED, end).state is state


def test_whoever_settled_a_flag_says_how() -> None:
    """By name, and in words."""
    row = flag_after(RAISED, ANSWERED, RESOLVED)
    assert (row.resolved_by, row.resolution) == (SOURCES, WordsAt(3, ANSWER))


def test_flags_are_listed_by_what_they_are_raised_on() -> None:
    """And by whether they are open."""
    other = replace(RAISED, flag_id=FlagId("other"))
    elsewhere = replace(RAISED, flag_id=FlagId("elsewhere"), flagged_id="fence")
    shelf = told(RAISED, other, elsewhere, TAKEN_BACK).shelf()
    on_it = flags_page(shelf, {"flagged_id": EVENINGS})
    assert [placed.row.flag_id for placed in on_it.rows] == ["other", LATE]
    still = flags_page(shelf, {"flagged_id": EVENINGS, "state": FlagState.OPEN})
    assert [placed.row.flag_id for placed in still.rows] == ["other"]


def test_no_flag_is_made_up() -> None:
    """What answers one that is not there leaves none."""
    assert flag(told(ANSWERED, RESOLVED).shelf(), LATE) is None
