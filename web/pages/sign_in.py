"""Sign-in: an address, the code sent to it, and the way out."""

from typing import Final, cast

from flask import Flask, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from werkzeug.wrappers import Response

from web.auth.access import the_access
from web.auth.accounts import normalised
from web.auth.codes import CODE_DIGITS, Over, Right, Wrong, send_code, try_code
from web.auth.cookies import hand_token, take_token, token_in_cookie
from web.auth.devices import device_named
from web.auth.limits import (
    CODES_PER_ADDRESS,
    CODES_PER_EMAIL,
    TRIES_PER_ADDRESS,
    TRIES_PER_EMAIL,
    count_in,
    network_of,
)
from web.auth.paths import local_path
from web.auth.sessions import Kind, NewSession, open_session, revoke_token
from web.forms.field import Field, Text, errors_in_page_order
from web.languages import PREFIX, language
from web.pages import access_problems, letters, own_sessions, printed_links
from web.pages.personal import personal

ASKED: Final = "asked"
UNPROCESSABLE: Final = 422

EMAIL: Final = Field(
    name="email",
    label=lazy_gettext("What is your e-mail address?"),
    hint=lazy_gettext("We send a code to it. There is no password to remember."),
    widget="email",
    autocomplete="email",
    spellcheck=False,
    heads_page=True,
)
CODE: Final = Field(
    name="code",
    label=lazy_gettext("Which code did you receive?"),
    hint=lazy_gettext("Six digits. The code serves once, within ten minutes."),
    autocomplete="one-time-code",
    inputmode="numeric",
    spellcheck=False,
    width="w10",
    heads_page=True,
)

Answer = str | Response | tuple[str, int]


def register(app: Flask) -> None:
    """Add the pages by which people come in and go."""
    at = f"{PREFIX}/connexion"
    app.add_url_rule(at, "sign_in", sign_in, methods=["GET", "POST"])
    app.add_url_rule(f"{at}/code", "sign_in_code", enter_code, methods=["GET", "POST"])
    app.add_url_rule(
        f"{PREFIX}/deconnexion", "sign_out", sign_out, methods=["GET", "POST"]
    )
    access_problems.register(app)
    own_sessions.register(app)
    printed_links.register(app)
    letters.register(app)


@personal
def sign_in() -> Answer:
    """Ask for the address, and send it a code."""
    onward = local_path(request.values.get("suite", "")) or ""
    if request.method == "GET":
        return _email_page(onward)
    typed = request.form.get(EMAIL.name, "")
    email = normalised(typed)
    if email is None:
        wrong = _("Enter a whole e-mail address, such as mairie@example.fr")
        return _email_page(onward, typed, wrong)
    access = the_access()
    count_in(
        access,
        (CODES_PER_ADDRESS, network_of(request.remote_addr)),
        (CODES_PER_EMAIL, email),
    )
    token = send_code(access, email, language())
    session[ASKED] = {"token": token, "email": email, "suite": onward}
    return redirect(url_for("sign_in_code"), 303)


@personal
def enter_code() -> Answer:
    """Compare the code, and open a session under a fresh token."""
    asked = cast("dict[str, str] | None", session.get(ASKED))
    if asked is None:
        return redirect(url_for("sign_in"), 303)
    if request.method == "GET":
        return _code_page(asked)
    typed = "".join(filter(str.isdecimal, request.form.get(CODE.name, "")))
    if len(typed) != CODE_DIGITS:
        return _code_page(asked, _("Enter the six digits of the code"))
    access = the_access()
    count_in(
        access,
        (TRIES_PER_ADDRESS, network_of(request.remote_addr)),
        (TRIES_PER_EMAIL, asked["email"]),
    )
    match try_code(access, asked["token"], asked["email"], typed):
        case Wrong(tries_left=left) if left:
            return _code_page(asked, _wrong(left))
        case Wrong() | Over():
            return _code_page(
                asked,
                _("This code cannot be used any more: ask for a new one"),
            )
        case Right(person_id=person_id):
            new = NewSession(
                kind=Kind.PERSON,
                person_id=person_id,
                device=device_named(request.user_agent.string),
                replaces=token_in_cookie(access.settings),
            )
            with access.pool.connection() as db, db.transaction():
                token = open_session(db, access, new)
            onward = local_path(asked["suite"]) or url_for("space")
            answer = redirect(onward, 303)
            hand_token(answer, access.settings, token, Kind.PERSON)
            return answer


@personal
def sign_out() -> Response:
    """End the session in the database as well as in the browser."""
    answer = redirect(url_for("home"), 303)
    if request.method == "POST":
        access = the_access()
        token = token_in_cookie(access.settings)
        if token:
            with access.pool.connection() as db:
                revoke_token(db, access, token)
        take_token(answer, access.settings)
    return answer


def _wrong(tries_left: int) -> str:
    return ngettext(
        "This is not the code we sent: you have %(num)d try left",
        "This is not the code we sent: you have %(num)d tries left",
        tries_left,
    )


def _email_page(onward: str, typed: str = "", wrong: str = "") -> Answer:
    return _page(
        "auth/sign_in.html", EMAIL, typed, wrong, onward=onward, is_asked=bool(onward)
    )


def _code_page(asked: dict[str, str], wrong: str = "") -> Answer:
    # A wrong code is not shown again: it helps nobody to correct it.
    return _page("auth/code.html", CODE, "", wrong, email=asked["email"])


def _page(
    template: str, field: Field, typed: str, wrong: str, **more: object
) -> Answer:
    errors: dict[str, Text] = {field.name: wrong} if wrong else {}
    settings = the_access().settings
    page = render_template(
        template,
        asked=field,
        values={field.name: typed},
        errors=errors,
        summary=errors_in_page_order([field], errors),
        letters_url=url_for("operator_letters") if settings.demo else None,
        **more,
    )
    return (page, UNPROCESSABLE) if errors else page
