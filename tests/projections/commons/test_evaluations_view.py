"""Evaluations, accounts, totals and life courses, as their rows tell them."""

import msgspec

from ledger.commons.evaluations.events import Level, Source
from ledger.kernel.identifiers import AccountId, EscalationId, EvaluationId
from ledger.kernel.messages import Fact
from projections.commons.accounts import account, accounts_page, by_level
from projections.commons.evaluation_totals import (
    accounts_counted,
    evaluation_cells,
    evaluation_facets,
    evaluations_counted,
)
from projections.commons.evaluations import (
    PART_ROWS,
    EvaluationRow,
    EvaluationState,
    Subject,
    evaluation,
    evaluations_about,
    evaluations_by_id,
    evaluations_of,
    evaluations_page,
    every_question_waiting,
    waiting_for_the_board,
)
from projections.commons.histories import history_of
from projections.commons.life_courses import life_course, life_courses_page
from projections.shelf import Shelf
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES
from tests.library import GUIDE
from tests.orchard import MILL, ORCHARD
from tests.porch import (
    ANSWER,
    AWA,
    AWA_TRACED,
    BENCH,
    BENCH_OPENED,
    BOARD_ANSWERS,
    BRUMES_TELLS,
    CALLS_FOR,
    COLLECTED,
    EVENING,
    EXPECTED,
    GATE,
    IN_APRIL,
    LEARNED,
    MORNING,
    OBSERVED,
    OPENED,
    PONT_ASKS,
    PORCH,
    PORCH_CONCLUDED,
    PSEUDONYM,
    SOURCES_COUNTERSIGNS,
    STARTED,
    of_bench,
)
from tests.projections.told import told
from tests.workshop import TODAY


def shelf_after(*history: Fact) -> Shelf:
    """Return the views once this happened on the porch."""
    return told(*OPENED, *history).shelf()


def after(*history: Fact) -> EvaluationRow:
    """Return the porch's evaluation once this happened to it."""
    row = evaluation(shelf_after(*history), PORCH)
    assert row is not None
    return row


def test_an_evaluation_stands_with_what_it_expects() -> None:
    """Of which project, opened by whom; nobody told yet."""
    row = after()
    assert (row.partner_id, row.subject, row.subject_id) == (
        LITTORAL,
        Subject.PROJECT,
        ORCHARD,
    )
    assert row.expected.words == EXPECTED
    assert (row.state, row.accounts, row.waiting) == (EvaluationState.RUNNING, 0, 0)
    assert evaluation(shelf_after(), "nothing") is None


def test_what_it_is_about_is_told() -> None:
    """A resource, or the commons as a whole."""
    of_guide = msgspec.structs.replace(BENCH_OPENED, project_id=None, resource_id=GUIDE)
    of_all = msgspec.structs.replace(
        of_guide, evaluation_id=EvaluationId("all"), resource_id=None
    )
    shelf = shelf_after(of_guide, of_all)
    assert [row.evaluation_id for row in evaluations_of(shelf, GUIDE)] == [BENCH]
    whole = evaluation(shelf, "all")
    assert whole is not None
    assert (whole.subject, whole.subject_id) == (Subject.COMMONS, None)


def test_accounts_are_counted_at_their_level() -> None:
    """They are no score: each is read on its own."""
    row = after(BRUMES_TELLS, COLLECTED, SOURCES_COUNTERSIGNS)
    assert row.levels == {Level.TEAM: 1, Level.PERSON: 1}
    assert row.accounts == 2


def test_an_account_bears_its_source_and_who_saw_the_same() -> None:
    """A collected one bears its pseudonym; countersignatures come in their order."""
    by_pont = msgspec.structs.replace(SOURCES_COUNTERSIGNS, partner_id=PONT)
    shelf = shelf_after(BRUMES_TELLS, COLLECTED, SOURCES_COUNTERSIGNS, by_pont)
    morning, evening = account(shelf, MORNING), account(shelf, EVENING)
    assert morning is not None
    assert evening is not None
    assert morning.countersigners == (SOURCES, PONT)
    assert (morning.pseudonym, morning.surprised) == (None, None)
    assert evening.pseudonym is not None
    assert evening.pseudonym.words == PSEUDONYM
    assert (evening.source, evening.countersigners) == (Source.ORAL, ())


def test_accounts_are_read_by_level_in_the_order_they_were_told() -> None:
    """Of one evaluation, and page by page."""
    again = msgspec.structs.replace(BRUMES_TELLS, account_id=AccountId("again"))
    elsewhere = (BENCH_OPENED, of_bench(BRUMES_TELLS))
    shelf = shelf_after(BRUMES_TELLS, *elsewhere, COLLECTED, again)
    page = accounts_page(shelf, PORCH)
    sorted_out = by_level(placed.row for placed in page.rows)
    names = {level: [row.account_id for row in sorted_out[level]] for level in Level}
    assert names == {
        Level.PERSON: [EVENING],
        Level.TEAM: [MORNING, "again"],
        Level.INSTITUTION: [],
        Level.ECOSYSTEM: [],
    }
    first = accounts_page(shelf, PORCH, limit=2)
    second = accounts_page(shelf, PORCH, after=first.next, limit=2)
    assert [placed.row.account_id for placed in second.rows] == ["again"]


def test_a_conclusion_stands_beside_what_was_expected() -> None:
    """Observed, learned, and what it calls for, if anything."""
    row = after(PORCH_CONCLUDED)
    assert row.is_concluded
    assert row.conclusion is not None
    assert row.conclusion.observed.words == OBSERVED
    assert row.conclusion.learned.words == LEARNED
    assert (row.conclusion.calls_for, row.conclusion.concluded_on) == (None, TODAY)
    calling = after(msgspec.structs.replace(PORCH_CONCLUDED, calls_for=CALLS_FOR))
    assert calling.conclusion is not None
    assert calling.conclusion.calls_for is not None
    assert calling.conclusion.calls_for.words == CALLS_FOR


def test_the_board_sees_what_it_owes_the_earliest_due_first() -> None:
    """Until it answers; an evaluation waits as long as one question does."""
    sooner = msgspec.structs.replace(
        PONT_ASKS, escalation_id=EscalationId("sooner"), due_on=TODAY
    )
    shelf = shelf_after(PONT_ASKS, sooner)
    owed, following = waiting_for_the_board(shelf)
    assert following is None
    assert [asked.escalation_id for _row, asked in owed] == ["sooner", GATE]
    row = after(PONT_ASKS, sooner, BOARD_ANSWERS)
    assert row.waiting == 1
    gate, other = row.questions
    assert gate.answer is not None
    assert (gate.answer.words, gate.answered_by) == (ANSWER, LITTORAL)
    assert (gate.due_on, gate.answered_on) == (IN_APRIL, TODAY)
    assert other.answered_on is None
    done = msgspec.structs.replace(BOARD_ANSWERS, escalation_id=other.escalation_id)
    shelf = shelf_after(PONT_ASKS, sooner, BOARD_ANSWERS, done)
    assert waiting_for_the_board(shelf) == ([], None)


def test_evaluations_are_listed_newest_first_by_what_they_are() -> None:
    """By subject, state and partner."""
    shelf = shelf_after(BENCH_OPENED, PORCH_CONCLUDED)

    def listed(**chosen: str) -> list[str]:
        rows = evaluations_page(shelf, chosen).rows
        return [placed.row.evaluation_id for placed in rows]

    assert listed() == [BENCH, PORCH]
    assert listed(state="concluded") == [PORCH]
    assert listed(partner_id=BRUMES, subject="project") == [BENCH]
    assert listed(subject="resource") == []
    assert set(evaluations_by_id(shelf, [PORCH, "nothing"])) == {PORCH}
    assert [row.evaluation_id for row in evaluations_of(shelf, MILL)] == [BENCH]


def test_what_waits_for_the_board_goes_on() -> None:
    """Page by page, those that wait longest first; counted, none is left out."""
    of_bench = msgspec.structs.replace(
        PONT_ASKS, evaluation_id=BENCH, escalation_id=EscalationId("bench")
    )
    shelf = shelf_after(BENCH_OPENED, PONT_ASKS, of_bench)
    first, following = waiting_for_the_board(shelf, limit=1)
    assert following is not None
    second, end = waiting_for_the_board(shelf, after=following, limit=1)
    assert end is None
    names = [asked.escalation_id for _row, asked in (*first, *second)]
    assert names == [GATE, "bench"]
    assert len(list(every_question_waiting(shelf))) == 2


def test_evaluations_of_a_thing_go_on() -> None:
    """However many there are, all of them are found."""
    more = [
        msgspec.structs.replace(BENCH_OPENED, evaluation_id=EvaluationId(f"e{number}"))
        for number in range(PART_ROWS + 1)
    ]
    shelf = shelf_after(*more)
    subject = BENCH_OPENED.project_id or BENCH_OPENED.resource_id or ""
    page = evaluations_about(shelf, subject, limit=20)
    assert len(page.rows) == 20
    assert page.next is not None
    assert len(evaluations_of(shelf, subject)) == PART_ROWS + 1


def test_totals_follow_every_account_and_conclusion() -> None:
    """Whatever is counted is what a reader would count on the page."""
    history = (BENCH_OPENED, BRUMES_TELLS, COLLECTED, of_bench(BRUMES_TELLS))
    cells = evaluation_cells(shelf_after(*history, PORCH_CONCLUDED, PONT_ASKS))
    assert evaluations_counted(cells, {}) == 2
    assert evaluations_counted(cells, {"state": "concluded"}) == 1
    assert accounts_counted(cells, {}) == {
        Level.PERSON: 1,
        Level.TEAM: 2,
        Level.INSTITUTION: 0,
        Level.ECOSYSTEM: 0,
    }
    assert accounts_counted(cells, {"state": "running"})[Level.PERSON] == 0
    facets = evaluation_facets(cells, {"state": "running"})
    assert [(f.value, f.count) for f in facets["partner_id"]] == [(BRUMES, 1)]
    assert {f.value: f.count for f in facets["state"]} == {"running": 1, "concluded": 1}


def test_a_life_course_links_projects_in_their_order() -> None:
    """Each once, in the order they first come; steps as they were told."""
    there_and_back = (*AWA_TRACED.steps, AWA_TRACED.steps[0])
    shelf = told(
        *STARTED, msgspec.structs.replace(AWA_TRACED, steps=there_and_back)
    ).shelf()
    row = life_course(shelf, AWA)
    assert row is not None
    assert row.projects == [ORCHARD, MILL]
    assert [step.project_id for step in row.steps] == [ORCHARD, MILL, ORCHARD]
    page = life_courses_page(shelf)
    assert [placed.row.course_id for placed in page.rows] == [AWA]
    assert life_course(shelf, "nobody") is None


def test_its_history_tells_each_step() -> None:
    """Under the evaluation, not under the project it is about."""
    shelf = shelf_after(BRUMES_TELLS, SOURCES_COUNTERSIGNS, PORCH_CONCLUDED)
    told_of = [placed.row.fact for placed in history_of(shelf, PORCH).rows]
    assert told_of == [
        "EvaluationOpened",
        "AccountGiven",
        "AccountCountersigned",
        "EvaluationConcluded",
    ]
    assert "EvaluationOpened" not in {
        placed.row.fact for placed in history_of(shelf, ORCHARD).rows
    }
