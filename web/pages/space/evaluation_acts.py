"""Evaluation acts: countersign, conclude, bring before the board, answer for it."""

from typing import Final

from flask import Flask, abort
from flask_babel import lazy_gettext

from ledger.commons.evaluations.answer_escalation import AnswerEscalation
from ledger.commons.evaluations.conclude_evaluation import ConcludeEvaluation
from ledger.commons.evaluations.countersign_account import CountersignAccount
from ledger.commons.evaluations.escalate_to_strategy import EscalateToStrategy
from projections.commons.accounts import account
from web.forms.answering import Page
from web.forms.field import Field
from web.languages import PREFIX
from web.pages.commons.evaluation_acts import answers, concludes, countersigns
from web.pages.personal import personal
from web.pages.space.evaluation_forms import (
    EvaluationForm,
    found_evaluation,
    page_of,
    shelf_row,
)
from web.reading import open_shelf
from web.schemas.evaluations import (
    ANSWER,
    CALLS_FOR,
    DUE_ON,
    LEARNED,
    OBSERVED,
    QUESTION,
)

CONCLUDING: Final = (OBSERVED, LEARNED, CALLS_FOR)
ASKING: Final = (QUESTION, DUE_ON)
NOTHING: Final[tuple[Field, ...]] = ()
EXPECTED: Final = lazy_gettext("Expected")
HAPPENED: Final = lazy_gettext("What happened")
ASKED: Final = lazy_gettext("What the board was asked")


def register(app: Flask) -> None:
    """Add the page of each form."""
    at = f"{PREFIX}/espace/evaluations/<evaluation_id>"
    for path, page in (
        (f"{at}/recits/<account_id>/contresigner", countersign_account),
        (f"{at}/conclure", conclude_evaluation),
        (f"{at}/bureau", escalate_to_strategy),
        (
            f"{PREFIX}/bureau/evaluations/<evaluation_id>/<escalation_id>",
            answer_escalation,
        ),
    ):
        app.add_url_rule(path, page.__name__, page, methods=["GET", "POST"])


@personal
def countersign_account(evaluation_id: str, account_id: str) -> Page:
    """Say that one's partner saw the same."""
    with open_shelf() as shelf:
        row = found_evaluation(shelf, evaluation_id)
        told = account(shelf, account_id)
    if told is None or told.evaluation_id != evaluation_id:
        abort(404)
    form = EvaluationForm(
        command=CountersignAccount,
        title=lazy_gettext("Countersign this account"),
        lead=lazy_gettext("You say that your partner saw the same."),
        button=lazy_gettext("Countersign"),
        said=lazy_gettext("The account is countersigned."),
        fields=NOTHING,
        known={"account_id": account_id},
        fits=countersigns(told),
        quoted=((HAPPENED, told.happened),),
        anchor="recits",
    )
    return page_of(form, row)


@personal
def conclude_evaluation(evaluation_id: str) -> Page:
    """Say what was observed and learned, beside what was expected."""
    row = shelf_row(evaluation_id)
    form = EvaluationForm(
        command=ConcludeEvaluation,
        title=lazy_gettext("Conclude this evaluation"),
        lead=lazy_gettext("No account is added afterwards; all of it stays."),
        button=lazy_gettext("Conclude it"),
        said=lazy_gettext("The evaluation is concluded: everyone can read it."),
        fields=CONCLUDING,
        fits=concludes(row),
        quoted=((EXPECTED, row.expected),),
        is_grave=True,
        anchor="conclusions",
    )
    return page_of(form, row)


@personal
def escalate_to_strategy(evaluation_id: str) -> Page:
    """Bring a question before the board, with the day its answer is due."""
    row = shelf_row(evaluation_id)
    form = EvaluationForm(
        command=EscalateToStrategy,
        title=lazy_gettext("Bring a question before the board"),
        lead=lazy_gettext("It stands on its list until it is answered."),
        button=lazy_gettext("Bring it before the board"),
        said=lazy_gettext("The question is before the board."),
        fields=ASKING,
        anchor="questions",
    )
    return page_of(form, row)


@personal
def answer_escalation(evaluation_id: str, escalation_id: str) -> Page:
    """Answer for the board what another partner asked."""
    row = shelf_row(evaluation_id)
    asked = [one for one in row.questions if one.escalation_id == escalation_id]
    if not asked:
        abort(404)
    form = EvaluationForm(
        command=AnswerEscalation,
        title=lazy_gettext("Answer for the board"),
        button=lazy_gettext("Send the board's answer"),
        said=lazy_gettext("The board's answer is recorded: everyone can read it."),
        fields=(ANSWER,),
        known={"escalation_id": escalation_id},
        fits=answers(asked[0]),
        quoted=((ASKED, asked[0].question),),
        anchor="questions",
    )
    return page_of(form, row)
