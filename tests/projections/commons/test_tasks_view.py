"""The view of tasks: what awaits the partner that recorded a contribution."""

from datetime import date

from ledger.commons.contributions.events import Settlement
from ledger.kernel.messages import Fact
from projections.commons.tasks import ANSWER as ANSWER_IT
from projections.commons.tasks import CLARIFY, TaskRow, tasks_of
from tests.cast import BRUMES, LITTORAL, SOURCES
from tests.projections.acts import ANSWERED, ASKED, GIVEN, settled
from tests.projections.told import time_of, told
from tests.workshop import (
    GARDEN_RECORDED,
    SOURCES_CONTESTED,
    WORKSHOP,
    WORKSHOP_RECORDED,
    WORKSHOP_WITHDRAWN,
)

SETTLED = settled(Settlement.SET_ASIDE)


def waiting(*history: Fact) -> list[list[str]]:
    """Return what awaits Littoral at each position from the record on."""
    offline = told(WORKSHOP_RECORDED, *history)
    return [
        [task.task for task in tasks_of(offline.shelf(position), LITTORAL)]
        for position in range(1, offline.position + 1)
    ]


def test_a_question_awaits_its_answer() -> None:
    """Who asked and since when; done, it is gone."""
    assert waiting(ASKED, GIVEN) == [[], [CLARIFY], []]
    (task,) = tasks_of(told(WORKSHOP_RECORDED, ASKED).shelf(), LITTORAL)
    assert task == TaskRow(
        contribution_id=WORKSHOP,
        task=CLARIFY,
        partner_id=LITTORAL,
        asked_by=BRUMES,
        since=time_of(2),
    )


def test_a_contest_awaits_its_answer_for_fifteen_days() -> None:
    """From then on a third partner may settle it without one."""
    (task,) = tasks_of(told(WORKSHOP_RECORDED, SOURCES_CONTESTED).shelf(), LITTORAL)
    assert (task.task, task.asked_by) == (ANSWER_IT, SOURCES)
    assert task.due_on == date(2026, 3, 25)


def test_an_answered_or_settled_contest_awaits_nothing() -> None:
    """Neither does one that was settled without an answer."""
    assert waiting(SOURCES_CONTESTED, ANSWERED, SETTLED) == [[], [ANSWER_IT], [], []]
    assert waiting(SOURCES_CONTESTED, SETTLED) == [[], [ANSWER_IT], []]


def test_tasks_come_oldest_first_and_end_with_withdrawal() -> None:
    """A struck contribution awaits nothing any more."""
    assert waiting(SOURCES_CONTESTED, ASKED, WORKSHOP_WITHDRAWN) == [
        [],
        [ANSWER_IT],
        [ANSWER_IT, CLARIFY],
        [],
    ]


def test_others_have_nothing_to_do() -> None:
    """A task is its author's alone."""
    offline = told(GARDEN_RECORDED, WORKSHOP_RECORDED, ASKED, SOURCES_CONTESTED)
    assert tasks_of(offline.shelf(), BRUMES) == []
    assert tasks_of(offline.shelf(), SOURCES) == []
