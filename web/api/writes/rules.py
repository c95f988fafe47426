"""Rules: under which address each command may be asked for."""

from flask_smorest import Blueprint

from web.api import describing
from web.api.writes import files
from web.api.writes.catalogue import ROUTES
from web.api.writes.putting import told_of, view_of


def register(blueprint: Blueprint) -> None:
    """Add the route of each command, and the one that takes files."""
    files.register(blueprint)
    for route in ROUTES:
        describing.add(
            blueprint,
            route.rule,
            view_of(route),
            told_of(route),
            endpoint=route.endpoint,
            method=route.method,
        )
