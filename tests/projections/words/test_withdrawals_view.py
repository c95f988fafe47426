"""The view of withdrawals: which texts went, and why."""

from ledger.kernel.identifiers import WordsId, tag_of
from ledger.words.events import Ground, WordsWithdrawn
from projections.commons.histories import history_of
from projections.words.withdrawals import withdrawals_of
from tests.cast import words
from tests.projections.told import told
from tests.workshop import TITLE, WORKSHOP, WORKSHOP_RECORDED

REASON = words("an error")
GONE = WordsWithdrawn(
    words_id=WordsId(TITLE.digest),
    position=1,
    about=tag_of("contribution_id", WORKSHOP),
    ground=Ground.LAW,
    reason=REASON,
)


def test_a_text_that_went_is_told_with_its_ground() -> None:
    """Others are not in the view."""
    shelf = told(WORKSHOP_RECORDED, GONE).shelf()
    found = withdrawals_of(shelf, [TITLE.digest, "another"])
    assert {*found} == {TITLE.digest}
    row = found[TITLE.digest]
    assert (row.ground, row.position, row.about) == (Ground.LAW, 2, GONE.about)
    assert row.reason is not None
    assert (row.reason.position, row.reason.words) == (2, REASON)


def test_before_it_went_nothing_is_told() -> None:
    """As of then the text was there; what is erased since stays erased."""
    assert withdrawals_of(told(WORKSHOP_RECORDED, GONE).shelf(1), [TITLE.digest]) == {}


def test_the_history_of_the_thing_tells_it() -> None:
    """Among the other facts about the contribution, with its ground and reason."""
    page = history_of(told(WORKSHOP_RECORDED, GONE).shelf(), WORKSHOP)
    kinds = [(placed.row.fact, placed.row.values.get("ground")) for placed in page.rows]
    assert kinds == [("ContributionRecorded", None), ("WordsWithdrawn", "law")]
    assert [w.words for w in page.rows[1].row.words] == [REASON]
