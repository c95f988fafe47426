"""Own tokens: what my programs act with, under which mandate, and until when."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from flask import Flask, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from web.auth.access import the_access
from web.auth.api_tokens import (
    DAYS,
    NAME_SIGNS_MAX,
    MadeAlready,
    NewApiToken,
    TooManyTokens,
    make_token,
    revoke_api_token,
    tokens_of,
)
from web.auth.capacities import NAMES
from web.auth.guards import required_viewer
from web.auth.viewer import Hat, Viewer
from web.forms.answering import UNPROCESSABLE
from web.forms.field import Choice, Field, Values, errors_in_page_order
from web.forms.reading import Errors, choice, text
from web.languages import PREFIX
from web.pages.personal import personal
from web.writing import PAGE, form_key

WRITE: Final = "write"
NAME: Final = Field(
    name="name",
    label=lazy_gettext("What is it for?"),
    hint=lazy_gettext("For example “Time sheets of the library”"),
)
MANDATE: Final = Field(
    name="mandate",
    label=lazy_gettext("In what quality does the program act?"),
    hint=lazy_gettext("Its token ends with this designation"),
    widget="radios",
)
SCOPE: Final = Field(
    name="scope",
    label=lazy_gettext("What may it do?"),
    widget="radios",
    choices=(
        Choice(value="read", label=lazy_gettext("Read what is public")),
        Choice(
            value=WRITE,
            label=lazy_gettext("Read, and record for my partner"),
            hint=lazy_gettext("It may do all that I may do in that quality"),
        ),
    ),
)
HOW_LONG: Final = Field(
    name="days",
    label=lazy_gettext("For how long?"),
    widget="radios",
    choices=tuple(
        Choice(value=str(days), label=label)
        for days, label in zip(
            DAYS,
            (
                lazy_gettext("A month"),
                lazy_gettext("Three months"),
                lazy_gettext("A year"),
            ),
            strict=True,
        )
    ),
)


def register(app: Flask) -> None:
    """Add the page."""
    app.add_url_rule(
        f"{PREFIX}/espace/acces", "own_tokens", own_tokens, methods=["GET", "POST"]
    )


@personal
def own_tokens() -> str | Response | tuple[str, int]:
    """List the tokens, make one, which is shown this once, or end one."""
    viewer = required_viewer()
    if request.method == "GET":
        return _shown(viewer)
    revoked = request.form.get("revoke", "")
    if revoked:
        access = the_access()
        with access.pool.connection() as db:
            revoke_api_token(db, access, viewer.person_id, revoked)
        return redirect(url_for("own_tokens"), 303)
    errors: Errors = {}
    secret = _made(viewer, errors)
    page = _shown(viewer, errors=errors, secret=secret)
    return page if secret else (page, UNPROCESSABLE)


def _made(viewer: Viewer, errors: Errors) -> str | None:
    typed, access = request.form, the_access()
    name = text(typed, NAME, errors, length_max=NAME_SIGNS_MAX)
    mandate = choice(typed, _mandates(viewer.hats), errors)
    scope = choice(typed, SCOPE, errors)
    days = choice(typed, HOW_LONG, errors)
    if errors:
        return None
    hat = next(hat for hat in viewer.hats if hat.mandate_id == mandate)
    new = NewApiToken(
        key=form_key(),
        person_id=viewer.person_id,
        mandate_id=hat.mandate_id,
        partner_id=hat.partner_id,
        name=name,
        may_write=scope == WRITE,
        days=int(days),
    )
    try:
        with access.pool.connection() as db:
            return make_token(db, access, new)
    except TooManyTokens:
        errors[PAGE] = _("You have fifty tokens: revoke one that serves no longer")
    except MadeAlready:
        errors[PAGE] = _(
            "This token was made already, and is shown only once: if you did not"
            " keep it, revoke it and make another one"
        )
    return None


def _shown(
    viewer: Viewer, errors: Errors | None = None, secret: str | None = None
) -> str:
    access, wrong = the_access(), errors or {}
    with access.pool.connection() as db:
        tokens = tokens_of(db, access, viewer.person_id)
    fields = (NAME, _mandates(viewer.hats), SCOPE, HOW_LONG)
    values: Values = request.form if wrong else MultiDict()
    return render_template(
        "auth/tokens.html",
        tokens=tokens,
        hats={str(hat.mandate_id): _called(hat) for hat in viewer.hats},
        fields=fields,
        values=values,
        errors=wrong,
        ordered=errors_in_page_order(fields, wrong),
        secret=secret,
        key=form_key() if wrong else None,
    )


def _mandates(hats: Sequence[Hat]) -> Field:
    choices = tuple(
        Choice(value=str(hat.mandate_id), label=_called(hat)) for hat in hats
    )
    return replace(MANDATE, choices=choices)


def _called(hat: Hat) -> str:
    return _(
        "%(partner)s, as %(capacity)s",
        partner=hat.partner_name,
        capacity=NAMES[hat.capacity],
    )
