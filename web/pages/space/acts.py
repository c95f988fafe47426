"""Acts: what partners do about a contribution, each a small form."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from flask import Flask, request, url_for
from flask_babel import lazy_gettext

from ledger.commons.contributions.answer_contest import AnswerContest
from ledger.commons.contributions.ask_clarification import AskClarification
from ledger.commons.contributions.confirm_contribution import ConfirmContribution
from ledger.commons.contributions.contest_contribution import ContestContribution
from ledger.commons.contributions.events import Settlement
from ledger.commons.contributions.give_clarification import GiveClarification
from ledger.commons.contributions.settle_contest import SettleContest
from ledger.commons.contributions.withdraw_contribution import WithdrawContribution
from ledger.kernel.messages import Capacity, Command
from ledger.kernel.refusals import NoMandateInForce
from ledger.kernel.store.port import Appended
from web.auth.guards import RoleNeeded, required_viewer
from web.auth.viewer import Hat
from web.forms.answering import Form, Page, answer
from web.forms.choices import choices
from web.forms.field import Field, Text
from web.forms.reading import Errors, Typed, choice, text
from web.languages import PREFIX
from web.pages.personal import personal
from web.pages.space.acting import CONFIRMING, CONTRIBUTING, SETTLING, hat_for
from web.pages.space.showing import Shown, show_one
from web.reading import open_shelf
from web.texts.words_of_the_field import SETTLEMENTS
from web.writing import Writing, ask, now, url_after

WORDS_MAX: Final = 5_000


def _words(name: str, label: Text, hint: Text) -> Field:
    return Field(
        name=name, label=label, hint=hint, widget="textarea", count_max=WORDS_MAX
    )


PARTNERS_ONLY: Final = lazy_gettext("Partners read it, the public does not")
EVERYONE: Final = lazy_gettext("Everyone can read it")
WHY_WITHDRAW: Final = _words(
    "reason", lazy_gettext("Why do you withdraw it?"), EVERYONE
)
QUESTION: Final = _words("question", lazy_gettext("What is not clear?"), PARTNERS_ONLY)
CLARIFICATION: Final = _words(
    "answer", lazy_gettext("Your clarification"), PARTNERS_ONLY
)
WHY_CONTEST: Final = _words(
    "reason", lazy_gettext("Why do you contest it?"), PARTNERS_ONLY
)
ANSWER: Final = _words("answer", lazy_gettext("Your answer"), PARTNERS_ONLY)
SETTLEMENT: Final = Field(
    name="settlement",
    label=lazy_gettext("What do you conclude?"),
    widget="radios",
    choices=choices(SETTLEMENTS),
)
WHY_SETTLE: Final = _words("reason", lazy_gettext("For what reason?"), PARTNERS_ONLY)


@dataclass(frozen=True, kw_only=True)
class Act:
    """A form of one command about one contribution.

    ``build`` makes the command of what was typed and who asks; fields that
    every such command has are given to it.
    """

    title: Text
    button: Text
    said: Text
    fields: Sequence[Field] = ()
    capacities: Sequence[Capacity]
    build: Callable[[dict[str, Any], Writing, Typed], Command]
    lead: Text | None = None
    is_grave: bool = False
    is_of_author: bool = False


ACTS: Final[dict[str, tuple[str, Act]]] = {
    "withdraw_contribution": (
        "retirer",
        Act(
            title=lazy_gettext("Withdraw this contribution"),
            lead=lazy_gettext(
                "It no longer counts. What was recorded stays to be read, struck out."
            ),
            button=lazy_gettext("Withdraw"),
            said=lazy_gettext("The contribution is withdrawn."),
            fields=(WHY_WITHDRAW,),
            capacities=CONTRIBUTING,
            build=lambda known, writing, typed: WithdrawContribution(
                **known, reason=writing.public("reason", typed["reason"])
            ),
            is_grave=True,
            is_of_author=True,
        ),
    ),
    "confirm_contribution": (
        "confirmer",
        Act(
            title=lazy_gettext("Confirm this contribution"),
            lead=lazy_gettext("You say that this much was brought."),
            button=lazy_gettext("Confirm"),
            said=lazy_gettext("The contribution is confirmed."),
            capacities=CONFIRMING,
            build=lambda known, _writing, _typed: ConfirmContribution(**known),
        ),
    ),
    "ask_clarification": (
        "preciser",
        Act(
            title=lazy_gettext("Ask for a clarification"),
            lead=lazy_gettext("The contribution counts meanwhile."),
            button=lazy_gettext("Ask"),
            said=lazy_gettext("The clarification is asked."),
            fields=(QUESTION,),
            capacities=(*CONTRIBUTING, Capacity.BOARD_MEMBER),
            build=lambda known, writing, typed: AskClarification(
                **known, question=writing.partners("question", typed["question"])
            ),
        ),
    ),
    "give_clarification": (
        "repondre",
        Act(
            title=lazy_gettext("Give the clarification asked"),
            button=lazy_gettext("Send the clarification"),
            said=lazy_gettext("The clarification is given."),
            fields=(CLARIFICATION,),
            capacities=CONTRIBUTING,
            build=lambda known, writing, typed: GiveClarification(
                **known, answer=writing.partners("answer", typed["answer"])
            ),
            is_of_author=True,
        ),
    ),
    "contest_contribution": (
        "contester",
        Act(
            title=lazy_gettext("Contest this contribution"),
            lead=lazy_gettext(
                "Totals show it apart until a third partner settles. Its author has"
                " 15 days to answer."
            ),
            button=lazy_gettext("Contest"),
            said=lazy_gettext("The contribution is contested."),
            fields=(WHY_CONTEST,),
            capacities=CONFIRMING,
            build=lambda known, writing, typed: ContestContribution(
                **known, reason=writing.partners("reason", typed["reason"])
            ),
            is_grave=True,
        ),
    ),
    "answer_contest": (
        "contester/repondre",
        Act(
            title=lazy_gettext("Answer the contest"),
            lead=lazy_gettext("Then a third partner settles."),
            button=lazy_gettext("Send the answer"),
            said=lazy_gettext("The answer is recorded."),
            fields=(ANSWER,),
            capacities=CONTRIBUTING,
            build=lambda known, writing, typed: AnswerContest(
                **known, answer=writing.partners("answer", typed["answer"])
            ),
            is_of_author=True,
        ),
    ),
    "settle_contest": (
        "contester/trancher",
        Act(
            title=lazy_gettext("Settle the contest"),
            lead=lazy_gettext(
                "You are neither its author nor who contests it. Your reason is kept."
            ),
            button=lazy_gettext("Settle"),
            said=lazy_gettext("The contest is settled."),
            fields=(SETTLEMENT, WHY_SETTLE),
            capacities=SETTLING,
            build=lambda known, writing, typed: SettleContest(
                **known,
                settlement=Settlement(typed["settlement"]),
                reason=writing.partners("reason", typed["reason"]),
            ),
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

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        tidied = typed.copy()
        for field in act.fields:
            tidied[field.name] = (
                choice(typed, field, errors)
                if field.widget == "radios"
                else text(typed, field, errors, length_max=WORDS_MAX)
            )
        if errors:
            return None
        if hat is None:
            raise NoMandateInForce
        writing = Writing()
        known: dict[str, Any] = {
            "actor": required_viewer().actor(hat),
            "at": now(),
            "key": key,
            "contribution_id": name,
            "partner_id": hat.partner_id,
        }
        command = act.build(known, writing, tidied)
        return ask(replace(command, words=writing.words))

    return Form(
        title=act.title,
        lead=act.lead,
        fields=act.fields,
        button=act.button,
        back_url=url_for("space_contribution", contribution_id=name),
        send=send,
        done=lambda appended: url_after(
            appended, "space_contribution", contribution_id=name
        ),
        said=act.said,
        is_grave=act.is_grave,
        shown={"shown": shown},
    )
