"""Problems: what a refusal or a failure says to people, and under which status."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from flask import Flask, g, render_template, request
from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from ledger.application import TooContended
from ledger.kernel.messages import Refusal
from ledger.kernel.refusals import (
    ChangedMeanwhile,
    KeyReused,
    NoMandateInForce,
    NotAllowed,
)
from ledger.kernel.store.port import ClockApart, ClockJumped, Unavailable
from web.moments import NoMoment, WrongMoment

RETRY_SECONDS: Final = 5
UNREACHABLE: Final = (Unavailable, TooContended, ClockApart, ClockJumped)
"""Why the ledger took nothing, though nothing is wrong with what was asked."""

Answer = tuple[str, int, dict[str, str]]

STATUSES: Final[Mapping[type[Refusal], HTTPStatus]] = {
    NotAllowed: HTTPStatus.FORBIDDEN,
    NoMandateInForce: HTTPStatus.FORBIDDEN,
    ChangedMeanwhile: HTTPStatus.CONFLICT,
    KeyReused: HTTPStatus.UNPROCESSABLE_ENTITY,
}
"""Refusals that are not a field's fault; every other one is 422."""

ADVICE: Final = {
    HTTPStatus.BAD_REQUEST: (
        lazy_gettext("The form could not be read"),
        lazy_gettext("Go back, reload the page and send it again: nothing was lost."),
    ),
    HTTPStatus.FORBIDDEN: (
        lazy_gettext("This page is not open to you"),
        lazy_gettext("Sign in with the right role, or ask your partner or the board."),
    ),
    HTTPStatus.NOT_FOUND: (
        lazy_gettext("There is no such page"),
        lazy_gettext("Check the address, or start again from the home page."),
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        lazy_gettext("This page cannot be asked for that way"),
        lazy_gettext("Start again from the home page."),
    ),
    HTTPStatus.GONE: (
        lazy_gettext("This link has served, or its time is over"),
        lazy_gettext("Ask the person who sent it for a new one."),
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (
        lazy_gettext("That is more than one form can hold"),
        lazy_gettext("Shorten the text or send a smaller file: nothing was recorded."),
    ),
    HTTPStatus.TOO_MANY_REQUESTS: (
        lazy_gettext("Too many attempts"),
        lazy_gettext("Wait a while before you try again."),
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: (
        lazy_gettext("The ledger cannot be reached right now"),
        lazy_gettext(
            "Nothing was recorded twice or by half: wait a moment and send it again."
        ),
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        lazy_gettext("Something failed on our side"),
        lazy_gettext("Nothing was half recorded: try again, then tell the operator."),
    ),
}

CLOCK_ADVICE: Final[Mapping[type[Exception], tuple[LazyString, LazyString]]] = {
    ClockJumped: (
        lazy_gettext("The server’s clock is wrong"),
        lazy_gettext(
            "It stands before the last recorded fact, so nothing was recorded. Tell"
            " the operator, who looks at the clock; then send this again."
        ),
    ),
    ClockApart: (
        lazy_gettext("That took too long, or two clocks differ"),
        lazy_gettext(
            "Nothing was recorded: send this again. If it goes on, tell the operator,"
            " who looks at the clocks."
        ),
    ),
}
"""What only the operator can mend is said so; waiting would not help."""


MOMENTS: Final[Mapping[NoMoment, tuple[LazyString, LazyString]]] = {
    NoMoment.UNREADABLE: (
        lazy_gettext("This is no day"),
        lazy_gettext("Write a day that exists, such as 2026-03-27."),
    ),
    NoMoment.WITHOUT_ZONE: (
        lazy_gettext("Pages show the end of a day"),
        lazy_gettext("Write the day without a time, such as 2026-03-27."),
    ),
    NoMoment.IN_GAP: (
        lazy_gettext("This time did not exist in Paris"),
        lazy_gettext(
            "The clocks went forward over it. Write the day without a time, such as"
            " 2026-03-27: its page shows its end."
        ),
    ),
    NoMoment.FUTURE: (
        lazy_gettext("This day is still to come"),
        lazy_gettext("Nothing is recorded of it: see the page as it stands today."),
    ),
}
"""Why an address names no past day, and how to write one."""


def status_of(refusal: Refusal) -> HTTPStatus:
    """Return the status that a refusal is answered with."""
    return STATUSES.get(type(refusal), HTTPStatus.UNPROCESSABLE_ENTITY)


def said(refusal: Refusal) -> str:
    """Return the refusal's sentence in the reader's language."""
    return _(type(refusal).sentence(), **refusal.details)


def register(app: Flask) -> None:
    """Answer every failure with a page that says what to do."""
    app.register_error_handler(HTTPException, _page)
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(WrongMoment, _no_moment)
    for unreachable in UNREACHABLE:
        app.register_error_handler(unreachable, _unavailable)


def problem_page(status: HTTPStatus, detail: str | None = None) -> Answer:
    """Return the page for a status, with a more exact reason where there is one."""
    fallback = ADVICE[HTTPStatus.INTERNAL_SERVER_ERROR]
    return _written(status, ADVICE.get(status, fallback), detail)


def why_unreachable(error: Exception) -> str:
    """Return what happened and what to do, for a page that keeps what was typed."""
    return ". ".join(str(part) for part in _advice_on(error))


def unreachable_headers() -> dict[str, str]:
    """Return when to come again."""
    return {"Retry-After": str(RETRY_SECONDS)}


def _written(
    status: HTTPStatus, told: tuple[LazyString, LazyString], detail: str | None = None
) -> Answer:
    title, advice = told
    g.is_personal = True
    page = render_template(
        "problem.html",
        title=title,
        advice=advice,
        detail=detail,
        status=status.value,
        is_of_a_day="au" in request.args,
    )
    return page, status.value, {}


def _page(error: HTTPException) -> Answer:
    assert error.code is not None, "an error without a status is no answer"
    page, status, headers = problem_page(HTTPStatus(error.code))
    retry = getattr(error, "retry_after", None)
    return page, status, headers | ({"Retry-After": str(retry)} if retry else {})


def _refused(refusal: Refusal) -> Answer:
    return problem_page(status_of(refusal), said(refusal))


def _no_moment(error: WrongMoment) -> Answer:
    return _written(HTTPStatus.UNPROCESSABLE_ENTITY, MOMENTS[error.why])


def _advice_on(error: Exception) -> tuple[LazyString, LazyString]:
    return CLOCK_ADVICE.get(type(error), ADVICE[HTTPStatus.SERVICE_UNAVAILABLE])


def _unavailable(error: Exception) -> Answer:
    page, status, _headers = _written(HTTPStatus.SERVICE_UNAVAILABLE, _advice_on(error))
    return page, status, unreachable_headers()
