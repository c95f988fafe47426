"""Acts: what partners do about a contribution, each a small form."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Flask, request, url_for
from flask_babel import lazy_gettext

from ledger.commons.contributions.answer_contest import AnswerContest
from ledger.commons.contributions.ask_clarification import AskClarification
from ledger.commons.contributions.confirm_contribution import ConfirmContribution
from ledger.commons.contributions.contest_contribution import ContestContribution
from ledger.commons.contributions.give_clarification import GiveClarification
from ledger.commons.contributions.settle_contest import SettleContest
from ledger.commons.contributions.withdraw_contribution import WithdrawContribution
from ledger.kernel.messages import Capacity, Command
from web.auth.guards import RoleNeeded, required_viewer
from web.auth.viewer import Hat
from web.forms.answering import Form, Page, answer
from web.forms.field import Field, Text
from web.languages import PREFIX
from web.pages.personal import personal
from web.pages.space.acting import CONFIRMING, CONTRIBUTING, SETTLING, hat_for
from web.pages.space.asking import sender
from web.pages.space.showing import Shown, show_one
from web.reading import open_shelf
from web.schemas.contribution_acts import (
    ANSWER,
    CLARIFICATION,
    QUESTION,
    SETTLEMENT,
    WHY_CONTEST,
    WHY_SETTLE,
    WHY_WITHDRAW,
)
from web.writing import url_after


@dataclass(frozen=True, kw_only=True)
class Act:
    """A form of one command about one contribution."""

    command: type[Command]
    title: Text
    button: Text
    said: Text
    fields: Sequence[Field] = ()
    capacities: Sequence[Capacity]
    lead: Text | None = None
    is_grave: bool = False
    is_of_author: bool = False


ACTS: Final[dict[str, tuple[str, Act]]] = {
    "withdraw_contribution": (
        "retirer",
        Act(
            command=WithdrawContribution,
            title=lazy_gettext("Withdraw this contribution"),
            lead=lazy_gettext(
                "It no longer counts. What was recorded stays to be read, struck out."
            ),
            button=lazy_gettext("Withdraw"),
            said=lazy_gettext("The contribution is withdrawn."),
            fields=(WHY_WITHDRAW,),
            capacities=CONTRIBUTING,
            is_grave=True,
            is_of_author=True,
        ),
    ),
    "confirm_contribution": (
        "confirmer",
        Act(
            command=ConfirmContribution,
            title=lazy_gettext("Confirm this contribution"),
            lead=lazy_gettext("You say that this much was brought."),
            button=lazy_gettext("Confirm"),
            said=lazy_gettext("The contribution is confirmed."),
            capacities=CONFIRMING,
        ),
    ),
    "ask_clarification": (
        "preciser",
        Act(
            command=AskClarification,
            title=lazy_gettext("Ask for a clarification"),
            lead=lazy_gettext("The contribution counts meanwhile."),
            button=lazy_gettext("Ask"),
            said=lazy_gettext("The clarification is asked."),
            fields=(QUESTION,),
            capacities=(*CONTRIBUTING, Capacity.BOARD_MEMBER),
        ),
    ),
    "give_clarification": (
        "repondre",
        Act(
            command=GiveClarification,
            title=lazy_gettext("Give the clarification asked"),
            button=lazy_gettext("Send the clarification"),
            said=lazy_gettext("The clarification is given."),
            fields=(CLARIFICATION,),
            capacities=CONTRIBUTING,
            is_of_author=True,
        ),
    ),
    "contest_contribution": (
        "contester",
        Act(
            command=ContestContribution,
            title=lazy_gettext("Contest this contribution"),
            lead=lazy_gettext(
                "Totals show it apart until a third partner settles. Its author has"
                " 15 days to answer."
            ),
            button=lazy_gettext("Contest"),
            said=lazy_gettext("The contribution is contested."),
            fields=(WHY_CONTEST,),
            capacities=CONFIRMING,
            is_grave=True,
        ),
    ),
    "answer_contest": (
        "contester/repondre",
        Act(
            command=AnswerContest,
            title=lazy_gettext("Answer the contest"),
            lead=lazy_gettext("Then a third partner settles."),
            button=lazy_gettext("Send the answer"),
            said=lazy_gettext("The answer is recorded."),
            fields=(ANSWER,),
            capacities=CONTRIBUTING,
            is_of_author=True,
        ),
    ),
    "settle_contest": (
        "contester/trancher",
        Act(
            command=SettleContest,
            title=lazy_gettext("Settle the contest"),
            lead=lazy_gettext(
                "You are neither its author nor who contests it. Your reason is kept."
            ),
            button=lazy_gettext("Settle"),
            said=lazy_gettext("The contest is settled."),
            fields=(SETTLEMENT, WHY_SETTLE),
            capacities=SETTLING,
        ),
    ),
}


def register(app: Flask) -> None:
    """Add the page of each act."""
    at = f"{PREFIX}/espace/contributions/<contribution_id>"
    for endpoint, (path, act) in ACTS.items():
        app.add_url_rule(
            f"{at}/{path}", endpoint, _page_of(act), methods=["GET", "POST"]
        )


def _page_of(act: Act) -> Callable[..., Page]:
    @personal
    def page(contribution_id: str) -> Page:
        with open_shelf() as shelf:
            shown = show_one(shelf, contribution_id)
        return answer(_form(act, shown, _hat(act, shown)), "space/act.html")

    return page


def _hat(act: Act, shown: Shown) -> Hat | None:
    """Return under which designation the viewer acts.

    An author acts for its own partner; others for the partner worn. What does
    not fit is left to the ledger, which says why. Whoever lost the designation
    since the page was opened is told so on it, beside what they wrote.
    """
    viewer = required_viewer()
    if act.is_of_author:
        own = hat_for(viewer, shown.row.partner_id, *act.capacities)
        if own is not None:
            return own
    hat = viewer.hat_as(*act.capacities)
    if hat is None and request.method == "GET":
        raise RoleNeeded(*act.capacities)
    return hat


def _form(act: Act, shown: Shown, hat: Hat | None) -> Form:
    name = shown.contribution_id

    known = {"contribution_id": name}
    return Form(
        title=act.title,
        lead=act.lead,
        fields=act.fields,
        button=act.button,
        back_url=url_for("space_contribution", contribution_id=name),
        send=sender(act.command, act.fields, hat, known),
        done=lambda appended: url_after(
            appended, "space_contribution", contribution_id=name
        ),
        said=act.said,
        is_grave=act.is_grave,
        shown={"shown": shown},
    )
