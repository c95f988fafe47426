"""Contributions: record, correct and withdraw; and what others say about one."""

from typing import Final

from flask_babel import lazy_gettext as _

from ledger.commons.contributions.answer_contest import AnswerContest
from ledger.commons.contributions.ask_clarification import AskClarification
from ledger.commons.contributions.confirm_contribution import ConfirmContribution
from ledger.commons.contributions.contest_contribution import ContestContribution
from ledger.commons.contributions.correct_contribution import CorrectContribution
from ledger.commons.contributions.events import ContributionRecorded
from ledger.commons.contributions.found_modalities import FoundModalities
from ledger.commons.contributions.give_clarification import GiveClarification
from ledger.commons.contributions.record_contribution import RecordContribution
from ledger.commons.contributions.review_contribution import ReviewContribution
from ledger.commons.contributions.settle_contest import SettleContest
from ledger.commons.contributions.value_contribution import ValueContribution
from ledger.commons.contributions.withdraw_contribution import WithdrawContribution
from ledger.kernel.messages import Command
from web.api.writes.files import check_kept
from web.api.writes.finding import of_the_fact
from web.api.writes.route import Route
from web.forms.field import Text

NAME: Final = "contribution_id"
ABOUT: Final = ("contributions", NAME)
ONE: Final = "/contributions/<identifier>"


def _act(command: type[Command], rule: str, summary: Text) -> Route:
    """Return the route of what somebody says about a contribution."""
    at = f"{ONE}/{rule}"
    return Route(command=command, rule=at, summary=summary, about=ABOUT, names=NAME)


ROUTES: Final = (
    Route(
        command=RecordContribution,
        rule="/contributions",
        check=check_kept,
        summary=_("Record a contribution"),
        about=ABOUT,
    ),
    Route(
        command=CorrectContribution,
        rule=ONE,
        method="PATCH",
        summary=_("Correct a contribution: the difference, and what is worded anew"),
        about=ABOUT,
        names=NAME,
        find=of_the_fact(ContributionRecorded, NAME, "project_id"),
    ),
    Route(
        command=WithdrawContribution,
        rule=ONE,
        method="DELETE",
        summary=_("Withdraw a contribution: it stays to be read, and counts no more"),
        about=ABOUT,
        names=NAME,
    ),
    _act(ConfirmContribution, "confirmations", _("Confirm the quantity as it stands")),
    _act(AskClarification, "questions", _("Ask what is not clear")),
    _act(GiveClarification, "clarifications", _("Give the clarification asked")),
    _act(ContestContribution, "contests", _("Contest a contribution")),
    _act(AnswerContest, "contest_answers", _("Answer the open contest")),
    _act(SettleContest, "settlements", _("Settle the open contest")),
    _act(ReviewContribution, "reviews", _("Review a contribution for the board")),
    _act(ValueContribution, "valuations", _("Put an amount in euros beside it")),
    Route(
        command=FoundModalities,
        rule="/modalities",
        summary=_("Found what is counted, and what needs confirmation"),
    ),
)
