"""What is said to who may not come further, and why."""

from http import HTTPStatus
from typing import Final

import psycopg
from flask import Flask, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from web.auth.accounts import AddressTaken
from web.auth.capacities import NAMES
from web.auth.guards import OperatorNeeded, RoleNeeded, SignInNeeded
from web.auth.identity import FOR_A_PARTNER
from web.auth.invitations import LinkOver
from web.auth.limits import TooMany
from web.auth.origin import FromElsewhere
from web.problems import RETRY_SECONDS, problem_page

Answer = tuple[str, int, dict[str, str]]
MINUTE: Final = 60


def register(app: Flask) -> None:
    """Answer each refusal of the doors with a page that says what to do."""
    app.register_error_handler(SignInNeeded, _to_sign_in)
    app.register_error_handler(RoleNeeded, _role_needed)
    app.register_error_handler(OperatorNeeded, _operator_needed)
    app.register_error_handler(TooMany, _too_many)
    app.register_error_handler(LinkOver, _link_over)
    app.register_error_handler(AddressTaken, _address_taken)
    app.register_error_handler(FromElsewhere, _from_elsewhere)
    app.register_error_handler(psycopg.OperationalError, _unreachable)


def _to_sign_in(needed: SignInNeeded) -> Response:
    return redirect(url_for("sign_in", suite=needed.path or None), 303)


def _role_needed(needed: RoleNeeded) -> Answer:
    page = render_template(
        "auth/role_needed.html",
        roles=[NAMES[capacity] for capacity in needed.capacities],
        is_partners=any(c in FOR_A_PARTNER for c in needed.capacities),
    )
    return page, HTTPStatus.FORBIDDEN, {"Cache-Control": "no-store"}


def _operator_needed(_needed: OperatorNeeded) -> Answer:
    return problem_page(
        HTTPStatus.FORBIDDEN,
        _(
            "These pages are for who runs the machine: the command"
            " “commun operator-link” prints a link that opens them."
        ),
    )


def _too_many(many: TooMany) -> Answer:
    minutes = -(-many.retry_after // MINUTE)
    page, status, headers = problem_page(
        HTTPStatus.TOO_MANY_REQUESTS,
        ngettext(
            "You can try again in %(num)d minute.",
            "You can try again in %(num)d minutes.",
            minutes,
        ),
    )
    return page, status, headers | {"Retry-After": str(many.retry_after)}


def _link_over(_over: LinkOver) -> Answer:
    return problem_page(
        HTTPStatus.GONE,
        _("If you have already used it, sign in with your e-mail address."),
    )


def _address_taken(_taken: AddressTaken) -> Answer:
    page = render_template(
        "problem.html",
        title=_("This e-mail address is already in use"),
        detail=_("Another person, or you under another invitation, signs in with it."),
        advice=_("If it is you, sign in, and tell who invited you."),
        status=HTTPStatus.CONFLICT.value,
    )
    return page, HTTPStatus.CONFLICT, {"Cache-Control": "no-store"}


def _from_elsewhere(_elsewhere: FromElsewhere) -> Answer:
    return problem_page(
        HTTPStatus.FORBIDDEN,
        _("The form was sent from a page of another site. Nothing was recorded."),
    )


def _unreachable(_error: psycopg.OperationalError) -> Answer:
    page, status, headers = problem_page(HTTPStatus.SERVICE_UNAVAILABLE)
    return page, status, headers | {"Retry-After": str(RETRY_SECONDS)}
