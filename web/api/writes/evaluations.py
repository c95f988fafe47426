"""Evaluations: open one, tell, conclude, bring before the board; life courses."""

from typing import Final

from flask_babel import lazy_gettext as _

from ledger.commons.evaluations.answer_escalation import AnswerEscalation
from ledger.commons.evaluations.conclude_evaluation import ConcludeEvaluation
from ledger.commons.evaluations.countersign_account import CountersignAccount
from ledger.commons.evaluations.escalate_to_strategy import EscalateToStrategy
from ledger.commons.evaluations.events import AccountGiven, EscalatedToStrategy
from ledger.commons.evaluations.give_account import GiveAccount
from ledger.commons.evaluations.open_evaluation import OpenEvaluation
from ledger.commons.evaluations.trace_life_course import TraceLifeCourse
from web.api.writes.finding import of_the_fact
from web.api.writes.route import Route
from web.api.writes.warning import of_people_named

NAME: Final = "evaluation_id"
EVALUATION, ACCOUNT = ("evaluations", NAME), ("accounts", "account_id")
ONE: Final = "/evaluations/<identifier>"

ROUTES: Final = (
    Route(
        command=OpenEvaluation,
        rule="/evaluations",
        summary=_("Open an evaluation, and say what is expected"),
        about=EVALUATION,
    ),
    Route(
        command=GiveAccount,
        rule=f"{ONE}/accounts",
        summary=_("Give an account, one's own or collected"),
        about=ACCOUNT,
        names=NAME,
        warn=of_people_named("happened", "surprised", "changes", "pseudonym"),
    ),
    Route(
        command=CountersignAccount,
        rule="/accounts/<identifier>/countersignatures",
        summary=_("Say that one's partner saw the same"),
        about=ACCOUNT,
        names="account_id",
        find=of_the_fact(AccountGiven, "account_id", NAME),
    ),
    Route(
        command=ConcludeEvaluation,
        rule=f"{ONE}/conclusion",
        summary=_("Conclude an evaluation"),
        about=EVALUATION,
        names=NAME,
    ),
    Route(
        command=EscalateToStrategy,
        rule=f"{ONE}/escalations",
        summary=_("Bring a question before the board"),
        about=EVALUATION,
        names=NAME,
    ),
    Route(
        command=AnswerEscalation,
        rule="/escalations/<identifier>/answer",
        summary=_("Answer for the board"),
        names="escalation_id",
        about=EVALUATION,
        find=of_the_fact(EscalatedToStrategy, "escalation_id", NAME),
    ),
    Route(
        command=TraceLifeCourse,
        rule="/life_courses",
        summary=_("Trace a life course"),
        about=("life_courses", "course_id"),
        warn=of_people_named("title", "steps.text"),
    ),
)
