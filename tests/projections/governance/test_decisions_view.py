"""The view of decisions."""

from datetime import date

from msgspec.structs import replace

from ledger.governance.decisions.events import (
    BoardReview,
    DecisionImplemented,
    DecisionRevisited,
    EffectRefused,
    Progress,
    ReviewOutcome,
)
from ledger.governance.rules.decision_rule import Ground
from ledger.kernel.messages import Fact
from projections.governance.decision_rows import DecisionRow, DecisionState
from projections.governance.decisions import decision, decisions_page
from projections.governance.proposal_texts import proposal_text
from projections.rows import WordsAt
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES
from tests.chamber import (
    ACCOUNT,
    ANSWERED,
    APPEALED,
    DECIDED,
    GREEN,
    GREEN_PROPOSAL,
    IN_2027,
    IN_MAY,
    LABEL,
    LAPSED,
    PUBLISHED,
    RATIFIED,
    REASONS,
    RETURNED,
    STATED,
    SUMMARY,
    SUPERSEDED,
    TITLE,
    TWIN,
    TWIN_DECIDED,
)
from tests.projections.told import told

CONFIRMED = replace(RETURNED, review=BoardReview.CONFIRMED, ground=None, reasons=None)


def stands(*history: Fact) -> DecisionRow:
    row = decision(told(DECIDED, TWIN_DECIDED, *history).shelf(), GREEN)
    assert row is not None
    return row


def test_a_decision_stands_as_it_was_recorded() -> None:
    """Until it is told, when it comes into force."""
    row = stands()
    assert (row.state, row.decided_on) == (DecisionState.RECORDED, DECIDED.decided_on)
    assert row.awaited == (BRUMES, SOURCES)
    row = stands(STATED)
    assert (row.state, row.review_on) == (DecisionState.IN_FORCE, IN_MAY)
    assert row.summary == WordsAt(3, SUMMARY)


def test_the_board_changes_how_it_stands() -> None:
    """Returned or suspended until it confirms."""
    row = stands(STATED, RETURNED)
    assert row.state is DecisionState.RETURNED
    assert row.reviewed is not None
    assert (row.reviewed.ground, row.reviewed.reasons) == (
        Ground.LAW,
        WordsAt(4, REASONS),
    )
    suspended = replace(RETURNED, review=BoardReview.SUSPENDED)
    assert stands(STATED, suspended).state is DecisionState.SUSPENDED
    assert stands(suspended, STATED).state is DecisionState.SUSPENDED
    assert stands(STATED, RETURNED, CONFIRMED).state is DecisionState.IN_FORCE
    assert stands(CONFIRMED).state is DecisionState.RECORDED


def test_at_its_date_it_goes_on_or_lapses() -> None:
    """With the next date, or without any."""
    goes_on = DecisionRevisited(
        decision_id=GREEN,
        partner_id=LITTORAL,
        outcome=ReviewOutcome.CONFIRMED,
        account=ACCOUNT,
        review_on=IN_2027,
    )
    row = stands(STATED, goes_on)
    assert (row.state, row.review_on) == (DecisionState.IN_FORCE, IN_2027)
    row = stands(STATED, goes_on, LAPSED)
    assert (row.state, row.review_on) == (DecisionState.LAPSED, None)
    assert [one.outcome for one in row.revisited] == ["confirmed", "lapsed"]


def test_a_review_is_due_from_its_day_on() -> None:
    """Of a decision that holds."""
    row = stands(STATED)
    assert not row.is_due(date(2026, 5, 3))
    assert row.is_due(IN_MAY)
    assert not stands(STATED, SUPERSEDED).is_due(IN_MAY)
    assert not stands().is_due(IN_MAY)


def test_bodies_ratify_one_by_one() -> None:
    """Those that have not are still awaited."""
    row = stands(RATIFIED)
    assert row.awaited == (SOURCES,)
    assert [one.partner_id for one in row.ratifications] == [BRUMES]


def test_how_far_it_is_counts_each_step_by_its_weight() -> None:
    """As it was told the last time."""
    steps = (
        Progress(label=LABEL, weight=3, percent=100),
        Progress(label=LABEL, weight=1, percent=50),
    )
    done = DecisionImplemented(decision_id=GREEN, partner_id=LITTORAL, steps=steps)
    assert stands().percent is None
    assert stands(replace(done, steps=steps[1:]), done).percent == 87


def test_appeals_wait_for_their_answer() -> None:
    """Answered, they stay on the page."""
    row = stands(APPEALED)
    assert [one.partner_id for one in row.waiting] == [PONT]
    row = stands(APPEALED, ANSWERED)
    assert row.waiting == ()
    assert [one.is_upheld for one in row.appeals] == [False]


def test_a_decision_that_was_replaced_names_the_later_one() -> None:
    """And holds no longer."""
    row = stands(SUPERSEDED)
    assert (row.state, row.superseding_id) == (DecisionState.SUPERSEDED, TWIN)


def test_an_effect_that_was_refused_shows() -> None:
    """By the name of the refusal."""
    noted = EffectRefused(decision_id=GREEN, refusal="NothingToRepeal")
    assert stands(noted).refusal == "NothingToRepeal"


def test_decisions_are_listed_newest_first_by_state() -> None:
    """And as of before, as they stood then."""
    offline = told(DECIDED, TWIN_DECIDED, STATED)
    page = decisions_page(offline.shelf(), {})
    assert [placed.row.decision_id for placed in page.rows] == [TWIN, GREEN]
    page = decisions_page(offline.shelf(), {"state": DecisionState.RECORDED})
    assert [placed.row.decision_id for placed in page.rows] == [TWIN]
    page = decisions_page(offline.shelf(2), {"state": DecisionState.RECORDED})
    assert [placed.row.decision_id for placed in page.rows] == [TWIN, GREEN]


def test_the_version_that_was_voted_on_is_found() -> None:
    """By its number."""
    shelf = told(PUBLISHED).shelf()
    row = proposal_text(shelf, GREEN_PROPOSAL, 1)
    assert row is not None
    assert row.title == WordsAt(1, TITLE)
    assert proposal_text(shelf, GREEN_PROPOSAL, 2) is None
