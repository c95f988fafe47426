"""Bearers: for whom a program acts, by the token it sends; never by a cookie."""

from dataclasses import dataclass
from typing import Final

from flask import g, request

from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Actor
from ledger.kernel.refusals import NoMandateInForce
from web.api.metering import count_writing
from web.api.problem import Problem
from web.auth.access import the_access
from web.auth.api_tokens import ApiToken, token_with
from web.auth.viewer import Hat

SCHEME: Final = "bearer"
SIGNS_MAX: Final = 200


@dataclass(frozen=True, kw_only=True)
class Bearer:
    """A program with the mandate that its token was made for."""

    token: ApiToken
    hat: Hat

    @property
    def partner_id(self) -> PartnerId:
        """Return the partner it acts for."""
        return self.hat.partner_id

    @property
    def actor(self) -> Actor:
        """Return who acts: the person, through their program."""
        return Actor(person_id=self.token.person_id, mandate_id=self.token.mandate_id)


def check_token() -> None:
    """Refuse a token that lets nobody in, though reading needs none."""
    if "Authorization" in request.headers:
        the_token()


def the_token() -> ApiToken:
    """Return the token that was sent; raises Problem."""
    if "api_token" in g:
        known: ApiToken = g.api_token
        return known
    scheme, _space, secret = request.headers.get("Authorization", "").partition(" ")
    if not scheme:
        raise Problem("token_missing", headers={"WWW-Authenticate": "Bearer"})
    found = None
    if scheme.lower() == SCHEME and len(secret) <= SIGNS_MAX:
        access = the_access()
        with access.pool.connection() as db:
            found = token_with(db, access, secret.strip())
    if found is None:
        told = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
        raise Problem("token_unknown", headers=told)
    g.api_token = found
    return found


def required_bearer() -> Bearer:
    """Return who may write; raises Problem, or the refusal of a mandate that ended.

    The ledger asks again as it decides: a mandate may end in between.
    """
    if "bearer" in g:
        known: Bearer = g.bearer
        return known
    token = the_token()
    if not token.may_write:
        told = {"WWW-Authenticate": 'Bearer error="insufficient_scope"'}
        raise Problem("scope_missing", headers=told)
    count_writing(token)
    hats = the_access().directory.hats_of(token.person_id)
    hat = next((h for h in hats if h.mandate_id == token.mandate_id), None)
    if hat is None:
        raise NoMandateInForce
    bearer = Bearer(token=token, hat=hat)
    g.bearer = bearer
    return bearer
