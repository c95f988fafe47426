"""Evaluation acts: what a signed-in person may do in an evaluation as it stands."""

from collections.abc import Callable, Sequence
from typing import Final

from flask import url_for
from flask_babel import LazyString, lazy_gettext

from ledger.commons.evaluations.answer_escalation import AnswerEscalation
from ledger.commons.evaluations.conclude_evaluation import ConcludeEvaluation
from ledger.commons.evaluations.countersign_account import CountersignAccount
from ledger.commons.evaluations.escalate_to_strategy import EscalateToStrategy
from ledger.commons.evaluations.give_account import GiveAccount
from ledger.commons.evaluations.open_evaluation import OpenEvaluation
from ledger.kernel.messages import Capacity, Command
from ledger.policy import POLICY
from projections.commons.accounts import AccountRow
from projections.commons.evaluations import EvaluationRow, Question
from web.auth.viewer import Hat, Viewer

Fits = Callable[[Hat], bool]
ANYBODY: Final[Fits] = lambda _hat: True  # noqa: E731  # a value among others


def hats_for(viewer: Viewer, command: type[Command]) -> Sequence[Hat]:
    """Return the designations under which the viewer may ask, the worn one first."""
    worn = (viewer.partner,) if viewer.partner else ()
    return [hat for hat in (*worn, *viewer.hats) if hat.capacity in POLICY[command]]


def hat_that_fits(viewer: Viewer, command: type[Command], fits: Fits) -> Hat | None:
    """Return the designation to ask under: one that fits; else any, to be told why."""
    allowed = hats_for(viewer, command)
    return next((hat for hat in allowed if fits(hat)), next(iter(allowed), None))


def may(viewer: Viewer | None, command: type[Command], fits: Fits = ANYBODY) -> bool:
    """Tell whether the viewer has a designation that fits."""
    return viewer is not None and any(fits(h) for h in hats_for(viewer, command))


def concludes(row: EvaluationRow) -> Fits:
    """Return who concludes it: its opener, or the board."""
    return lambda hat: (
        hat.partner_id == row.partner_id or hat.capacity is Capacity.BOARD_MEMBER
    )


def countersigns(account: AccountRow) -> Fits:
    """Return who countersigns an account: another partner, once."""
    done = {account.partner_id, *account.countersigners}
    return lambda hat: hat.partner_id not in done


def answers(asked: Question) -> Fits:
    """Return who answers a question: the board, but for who asked it."""
    return lambda hat: hat.partner_id != asked.partner_id


def may_open(viewer: Viewer | None) -> bool:
    """Tell whether the viewer may open an evaluation."""
    return may(viewer, OpenEvaluation)


def may_countersign(
    row: EvaluationRow, account: AccountRow, viewer: Viewer | None
) -> bool:
    """Tell whether the viewer may countersign an account now."""
    fits = countersigns(account)
    return not row.is_concluded and may(viewer, CountersignAccount, fits)


def may_answer(asked: Question, viewer: Viewer | None) -> bool:
    """Tell whether the viewer may answer a question now."""
    return asked.answered_on is None and may(viewer, AnswerEscalation, answers(asked))


def acts_on(
    row: EvaluationRow, viewer: Viewer | None
) -> Sequence[tuple[str, LazyString]]:
    """Return what the viewer may do with it, each with its address.

    What no designation of theirs allows is not offered, nor what would be
    refused as it stands. The ledger decides in the end.
    """
    running = not row.is_concluded
    offered = (
        (
            "give_account",
            lazy_gettext("Give an account"),
            running and may(viewer, GiveAccount),
        ),
        (
            "conclude_evaluation",
            lazy_gettext("Conclude it"),
            running and may(viewer, ConcludeEvaluation, concludes(row)),
        ),
        (
            "escalate_to_strategy",
            lazy_gettext("Bring a question before the board"),
            may(viewer, EscalateToStrategy),
        ),
    )
    return [
        (url_for(endpoint, evaluation_id=row.evaluation_id), label)
        for endpoint, label, is_offered in offered
        if is_offered
    ]
