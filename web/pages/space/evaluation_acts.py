"""Evaluation acts: countersign, conclude, bring before the board, answer for it."""

from typing import Final

from flask import Flask, abort
from flask_babel import lazy_gettext

from ledger.commons.evaluations.answer_escalation import AnswerEscalation
from ledger.commons.evaluations.conclude_evaluation import ConcludeEvaluation
from ledger.commons.evaluations.countersign_account import CountersignAccount
from ledger.commons.evaluations.escalate_to_strategy import EscalateToStrategy
from ledger.kernel.identifiers import AccountId, EscalationId, identifier_from_key
from projections.commons.accounts import account
from web.forms.answering import Page
from web.forms.field import Field
from web.languages import PREFIX
from web.pages.commons.evaluation_acts import answers, concludes, countersigns
from web.pages.personal import personal
from web.pages.space.evaluation_forms import (
    EvaluationForm,
    found_evaluation,
    lines_of,
    page_of,
    shelf_row,
)
from web.pages.space.project_forms import EVERYONE, day_field
from web.reading import open_shelf

QUESTION_MAX: Final = 1_000
OBSERVED: Final = lines_of("observed", lazy_gettext("What was observed?"), EVERYONE)
LEARNED: Final = lines_of("learned", lazy_gettext("What was learned?"), EVERYONE)
CALLS_FOR: Final = lines_of(
    "calls_for", lazy_gettext("What does it call for?"), EVERYONE, optional=True
)
QUESTION: Final = lines_of(
    "question",
    lazy_gettext("What do you ask the board?"),
    EVERYONE,
    most=QUESTION_MAX,
)
DUE_ON: Final = day_field(
    "due_on", lazy_gettext("By which day do you need its answer?")
)
ANSWER: Final = lines_of(
    "answer", lazy_gettext("What does the board answer?"), EVERYONE
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
        build=lambda known, _writing, _read: CountersignAccount(
            **known, account_id=AccountId(account_id)
        ),
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
        build=lambda known, writing, read: ConcludeEvaluation(
            **known,
            observed=writing.public("observed", read["observed"]),
            learned=writing.public("learned", read["learned"]),
            calls_for=writing.public("calls_for", read["calls_for"])
            if read["calls_for"]
            else None,
        ),
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
        build=lambda known, writing, read: EscalateToStrategy(
            **known,
            escalation_id=EscalationId(identifier_from_key(known["key"], "escalation")),
            question=writing.public("question", read["question"]),
            due_on=read.days["due_on"],
        ),
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
        build=lambda known, writing, read: AnswerEscalation(
            **known,
            escalation_id=EscalationId(escalation_id),
            answer=writing.public("answer", read["answer"]),
        ),
        fits=answers(asked[0]),
        quoted=((ASKED, asked[0].question),),
        anchor="questions",
    )
    return page_of(form, row)
