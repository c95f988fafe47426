"""Decision forms: tell, review, revisit, ratify, replace, appeal and answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from flask import Flask, abort, url_for
from flask_babel import lazy_gettext

from ledger.governance.decisions.answer_appeal import AnswerAppeal
from ledger.governance.decisions.appeal_decision import AppealDecision
from ledger.governance.decisions.ratify_decision import RatifyDecision
from ledger.governance.decisions.review_decision import ReviewDecision
from ledger.governance.decisions.revisit_decision import RevisitDecision
from ledger.governance.decisions.state_outcome import StateOutcome
from ledger.governance.decisions.supersede_decision import SupersedeDecision
from ledger.kernel.messages import Command
from projections.governance.decision_rows import OVER, Appeal, DecisionRow
from projections.governance.decisions import decision, decisions_page
from projections.governance.proposal_texts import titles_of
from projections.rows import WordsAt
from projections.shelf import Shelf
from web.forms.answering import Form, Page, answer
from web.forms.field import Choice, Field, Text
from web.languages import PREFIX
from web.pages.commons.evaluation_acts import ANYBODY, Fits
from web.pages.governance.decision_acts import answers, appeals, ratifies
from web.pages.personal import personal
from web.pages.space.asking import sender
from web.pages.space.evaluation_forms import hat_for_form
from web.reading import Texts, open_shelf
from web.schemas.decisions import (
    ACCOUNT,
    ANSWER,
    DELIBERATED_ON,
    ENFORCEABLE_ON,
    GROUND,
    IS_UPHELD,
    OUTCOME,
    REASONS,
    REFERENCE,
    REVIEW,
    REVIEW_ON,
    SUMMARY,
    SUPERSEDING,
    WHY_APPEAL,
)
from web.writing import url_after

LATER_MAX: Final = 50


@dataclass(frozen=True, kw_only=True)
class Act:
    """A form of one command about one decision; ``fits`` tells who may ask it."""

    path: str
    command: type[Command]
    title: Text
    button: Text
    said: Text
    fields: Sequence[Field]
    lead: Text | None = None
    fits: Callable[[DecisionRow], Fits] = lambda _row: ANYBODY
    is_grave: bool = False
    anchor: str = "contenu"


ACTS: Final[Mapping[str, Act]] = {
    "state_outcome": Act(
        path="bureau/decisions/<decision_id>/dire",
        command=StateOutcome,
        title=lazy_gettext("Say what was decided"),
        lead=lazy_gettext("It is in force from then on, and cannot be told again."),
        button=lazy_gettext("Tell everybody"),
        said=lazy_gettext("The decision is told: it is in force."),
        fields=(SUMMARY, REVIEW_ON),
    ),
    "review_decision": Act(
        path="bureau/decisions/<decision_id>/examiner",
        command=ReviewDecision,
        title=lazy_gettext("Review it for the board"),
        lead=lazy_gettext("The board judges how it was decided, not what."),
        button=lazy_gettext("Send the board's review"),
        said=lazy_gettext("The board's review is recorded: everyone can read it."),
        fields=(REVIEW, GROUND, REASONS),
        is_grave=True,
        anchor="bureau",
    ),
    "revisit_decision": Act(
        path="bureau/decisions/<decision_id>/revoir",
        command=RevisitDecision,
        title=lazy_gettext("Say what it came to"),
        button=lazy_gettext("Record it"),
        said=lazy_gettext("What it came to is recorded."),
        fields=(OUTCOME, ACCOUNT, REVIEW_ON),
        anchor="bureau",
    ),
    "supersede_decision": Act(
        path="bureau/decisions/<decision_id>/remplacer",
        command=SupersedeDecision,
        title=lazy_gettext("Say what replaces it"),
        lead=lazy_gettext("It holds no longer; it stays on record."),
        button=lazy_gettext("It is replaced"),
        said=lazy_gettext("The decision is replaced."),
        fields=(SUPERSEDING,),
        is_grave=True,
    ),
    "ratify_decision": Act(
        path="espace/decisions/<decision_id>/ratifier",
        command=RatifyDecision,
        title=lazy_gettext("Name your deliberation"),
        lead=lazy_gettext("It binds your partner from the day it is enforceable."),
        button=lazy_gettext("Ratify"),
        said=lazy_gettext("Your partner has ratified the decision."),
        fields=(REFERENCE, DELIBERATED_ON, ENFORCEABLE_ON),
        fits=ratifies,
        anchor="ratifications",
    ),
    "appeal_decision": Act(
        path="espace/decisions/<decision_id>/recours",
        command=AppealDecision,
        title=lazy_gettext("Appeal this decision"),
        lead=lazy_gettext("A member of the board from another partner answers."),
        button=lazy_gettext("Appeal"),
        said=lazy_gettext("Your appeal is before the board."),
        fields=(WHY_APPEAL,),
        fits=appeals,
        anchor="recours",
    ),
}
ANSWERING: Final = Act(
    path="bureau/decisions/<decision_id>/recours/<appeal_id>",
    command=AnswerAppeal,
    title=lazy_gettext("Answer this appeal"),
    button=lazy_gettext("Send the board's answer"),
    said=lazy_gettext("The board's answer is recorded: everyone can read it."),
    fields=(IS_UPHELD, ANSWER),
    anchor="recours",
)
DECIDED: Final = lazy_gettext("What was decided")
ASKED: Final = lazy_gettext("Why they appeal")


def register(app: Flask) -> None:
    """Add the page of each form."""
    for endpoint, act in ACTS.items():
        at = f"{PREFIX}/{act.path}"
        app.add_url_rule(at, endpoint, _page_of(act), methods=["GET", "POST"])
    at = f"{PREFIX}/{ANSWERING.path}"
    app.add_url_rule(at, "answer_appeal", answer_appeal, methods=["GET", "POST"])


def _page_of(act: Act) -> Callable[..., Page]:
    @personal
    def page(decision_id: str) -> Page:
        with open_shelf() as shelf:
            row = _found(shelf, decision_id)
            title = _title(shelf, row)
            if act.command is SupersedeDecision:
                fields = (replace(SUPERSEDING, choices=_later(shelf, row)),)
                return _show(replace(act, fields=fields), row, title)
        return _show(act, row, title, ((DECIDED, row.summary),) if row.summary else ())

    return page


@personal
def answer_appeal(decision_id: str, appeal_id: str) -> Page:
    """Answer for the board what another partner's appeal says."""
    with open_shelf() as shelf:
        row = _found(shelf, decision_id)
        title = _title(shelf, row)
    made = next((one for one in row.appeals if one.appeal_id == appeal_id), None)
    if made is None:
        abort(404)
    act = replace(ANSWERING, fits=_answering(made))
    return _show(act, row, title, ((ASKED, made.reasons),), appeal_id=appeal_id)


def _answering(appeal: Appeal) -> Callable[[DecisionRow], Fits]:
    return lambda _row: answers(appeal)


def _show(
    act: Act,
    row: DecisionRow,
    title: WordsAt | None,
    quoted: Sequence[tuple[Text, WordsAt]] = (),
    **known: Any,  # noqa: ANN401  # what the address says beside the decision
) -> Page:
    texts = Texts([title, *(text for _label, text in quoted)])
    hat = hat_for_form(act.command, act.fits(row))
    told = {"decision_id": row.decision_id, **known}
    return answer(
        Form(
            title=act.title,
            lead=act.lead,
            fields=act.fields,
            button=act.button,
            back_url=url_for("decision", decision_id=row.decision_id),
            send=sender(act.command, act.fields, hat, told),
            done=lambda appended: url_after(
                appended,
                "decision",
                decision_id=row.decision_id,
                _anchor=act.anchor,
            ),
            said=act.said,
            is_grave=act.is_grave,
            shown={
                "title": texts(title),
                "partner": hat.partner_name if hat else "",
                "quoted": [(label, texts(text)) for label, text in quoted],
            },
        ),
        "governance/decision_act.html",
    )


def _found(shelf: Shelf, decision_id: str) -> DecisionRow:
    row = decision(shelf, decision_id)
    if row is None:
        abort(404)
    return row


def _title(shelf: Shelf, row: DecisionRow) -> WordsAt | None:
    key = (row.proposal_id, row.text_version)
    return titles_of(shelf, [key]).get(key)


def _later(shelf: Shelf, row: DecisionRow) -> tuple[Choice, ...]:
    """Return the decisions made after it that hold, to choose one from."""
    page = decisions_page(shelf, {}, limit=LATER_MAX)
    rows = [
        placed.row
        for placed in page.rows
        if placed.row.position > row.position and placed.row.state not in OVER
    ]
    titles = titles_of(shelf, [(one.proposal_id, one.text_version) for one in rows])
    texts = Texts([*titles.values()])
    return tuple(
        Choice(
            value=one.decision_id,
            label=texts(titles.get((one.proposal_id, one.text_version))),
        )
        for one in rows
    )
