"""Answering: how a form page is shown, and what becomes of a refusal in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from ledger.kernel.messages import Refusal
from ledger.kernel.store.port import Appended
from web.forms.field import Field, Text, Values, errors_in_page_order
from web.forms.reading import Errors, Typed
from web.problems import (
    UNREACHABLE,
    status_of,
    unreachable_headers,
    why_unreachable,
)
from web.writing import PAGE, error_of, form_key, sent_already

UNPROCESSABLE = 422
UNAVAILABLE = 503
Page = str | Response | tuple[str, int] | tuple[str, int, dict[str, str]]


@dataclass(frozen=True, kw_only=True)
class Form:
    """A form that becomes one command.

    ``send`` reads what was typed, notes errors, and puts the command; it
    returns None where there are errors. ``done`` says where to go then.
    ``names`` maps the command's fields to the form's where they differ.
    ``shown`` is what its template shows beside the questions.
    """

    title: Text
    fields: Sequence[Field]
    button: Text
    back_url: str
    send: Callable[[Typed, Errors, str], Appended | None]
    done: Callable[[Appended], str]
    said: Text
    lead: Text | None = None
    values: Values | None = None
    names: Mapping[str, str] | None = None
    is_grave: bool = False
    shown: Mapping[str, object] | None = None


def answer(form: Form, template: str = "form.html") -> Page:
    """Show the form, or send it: 303 when it is done, 422 with its errors.

    A ledger that takes nothing now is said on the form too, with 503: what was
    typed stays there, under its key, to be sent again.
    """
    if request.method == "GET":
        return _shown(form, template, form.values or MultiDict(), {})
    errors: Errors = {}
    status = UNPROCESSABLE
    try:
        appended = form.send(request.form, errors, form_key())
    except Refusal as refusal:
        errors |= error_of(refusal, form.names or {})
        status = status_of(refusal).value
    except UNREACHABLE as error:
        errors[PAGE] = why_unreachable(error)
        page = _shown(form, template, request.form, errors)
        return page, UNAVAILABLE, unreachable_headers()
    else:
        if appended is not None and not errors:
            flash(sent_already(appended) or str(form.said))
            return redirect(form.done(appended), 303)
    return _shown(form, template, request.form, errors), status


def _shown(form: Form, template: str, values: Values, errors: Errors) -> str:
    return render_template(
        template,
        form=form,
        values=values,
        errors=errors,
        ordered=errors_in_page_order(form.fields, errors),
        key=form_key(),
        **(form.shown or {}),
    )
