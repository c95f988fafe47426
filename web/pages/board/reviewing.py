"""Reviewing: accept, ask, or say that it does not count; then the next one."""

from dataclasses import replace
from enum import StrEnum
from typing import Final

from flask import Flask, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from ledger.commons.contributions.ask_clarification import AskClarification
from ledger.commons.contributions.events import Review
from ledger.commons.contributions.review_contribution import ReviewContribution
from ledger.kernel.messages import Capacity, Command
from ledger.kernel.store.port import Appended
from web.auth.guards import required_hat
from web.forms.answering import Form, Page, answer
from web.forms.field import Choice, Field
from web.forms.reading import Errors, Typed, choice
from web.languages import PREFIX
from web.pages.board.queue import next_to_review
from web.pages.history import history_page
from web.pages.personal import personal
from web.pages.space.asking import put
from web.pages.space.showing import history_shown, show_one
from web.reading import open_shelf
from web.schemas.catalogue import ASKINGS
from web.schemas.contribution_acts import WHY_REVIEW
from web.schemas.typed import Reading, load_typed
from web.writing import url_after

AND_NEXT: Final = "next"


class Finding(StrEnum):
    """What a board member does about a contribution."""

    ACCEPT = "accept"
    ASK = "ask"
    NOT_COUNTED = "not_counted"


FINDING: Final = Field(
    name="finding",
    label=lazy_gettext("What do you find?"),
    widget="radios",
    choices=(
        Choice(
            value=Finding.ACCEPT,
            label=lazy_gettext("Accept it"),
            hint=lazy_gettext("It leaves the queue"),
        ),
        Choice(
            value=Finding.ASK,
            label=lazy_gettext("Ask for a clarification"),
            hint=lazy_gettext("Its author finds the question in its space"),
        ),
        Choice(
            value=Finding.NOT_COUNTED,
            label=lazy_gettext("Do not count it"),
            hint=lazy_gettext("It stays on record, outside the totals"),
        ),
    ),
)
REASON: Final = replace(WHY_REVIEW, optional=False)


def register(app: Flask) -> None:
    """Add the page of one review."""
    app.add_url_rule(
        f"{PREFIX}/bureau/contributions/<contribution_id>",
        "review_contribution",
        review_contribution,
        methods=["GET", "POST"],
    )


@personal
def review_contribution(contribution_id: str) -> Page:
    """Show what is known of it, and take the finding."""
    hat = required_hat(Capacity.BOARD_MEMBER)
    with open_shelf() as shelf:
        shown = show_one(shelf, contribution_id)
        happened = history_page(shelf, shown.contribution_id)
        history = history_shown(shelf, shown, happened.entries)
        following = next_to_review(shelf, shown.row, hat.partner_id)

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        found = choice(typed, FINDING, errors)
        if found in {Finding.ASK, Finding.NOT_COUNTED} and not _is_written(typed):
            errors[REASON.name] = _("Write your question, or your reason")
        command, reading = _reading(found)
        loaded = load_typed(ASKINGS[command], (WHY_REVIEW,), typed, errors, reading)
        known = {"contribution_id": shown.contribution_id}
        return None if errors else put(command, loaded, hat, key, known)

    def done(appended: Appended) -> str:
        if AND_NEXT in request.form and following is not None:
            return url_after(appended, "review_contribution", contribution_id=following)
        return url_after(appended, "board")

    return answer(
        Form(
            title=lazy_gettext("Review a contribution"),
            fields=(FINDING, REASON),
            button=lazy_gettext("Send"),
            back_url=url_for("board"),
            send=send,
            done=done,
            said=lazy_gettext("The review is recorded."),
            names={"question": REASON.name},
            shown={
                "shown": shown,
                "history": history,
                "happened": happened,
                "has_next": following is not None,
                "and_next": AND_NEXT,
            },
        ),
        "board/review.html",
    )


def _is_written(typed: Typed) -> bool:
    return bool(typed.get(REASON.name, "").strip())


def _reading(found: str) -> tuple[type[Command], Reading]:
    """Return what is asked for; a question is one that its author can answer."""
    if found == Finding.ASK:
        return AskClarification, Reading(names={"question": REASON.name})
    is_accepted = found == Finding.ACCEPT
    review = Review.ACCEPTED if is_accepted else Review.NOT_COUNTED
    return ReviewContribution, Reading(
        names={"review": FINDING.name}, instead={"review": review.value}
    )
