"""Correcting: what it was, what it becomes, and why, checked before it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, cast

from flask import Flask, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from marshmallow import ValidationError
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from ledger.commons.contributions.correct_contribution import CorrectContribution
from ledger.kernel.fingerprints import key_tag
from ledger.kernel.identifiers import ContributionId, ProjectId
from ledger.kernel.messages import Refusal
from ledger.kernel.quantities import Period, day_in_paris
from ledger.kernel.refusals import ChangedMeanwhile, NoMandateInForce
from ledger.kernel.words import Words
from projections.commons.contributions import contribution
from web.auth.guards import RoleNeeded, required_viewer
from web.auth.viewer import Hat
from web.forms.answering import UNPROCESSABLE, Page
from web.forms.document import document, field_errors, tidy
from web.forms.field import errors_in_page_order
from web.forms.reading import Errors, Typed, day_values, text
from web.languages import PREFIX, language
from web.pages.personal import personal
from web.pages.space.acting import CONTRIBUTING, hat_for
from web.pages.space.showing import Shown, show, show_one
from web.problems import status_of
from web.reading import WAIT_SECONDS, open_shelf, the_wiring
from web.schemas.contribution_acts import WHY_CORRECT, WORDS_MAX
from web.schemas.contributions import (
    DESCRIPTION,
    ENDED_ON,
    QUANTITY,
    STARTED_ON,
    TITLE,
    ContributionSchema,
)
from web.states import unless_changed_since
from web.texts.numbers import number, unit_name
from web.writing import (
    PAGE,
    Writing,
    ask,
    error_of,
    form_key,
    now,
    sent_already,
    url_after,
)

SEEN: Final = "seen"
CHECKED: Final = "checked"
ASKED: Final = (QUANTITY, STARTED_ON, ENDED_ON, TITLE, DESCRIPTION)
FIELDS: Final = (*ASKED, WHY_CORRECT)
NAMES: Final = {
    "difference": QUANTITY.name,
    "period": ENDED_ON.name,
    "project_id": ENDED_ON.name,
}


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What was typed, beside the contribution as the form had shown it."""

    before: Shown
    loaded: Mapping[str, Any]
    reason: str

    @property
    def period(self) -> Period:
        """Return the days it would have."""
        start = self.loaded["started_on"]
        return Period(start, self.loaded["ended_on"] or start)


def register(app: Flask) -> None:
    """Add the form that corrects."""
    app.add_url_rule(
        f"{PREFIX}/espace/contributions/<contribution_id>/corriger",
        "correct_contribution",
        correct_contribution,
        methods=["GET", "POST"],
    )


@personal
def correct_contribution(contribution_id: str) -> Page:
    """Ask what changes, show before and after, then record the difference."""
    viewer = required_viewer()
    with open_shelf() as shelf:
        shown = show_one(shelf, contribution_id)
        position = shelf.position
    hat = hat_for(viewer, shown.row.partner_id, *CONTRIBUTING)
    if request.method == "GET":
        if hat is None:
            raise RoleNeeded(*CONTRIBUTING)
        return _asked(shown, _typed(shown), position)
    before = _seen(contribution_id) or shown
    errors: Errors = {}
    correction = _read(before, errors)
    if correction is None or "back" in request.form:
        page = _asked(before, request.form, _seen_position(position), errors)
        return (page, UNPROCESSABLE) if errors else page
    if CHECKED not in request.form:
        return _check(correction, _seen_position(position))
    try:
        return _send(correction, shown, hat, position)
    except ChangedMeanwhile:
        return _changed_meanwhile(correction.before)
    except Refusal as refusal:
        errors |= error_of(refusal, NAMES)
        page = _asked(before, request.form, _seen_position(position), errors)
        return page, status_of(refusal).value


def _seen(contribution_id: str) -> Shown | None:
    """Return the contribution as it stood when the form was opened.

    The difference is taken from there, so that a form sent twice asks for the
    same thing twice, whatever was recorded in between.
    """
    with the_wiring().views.shelf(_seen_position(0) or None) as shelf:
        row = contribution(shelf, contribution_id)
        return show(shelf, [row])[0] if row is not None else None


def _seen_position(otherwise: int) -> int:
    given = request.form.get(SEEN, "")
    return int(given) if given.isdecimal() and len(given) <= 18 else otherwise  # noqa: PLR2004  # what a position's column holds


def _typed(shown: Shown) -> Typed:
    row = shown.row
    return MultiDict(
        {
            "quantity": number(row.quantity),
            "title": shown.title,
            "description": shown.description,
            **day_values(STARTED_ON, row.period.start),
            **day_values(ENDED_ON, row.period.end),
        }
    )


def _read(before: Shown, errors: Errors) -> Correction | None:
    """Return what was typed, judged by the same description as a new one."""
    row = before.row
    names = {field.name for field in ASKED}
    typed = document(ASKED, request.form, language())
    schema = ContributionSchema(
        today=day_in_paris(now()), only=names | {"nature", "unit"}
    )
    whole = typed | {"nature": row.nature.value, "unit": row.unit.value}
    loaded: Mapping[str, Any] = {}
    try:
        loaded = cast("dict[str, Any]", schema.load(whole))
    except ValidationError as error:
        errors |= field_errors(error)
    reason = text(request.form, WHY_CORRECT, errors, length_max=WORDS_MAX)
    if errors:
        return None
    return Correction(before=before, loaded=loaded, reason=reason)


def _send(correction: Correction, shown: Shown, hat: Hat | None, position: int) -> Page:
    """Record the difference, unless anything was recorded since it was looked at."""
    viewer = required_viewer()
    if hat is None:
        raise NoMandateInForce
    actor, key = viewer.actor(hat), form_key()
    before = correction.before
    is_known = the_wiring().store.find_key(key_tag(actor, key)) is not None
    if not is_known and _differs(before, shown):
        raise ChangedMeanwhile
    name = ContributionId(shown.contribution_id)
    writing = Writing()
    loaded, project = correction.loaded, before.row.project_id
    appended = ask(
        replace(
            CorrectContribution(
                actor=actor,
                at=now(),
                key=key,
                contribution_id=name,
                partner_id=hat.partner_id,
                difference=loaded["quantity"] - before.row.quantity,
                period=(
                    correction.period
                    if correction.period != before.row.period
                    else None
                ),
                title=_new(writing, "title", loaded["title"], before.title),
                description=_new(
                    writing,
                    "description",
                    loaded["description"] or "",
                    before.description,
                ),
                reason=writing.public("reason", correction.reason),
                project_id=ProjectId(project) if project else None,
            ),
            words=writing.words,
        ),
        unless=unless_changed_since("contribution_id", name, position),
    )
    flash(sent_already(appended) or _("The correction is recorded."))
    onward: Response = redirect(
        url_after(
            appended, "space_contribution", contribution_id=shown.contribution_id
        ),
        303,
    )
    return onward


def _new(writing: Writing, name: str, typed: str, before: str) -> Words | None:
    """Return the words of a text that was changed."""
    is_long = name == DESCRIPTION.name
    is_same = tidy(typed, is_long=is_long) == tidy(before, is_long=is_long)
    return None if is_same else writing.public(name, typed)


def _differs(before: Shown, shown: Shown) -> bool:
    one, other = before.row, shown.row
    return (
        one.quantity != other.quantity
        or one.period != other.period
        or one.title != other.title
        or one.description != other.description
    )


def _changed_meanwhile(was: Shown) -> Page:
    """Show the form again beside what it was and became: nothing typed is lost."""
    errors: Errors = {
        PAGE: _("It was corrected meanwhile: compare with what it says now, then go on")
    }
    wiring = the_wiring()
    # Who came first may have been seen by the ledger only.
    wiring.views.wait_until(wiring.store.head().position, WAIT_SECONDS)
    with open_shelf() as shelf:
        shown = show_one(shelf, was.contribution_id)
        position = shelf.position
    return _asked(shown, request.form, position, errors, was), UNPROCESSABLE


def _asked(
    shown: Shown,
    values: Typed,
    position: int,
    errors: Errors | None = None,
    was: Shown | None = None,
) -> str:
    wrong = errors or {}
    unit = unit_name(shown.row.unit)
    fields = [replace(f, suffix=unit) if f is QUANTITY else f for f in FIELDS]
    return render_template(
        "space/correct.html",
        shown=shown,
        was=was,
        fields=fields,
        values=values,
        errors=wrong,
        ordered=errors_in_page_order(FIELDS, wrong),
        key=form_key(),
        seen=position,
        back_url=url_for("space_contribution", contribution_id=shown.contribution_id),
    )


def _check(correction: Correction, position: int) -> str:
    return render_template(
        "space/correct_check.html",
        shown=correction.before,
        correction=correction,
        sent=[
            (name, value)
            for name, value in request.form.items(multi=True)
            if name not in {"csrf_token", "key", SEEN}
        ],
        key=form_key(),
        seen=position,
    )
