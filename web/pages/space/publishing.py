"""Publishing: a resource is described in three steps, anew or from another one.

What the earlier steps were told goes along in the page, and is judged again as a
whole before it is sent: nothing is kept anywhere until then.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from flask import Flask, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from ledger.commons.resources.fork_resource import ForkResource
from ledger.commons.resources.publish_resource import PublishResource
from ledger.kernel.messages import Refusal
from ledger.kernel.store.port import Appended
from web.forms.answering import UNAVAILABLE, UNPROCESSABLE, Page
from web.forms.field import Field, Text, Values, errors_in_page_order
from web.forms.reading import Errors, Typed
from web.languages import PREFIX
from web.pages.personal import personal
from web.pages.space.asking import put
from web.pages.space.describing import (
    LAST,
    STEPS,
    Describing,
    describe,
    first_values,
    name_of,
    read_step,
)
from web.pages.space.resource_forms import (
    LICENCE,
    OTHER,
    hat_for_form,
    open_resource,
)
from web.problems import (
    UNREACHABLE,
    status_of,
    unreachable_headers,
    why_unreachable,
)
from web.schemas.resources import KIND
from web.texts.words_of_the_field import RESOURCE_KINDS
from web.writing import (
    PAGE,
    error_of,
    form_key,
    sent_already,
    url_after,
)

SIGNS_MAX: Final = 20_000
"""How much of what was typed goes along from step to step."""


def register(app: Flask) -> None:
    """Add the steps, for a new resource and for a fork."""
    at = f"{PREFIX}/espace/ressources"
    both = ["GET", "POST"]
    app.add_url_rule(
        f"{at}/nouvelle", "publish_resource", publish_resource, methods=both
    )
    app.add_url_rule(
        f"{at}/<resource_id>/adapter", "fork_resource", fork_resource, methods=both
    )


@personal
def publish_resource() -> Page:
    """Describe a new resource."""
    return _answer(describe(hat_for_form(None, PublishResource), None))


@personal
def fork_resource(resource_id: str) -> Page:
    """Describe what one makes of another resource."""
    origin = open_resource(resource_id, ForkResource)
    return _answer(describe(origin.hat, origin))


def _answer(describing: Describing) -> Page:
    """Show a step, lead to the next or back, or send it all."""
    if request.method == "GET":
        return _page(describing, 0, first_values(describing), {})
    typed = MultiDict([(n, v[:SIGNS_MAX]) for n, v in request.form.items(multi=True)])
    at = _step_asked(typed)
    if "back" in typed:
        return _page(describing, max(at - 1, 0), typed, {})
    errors: Errors = {}
    read_step(describing, at, typed, errors)
    if errors:
        return _page(describing, at, typed, errors), UNPROCESSABLE
    if at < LAST:
        return _page(describing, at + 1, typed, {})
    return _sent(describing, typed)


def _step_asked(typed: Typed) -> int:
    """Return the step that was answered; whatever else is written is the first."""
    known = {str(number): number for number in range(STEPS)}
    return known.get(typed.get("step", ""), 0)


def _sent(describing: Describing, typed: Typed) -> Page:
    """Judge it all once more, send it, and lead to the sheet."""
    errors: Errors = {}
    key = form_key()
    parts = [read_step(describing, step, typed, errors) for step in range(STEPS)]
    if errors:
        at = min(describing.step_of(name) for name in errors)
        return _page(describing, at, typed, errors), UNPROCESSABLE
    loaded = {name: value for part in parts for name, value in part.items()}
    try:
        appended = put(
            describing.command, loaded, describing.hat, key, describing.known
        )
    except Refusal as refusal:
        return _refused(describing, typed, refusal)
    except UNREACHABLE as error:
        page = _page(describing, LAST, typed, {PAGE: why_unreachable(error)})
        return page, UNAVAILABLE, unreachable_headers()
    return _done(appended, key)


def _refused(describing: Describing, typed: Typed, refusal: Refusal) -> Page:
    errors = error_of(refusal, {"origins": "others", "resource_id": PAGE})
    at = min(describing.step_of(name) for name in errors)
    return _page(describing, at, typed, errors), status_of(refusal).value


def _done(appended: Appended, key: str) -> Page:
    flash(
        sent_already(appended) or _("The resource is published: anybody may take it.")
    )
    return redirect(url_after(appended, "resource", resource_id=name_of(key)), 303)


def _page(
    describing: Describing, step: int, values: Values, errors: Mapping[str, Text]
) -> str:
    asked = describing.steps[step]
    origin = describing.origin
    return render_template(
        "space/publish.html",
        describing=describing,
        step=step,
        is_last=step == LAST,
        steps=STEPS,
        asked=asked,
        kept=_kept(describing, asked, values),
        values=values,
        errors=errors,
        ordered=errors_in_page_order(asked, errors),
        key=form_key(),
        told=_told(describing, asked, values),
        back_url=url_for("resource", resource_id=origin.row.resource_id)
        if origin
        else url_for("space_resources"),
    )


def _kept(
    describing: Describing, asked: Sequence[Field], values: Values
) -> list[tuple[str, str]]:
    """Return what the other steps were told, to go along in this page."""
    return [
        (field.name, value)
        for field in describing.fields
        if field not in asked
        for value in field.chosen_in(values)
    ]


def _told(
    describing: Describing, asked: Sequence[Field], values: Values
) -> list[dict[str, Text]]:
    """Return what was answered so far, to be checked before it is sent."""
    said = [(f, f.value_in(values)) for f in describing.fields if f not in asked]
    return [
        {
            "label": field.label,
            "value": RESOURCE_KINDS.get(value, value) if field is KIND else value,
        }
        for field, value in said
        if value and (field, value) != (LICENCE, OTHER)
    ]
