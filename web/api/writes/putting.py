"""Putting: how each route loads what was sent, and puts the command it makes."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask import Response, request
from flask_babel import lazy_gettext as _
from marshmallow import ValidationError

from ledger.application import Unless
from ledger.deciders import DECIDERS
from ledger.kernel.messages import Refusal
from ledger.kernel.naming import named_in
from ledger.kernel.quantities import day_in_paris
from ledger.policy import POLICY
from web.api import bodies, describing
from web.api.commands import Asker, asks, asks_to_change, put
from web.api.preconditions import unless_changed
from web.api.problem import Problem, of_validation
from web.api.writes.letters import invite
from web.api.writes.route import Route
from web.enrolling import ENROLMENTS
from web.schemas.building import Stamp, build
from web.schemas.for_projects import NAME

NOTHING: Final[Mapping[str, Any]] = {}


def view_of(route: Route) -> Callable[..., Response]:
    """Return what answers a route: it loads what was sent, and puts the command."""

    def view(identifier: str = "") -> Response:
        name = str(identifier)
        if route.names and not NAME.fullmatch(name):
            raise Problem("not_found")
        unless = _condition(route, name)
        asker = asks() if unless is None else asks_to_change(unless)
        loaded = _loaded(route, asker)
        known = _known(route, asker, name, loaded)
        stamp = Stamp(actor=asker.actor, at=asker.at, key=asker.key)
        subject = asker.bearer.token.person_id
        enrolment = ENROLMENTS.get(route.command)
        if enrolment is not None:
            subject = enrolment.find(loaded, asker.key)
            known[enrolment.field] = subject
        command = build(route.asking, loaded, stamp, known, subject)
        about = _about(route, command)
        answer = put(
            asker,
            command,
            about=about,
            made=_made(route, command),
            is_new=route.is_new,
            unless=unless,
            warnings=route.warn(loaded) if route.warn else (),
        )
        if enrolment is not None:
            invite(enrolment, command, loaded, asker)
        if route.after is not None:
            route.after(command, asker)
        return answer

    view.__name__ = route.endpoint
    return view


def _condition(route: Route, name: str) -> Unless | None:
    """Return what a change depends on; who may not ask at all is told so first."""
    if not route.is_change or route.about is None:
        return None
    return unless_changed((route.about[0], name))


def _loaded(route: Route, asker: Asker) -> dict[str, Any]:
    """Return what was sent; nothing need be sent where nothing is asked."""
    is_empty = not request.get_data(cache=True)
    sent = NOTHING if is_empty and not _is_needed(route) else bodies.document()
    try:
        loaded = route.asking.load(sent, today=day_in_paris(asker.at))
        if route.check is not None:
            route.check(loaded)
    except ValidationError as error:
        raise of_validation(error) from error
    return loaded


def _is_needed(route: Route) -> bool:
    return any(field.required for field in route.asking.fields.values())


def _known(
    route: Route, asker: Asker, name: str, loaded: Mapping[str, Any]
) -> dict[str, Any]:
    """Return for whom one acts, what the address names, and what was found."""
    asking = route.asking
    known: dict[str, Any] = {asking.acting: asker.partner_id} if asking.acting else {}
    if route.names:
        known[route.names] = int(name) if route.names == "position" else name
    if route.find is not None:
        known |= route.find(name, asker.bearer)
    if route.supply is not None:
        known |= route.supply(name, loaded, asker)
    return known


def _about(route: Route, command: object) -> tuple[str, str] | None:
    if route.about is None:
        return None
    thing, field = route.about
    return thing, str(getattr(command, field))


def _made(route: Route, command: object) -> str | None:
    """Return the identifier of what was made, whether or not it is a thing."""
    made = [str(getattr(command, name)) for name in route.asking.created]
    return made[0] if made else None


def told_of(route: Route) -> dict[str, Any]:
    """Describe a route: what is sent, who may, and how it may be refused."""
    schema = route.asking.schema
    named = named_in(DECIDERS[route.command].decide)
    may = ", ".join(sorted(POLICY[route.command]))
    told = describing.write(
        name=route.endpoint,
        summary=route.summary,
        tag=route.tag,
        schema=schema if route.asking.fields else None,
        description=_("May be asked by: %(capacities)s.", capacities=may),
        is_new=route.is_new,
        is_change=route.is_change,
        refusals=sorted(
            (kind for kind in named if issubclass(kind, Refusal)),
            key=lambda kind: kind.__name__,
        ),
    )
    if "requestBody" in told:
        told["requestBody"]["required"] = _is_needed(route)
    return told
