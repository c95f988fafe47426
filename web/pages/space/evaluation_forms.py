"""Evaluation forms: how each small form about an evaluation is shown, read and sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from flask import abort, request, url_for

from ledger.kernel.messages import Capacity, Command
from ledger.kernel.store.port import Appended
from ledger.kernel.words import Audience
from ledger.policy import POLICY
from projections.commons.evaluations import EvaluationRow, evaluation
from projections.rows import WordsAt
from projections.shelf import Shelf
from web.auth.guards import RoleNeeded, required_viewer
from web.auth.viewer import Hat
from web.forms.answering import Form, Page, answer
from web.forms.field import Field, Text
from web.pages.commons.evaluation_acts import ANYBODY, Fits, hat_that_fits
from web.pages.space.asking import sender
from web.reading import Texts, open_shelf
from web.writing import url_after

PARTNERS_READ: Final = frozenset({Audience.PUBLIC, Audience.PARTNERS})
Quoted = Sequence[tuple[Text, WordsAt]]


@dataclass(frozen=True, kw_only=True)
class EvaluationForm:
    """A form of one command about one evaluation.

    ``fits`` tells which designations the ledger would take it from; ``quoted``
    names the texts that whoever fills it in should have before them, ``known`` what
    the address says beside the evaluation.
    """

    command: type[Command]
    title: Text
    button: Text
    said: Text
    fields: Sequence[Field]
    known: Mapping[str, str] = field(default_factory=dict[str, str])
    lead: Text | None = None
    fits: Fits = ANYBODY
    quoted: Quoted = ()
    is_grave: bool = False
    day_field: str | None = None
    anchor: str = "contenu"


def found_evaluation(shelf: Shelf, evaluation_id: str) -> EvaluationRow:
    """Return an evaluation, or answer that there is none."""
    row = evaluation(shelf, evaluation_id)
    if row is None:
        abort(404)
    return row


def page_of(form: EvaluationForm, row: EvaluationRow) -> Page:
    """Show the form, or send what was typed into it."""
    texts = Texts([row.title, *(text for _label, text in form.quoted)], PARTNERS_READ)
    hat = hat_for_form(form.command, form.fits)
    known = {"evaluation_id": row.evaluation_id, **form.known}
    shown = {
        "title": texts(row.title),
        "partner": hat.partner_name if hat else "",
        "quoted": [(label, texts(text)) for label, text in form.quoted],
    }
    return answer(
        Form(
            title=form.title,
            lead=form.lead,
            fields=form.fields,
            button=form.button,
            back_url=url_for("evaluation", evaluation_id=row.evaluation_id),
            send=sender(form.command, form.fields, hat, known),
            done=lambda appended: after_it(appended, row.evaluation_id, form.anchor),
            said=form.said,
            names={"day": form.day_field} if form.day_field else None,
            is_grave=form.is_grave,
            shown=shown,
        ),
        "space/evaluation_act.html",
    )


def after_it(appended: Appended, evaluation_id: str, anchor: str) -> str:
    """Return the evaluation's address, where what was just written is shown."""
    return url_after(
        appended, "evaluation", evaluation_id=evaluation_id, _anchor=anchor
    )


def hat_for_form(command: type[Command], fits: Fits = ANYBODY) -> Hat | None:
    """Return under which designation the viewer acts; who has none is told first.

    Whoever lost it since the form was opened is told on the form, beside what
    they wrote.
    """
    hat = hat_that_fits(required_viewer(), command, fits)
    if hat is None and request.method == "GET":
        raise RoleNeeded(*(c for c in Capacity if c in POLICY[command]))
    return hat


def shelf_row(evaluation_id: str) -> EvaluationRow:
    """Return an evaluation as the views have it now."""
    with open_shelf() as shelf:
        return found_evaluation(shelf, evaluation_id)
