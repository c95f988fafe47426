"""Acts: what a signed-in person may do with a contribution as it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from flask import current_app, url_for
from flask_babel import LazyString, lazy_gettext

from ledger.commons.contributions.answer_contest import AnswerContest
from ledger.commons.contributions.ask_clarification import AskClarification
from ledger.commons.contributions.confirm_contribution import ConfirmContribution
from ledger.commons.contributions.contest_contribution import ContestContribution
from ledger.commons.contributions.correct_contribution import CorrectContribution
from ledger.commons.contributions.give_clarification import GiveClarification
from ledger.commons.contributions.review_contribution import ReviewContribution
from ledger.commons.contributions.settle_contest import SettleContest
from ledger.commons.contributions.value_contribution import ValueContribution
from ledger.commons.contributions.withdraw_contribution import WithdrawContribution
from ledger.kernel.messages import Command
from ledger.policy import POLICY
from projections.commons.contributions import ContributionRow
from web.auth.viewer import Hat, Viewer
from web.pages.commons.withdrawable import WITHDRAW_WORDS, withdrawal_of

Sense = Callable[[ContributionRow, Hat], bool]


@dataclass(frozen=True)
class Act:
    """A page with a form, the command it asks for, and when that makes sense."""

    endpoint: str
    label: LazyString
    command: type[Command]
    makes_sense: Sense


def _always(_row: ContributionRow, _hat: Hat) -> bool:
    return True


def _is_asked(row: ContributionRow, _hat: Hat) -> bool:
    return row.clarification is not None


def _is_unanswered(row: ContributionRow, _hat: Hat) -> bool:
    return row.contest is not None and row.contest.answer is None


def _is_unconfirmed(row: ContributionRow, hat: Hat) -> bool:
    seen = {(c.partner_id, c.quantity) for c in row.confirmations}
    return _is_uncontested(row, hat) and (hat.partner_id, row.quantity) not in seen


def _is_unasked(row: ContributionRow, _hat: Hat) -> bool:
    return row.clarification is None


def _is_uncontested(row: ContributionRow, _hat: Hat) -> bool:
    return row.contest is None and not row.upheld


def _is_anothers_contest(row: ContributionRow, hat: Hat) -> bool:
    return row.contest is not None and row.contest.partner_id != hat.partner_id


VALUE: Final = Act(
    "value_contribution", lazy_gettext("Value"), ValueContribution, _always
)
OF_ITS_AUTHOR: Final = (
    Act(
        "give_clarification",
        lazy_gettext("Give the clarification"),
        GiveClarification,
        _is_asked,
    ),
    Act(
        "answer_contest",
        lazy_gettext("Answer the contest"),
        AnswerContest,
        _is_unanswered,
    ),
    Act("correct_contribution", lazy_gettext("Correct"), CorrectContribution, _always),
    Act(
        "withdraw_contribution", lazy_gettext("Withdraw"), WithdrawContribution, _always
    ),
    VALUE,
)
OF_OTHERS: Final = (
    Act(
        "confirm_contribution",
        lazy_gettext("Confirm"),
        ConfirmContribution,
        _is_unconfirmed,
    ),
    Act(
        "ask_clarification",
        lazy_gettext("Ask for a clarification"),
        AskClarification,
        _is_unasked,
    ),
    Act(
        "contest_contribution",
        lazy_gettext("Contest"),
        ContestContribution,
        _is_uncontested,
    ),
    Act(
        "settle_contest",
        lazy_gettext("Settle the contest"),
        SettleContest,
        _is_anothers_contest,
    ),
    Act("review_contribution", lazy_gettext("Review"), ReviewContribution, _always),
    VALUE,
)
OPEN: Final = ("space_contribution", lazy_gettext("Open it in my space"))


def acts_for(row: ContributionRow, viewer: Viewer) -> list[tuple[str, LazyString]]:
    """Return what the viewer may do with it, each with its address.

    What no designation of theirs allows is not offered, nor what would be
    refused as it stands. The ledger decides in the end.
    """
    if not viewer.hats:
        return []
    offered = [(act.endpoint, act.label) for act in _offered(row, viewer)]
    acts = [
        (url_for(endpoint, contribution_id=row.contribution_id), label)
        for endpoint, label in (*offered, OPEN)
        if endpoint in current_app.view_functions
    ]
    return [*acts, *_words(row, viewer)]


def _words(row: ContributionRow, viewer: Viewer) -> list[tuple[str, LazyString]]:
    """Offer its texts to who wrote them and to who oversees, withdrawn or not."""
    url = withdrawal_of(row.position, row.partner_id, viewer)
    return [(url, WITHDRAW_WORDS)] if url else []


def _offered(row: ContributionRow, viewer: Viewer) -> Sequence[Act]:
    if row.is_withdrawn:
        return ()
    is_author = any(hat.partner_id == row.partner_id for hat in viewer.hats)
    acts = OF_ITS_AUTHOR if is_author else OF_OTHERS
    return [act for act in acts if _may(act, row, viewer)]


def _may(act: Act, row: ContributionRow, viewer: Viewer) -> bool:
    allowed = [hat for hat in viewer.hats if hat.capacity in POLICY[act.command]]
    return any(act.makes_sense(row, hat) for hat in allowed)
