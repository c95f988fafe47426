"""Guards: who may come further than this line of a page."""

from collections.abc import Callable

from flask import g, request

from ledger.kernel.messages import Capacity
from web.auth.access import the_access
from web.auth.cookies import token_in_cookie
from web.auth.identity import Identity, load_viewer
from web.auth.paths import this_path
from web.auth.viewer import Hat, Viewer

Page = Callable[..., object]


class SignInNeeded(Exception):
    """Nobody is signed in; ``path`` is where they wanted to go."""

    def __init__(self) -> None:
        safe = request.method in {"GET", "HEAD"}
        self.path = this_path() if safe else ""
        super().__init__(self.path)


class RoleNeeded(Exception):
    """The person signed in has no mandate in force of the capacities asked for."""

    def __init__(self, *capacities: Capacity) -> None:
        self.capacities = capacities
        super().__init__(", ".join(capacities))


class OperatorNeeded(Exception):
    """The page is for who runs the machine."""


def the_identity() -> Identity | None:
    """Return who holds this browser, read once a request.

    Set before it is read: if the database is away, the page that says so can
    still be drawn, as for anyone.
    """
    if "identity" not in g:
        g.identity = None
        access = the_access()
        token = token_in_cookie(access.settings)
        if token:
            g.is_personal = True
            g.identity = load_viewer(access, token)
    identity: Identity | None = g.identity
    return identity


def the_viewer() -> Viewer | None:
    """Return the person signed in, if anyone is."""
    identity = the_identity()
    return identity.viewer if identity else None


def required_viewer() -> Viewer:
    """Return the person signed in; raises SignInNeeded."""
    viewer = the_viewer()
    if viewer is None:
        raise SignInNeeded
    return viewer


def required_hat(*capacities: Capacity) -> Hat:
    """Return a hat of one of these capacities; raises SignInNeeded, RoleNeeded."""
    hat = required_viewer().hat_as(*capacities)
    if hat is None:
        raise RoleNeeded(*capacities)
    return hat


def required_founder() -> Viewer:
    """Return who came by the link of the first start; raises SignInNeeded."""
    identity = the_identity()
    if identity is None or identity.viewer is None or not identity.is_founder:
        raise SignInNeeded
    return identity.viewer


def required_operator() -> None:
    """Let the operator pass; in a demonstration everyone; raises OperatorNeeded."""
    identity = the_identity()
    if the_access().settings.demo or (identity and identity.is_operator):
        return
    raise OperatorNeeded
