"""Recording: a contribution described in steps, kept as a draft from the first."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from flask import Flask, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from marshmallow import ValidationError
from werkzeug.wrappers import Response

from ledger.kernel.quantities import day_in_paris
from web.auth.guards import RoleNeeded, required_hat, required_viewer
from web.drafts import Draft, clear_spent, keep
from web.forms.answering import UNPROCESSABLE, Page
from web.forms.document import answered, document, field_errors
from web.forms.field import Field, Text, errors_in_page_order
from web.forms.reading import Errors, Typed
from web.languages import PREFIX, language
from web.pages.personal import personal
from web.pages.space.acting import CONTRIBUTING, hat_for, my_draft
from web.pages.space.attaching import FILE, attach
from web.pages.space.beginnings import answers_of_offer, offer_asked
from web.pages.space.for_projects import offered_projects
from web.pages.space.in_force import units_in_force
from web.schemas.contributions import ASKED, ContributionSchema, Step, fields_of
from web.writing import form_key, now

ORDER: Final = tuple(Step)
BEGIN: Final = Step.WHAT
SIGNS_MAX: Final = 100_000
"""How much a draft keeps of one page, right or wrong."""


LEFT_AFTER: Final = timedelta(minutes=10)


def register(app: Flask) -> None:
    """Add the pages on which a contribution is described."""
    at = f"{PREFIX}/espace/contributions/nouvelle"
    app.add_url_rule(at, "new_contribution", new_contribution)
    app.add_url_rule(
        f"{at}/<any(quoi,combien,preuve):step>",
        "record_contribution",
        record_contribution,
        methods=["GET", "POST"],
    )
    app.add_url_rule(
        f"{at}/<any(quoi,combien,preuve):step>/garder",
        "keep_contribution",
        keep_contribution,
        methods=["POST"],
    )


@personal
def new_contribution() -> Response:
    """Begin a new one, for the project or the offer whose page led here if one did."""
    projet, offre = request.args.get("projet") or None, offer_asked() or None
    onward = url_for("record_contribution", step=BEGIN, projet=projet, offre=offre)
    return redirect(onward, 303)


@personal
def record_contribution(step: str) -> Page:
    """Ask one group of questions; whatever is typed is kept at once."""
    at = Step(step)
    draft = _draft(at)
    if draft is None:
        return redirect(url_for("record_contribution", step=BEGIN), 303)
    if request.method == "POST":
        return _take(at, draft)
    if hat_for(required_viewer(), draft.partner_id, *CONTRIBUTING) is None:
        return lapsed(draft)
    errors = wrong_in(at, draft) if "corriger" in request.args else {}
    return _asked(at, draft, draft.typed, errors)


@personal
def keep_contribution(step: str) -> Page:
    """Keep what is being typed while its writer rests; nothing is checked yet.

    What was sent meanwhile, in another window, is no draft any more.
    """
    at = Step(step)
    draft = _draft(at)
    if draft is None or draft.sent_at is not None:
        abort(409)
    if any(v.strip() for values in _answers(at).values() for v in values):
        _keep(at, draft)
    return Response(status=204)


def _draft(step: Step) -> Draft | None:
    """Return the draft that this page belongs to; the first page may begin one."""
    viewer = required_viewer()
    draft = my_draft(form_key())
    if draft is not None or step is not BEGIN:
        return draft
    hat = required_hat(*CONTRIBUTING)
    projet = request.args.get("projet", "")
    return Draft(
        key=form_key(),
        person_id=viewer.person_id,
        partner_id=hat.partner_id,
        answers=answers_of_offer(hat) or ({"project": [projet]} if projet else {}),
    )


def _take(step: Step, draft: Draft) -> Page:
    """Keep what was typed, right or wrong; go on when it is right."""
    typed = request.form
    draft = _keep(step, draft)
    if hat_for(required_viewer(), draft.partner_id, *CONTRIBUTING) is None:
        return lapsed(draft)
    errors: Errors = {}
    if step is Step.EVIDENCE:
        draft, stays = attach(draft, errors)
        if stays and not errors:
            return redirect(step_url(step, draft), 303)
    errors |= wrong_in(step, draft)
    if errors:
        return _asked(step, draft, typed, errors), UNPROCESSABLE
    return redirect(_onward(step, draft), 303)


def _answers(step: Step) -> dict[str, list[str]]:
    return answered(fields_of(step, None), request.form)


def _keep(step: Step, draft: Draft) -> Draft:
    """Keep the answers of one page beside those of the others."""
    if step is BEGIN and not draft.answers:
        clear_spent(draft.person_id)
    answers = _answers(step)
    if sum(len(value) for values in answers.values() for value in values) > SIGNS_MAX:
        abort(413)
    kept = replace(draft, answers={**draft.answers, **answers})
    keep(kept)
    return kept


def _onward(step: Step, draft: Draft) -> str:
    """Return the next page; back to the check page where one came from there.

    An answer may unsettle a later one, as the nature does the unit: then the
    first page that is wrong comes next.
    """
    following = ORDER[ORDER.index(step) + 1]
    if request.form.get("retour") != Step.CHECK or following is Step.CHECK:
        return step_url(following, draft)
    first = first_wrong(draft)
    return step_url(Step.CHECK if first is None else first, draft, is_wrong=True)


def step_url(step: Step, draft: Draft, *, is_wrong: bool = False) -> str:
    """Return a step's address for this draft."""
    if step is Step.CHECK:
        return url_for("check_contribution", key=draft.key)
    values: dict[str, Any] = {"corriger": "1"} if is_wrong else {}
    return url_for("record_contribution", step=step, key=draft.key, **values)


def wrong_in(step: Step, draft: Draft) -> Errors:
    """Return what is wrong with the answers of one step."""
    asked = fields_of(step, None)
    names = {field.name for field in asked}
    if step is Step.EVIDENCE:
        names.add("evidence")
    # A unit is right or wrong for a nature, which another page asks.
    errors = _wrong(draft, names | {"nature"})
    return {
        FILE.name if name == "evidence" else name: error
        for name, error in errors.items()
        if name in names
    }


def _wrong(draft: Draft, names: set[str]) -> Errors:
    whole = whole_document(draft)
    part = {name: value for name, value in whole.items() if name in names}
    today = day_in_paris(now())
    try:
        schema = ContributionSchema(today=today, only=names, units=units_in_force())
        schema.load(part)
    except ValidationError as error:
        return field_errors(error)
    return {}


def first_wrong(draft: Draft) -> Step | None:
    """Return the first step whose answers do not stand, None when all do."""
    return next((s for s in ORDER[:-1] if wrong_in(s, draft)), None)


def whole_document(draft: Draft) -> dict[str, Any]:
    """Return the draft as the schema takes it."""
    files = [
        {"digest": f.digest, "size": f.size, "media_type": f.media_type}
        for f in draft.files
    ]
    return document(ASKED, draft.typed, language()) | (
        {"evidence": files} if files else {}
    )


def _asked(step: Step, draft: Draft, values: Typed, errors: Errors) -> str:
    nature = whole_document(draft).get("nature")
    offered = offered_projects(draft) if step is Step.WHAT else ()
    named = nature if isinstance(nature, str) else None
    asked = fields_of(step, named, offered, units_in_force())
    return render_template(
        "space/step.html",
        step=step,
        number=ORDER.index(step) + 1,
        steps=len(ORDER),
        title=title_of(step),
        fields=asked,
        file=FILE if step is Step.EVIDENCE else None,
        values=values,
        errors=errors,
        ordered=_ordered(step, asked, errors),
        draft=draft,
        key=draft.key,
        resumed_at=_resumed_at(draft),
        back_url=_back(step, draft),
        returns=request.values.get("retour", ""),
    )


def _resumed_at(draft: Draft) -> datetime | None:
    """Return when a draft was left, where that is some time ago."""
    at = draft.updated_at
    if request.method == "POST" or at is None or now() - at < LEFT_AFTER:
        return None
    return at


def _ordered(
    step: Step, asked: tuple[Field, ...], errors: Errors
) -> list[tuple[str, Text]]:
    shown = (*asked, FILE) if step is Step.EVIDENCE else asked
    return errors_in_page_order(shown, errors)


def title_of(step: Step) -> str:
    """Return what a step is called."""
    return {
        Step.WHAT: _("What did you bring?"),
        Step.HOW_MUCH: _("How much, and when?"),
        Step.EVIDENCE: _("Details and evidence"),
        Step.CHECK: _("Check before sending"),
    }[step]


def _back(step: Step, draft: Draft) -> str:
    if request.values.get("retour") == Step.CHECK:
        return step_url(Step.CHECK, draft)
    index = ORDER.index(step)
    return step_url(ORDER[index - 1], draft) if index else url_for("space")


def lapsed(draft: Draft) -> Page:
    """Say that what was typed is kept, and whom to ask, when nobody may send it."""
    if not draft.answers:
        raise RoleNeeded(*CONTRIBUTING)
    if my_draft(draft.key) is None:
        abort(404)
    page = render_template("space/lapsed.html", draft=draft)
    return page, 403
