"""The cookie: where a browser keeps its session's token."""

from datetime import timedelta
from typing import Final

from flask import request, session
from werkzeug.wrappers import Response

from web.auth.sessions import LIVES, Kind
from web.settings import Settings

NAME: Final = "commun"
SECURE_NAME: Final = "__Host-commun"
TOKEN_SIGNS_MAX: Final = 64


def cookie_name(settings: Settings) -> str:
    """Return the cookie's name; ``__Host-`` ties it to this host and to TLS."""
    return SECURE_NAME if settings.secure_cookies else NAME


def token_in_cookie(settings: Settings) -> str | None:
    """Return the token that this browser bears."""
    token = request.cookies.get(cookie_name(settings), "")
    return token if 0 < len(token) <= TOKEN_SIGNS_MAX else None


def hand_token(response: Response, settings: Settings, token: str, kind: Kind) -> None:
    """Give the browser its token, and forget the forms of who was here before."""
    session.clear()
    response.set_cookie(
        cookie_name(settings),
        token,
        max_age=LIVES[kind] if LIVES[kind] > timedelta(days=1) else None,
        path="/",
        secure=settings.secure_cookies,
        httponly=True,
        samesite="Lax",
    )


def take_token(response: Response, settings: Settings) -> None:
    """Take the token from the browser."""
    session.clear()
    response.delete_cookie(
        cookie_name(settings),
        path="/",
        secure=settings.secure_cookies,
        httponly=True,
        samesite="Lax",
    )
