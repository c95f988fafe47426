"""Rules: under which address each part of the API answers, in no language."""

import flask
from flask import Flask
from flask_smorest import Blueprint
from flask_wtf import CSRFProtect

from projections.entries import Entries
from web.api import answering, describing, document, events, register_rules
from web.api.answering import ROOT
from web.api.listing import listing, reading_one
from web.api.metering import EXTENSION, Meter
from web.api.reading import COUNTS, Counts
from web.api.writes import rules as writes
from web.reading import the_wiring
from web.things.catalogue import THINGS

NAME = "api"


def register(app: Flask, csrf: CSRFProtect) -> None:
    """Add the API: it knows tokens and no session, so no site can misuse one."""
    app.extensions[EXTENSION] = Meter()
    app.extensions[COUNTS] = Counts()
    with app.app_context():
        app.extensions[events.EXTENSION] = Entries(the_wiring().pool)
    api = described(app)
    csrf.exempt(api)  # pyright: ignore[reportUnknownMemberType]  # it has no types


def described(app: Flask) -> Blueprint:
    """Add the routes and what is told of them; nothing need be running for that."""
    api = Blueprint(NAME, __name__, url_prefix=ROOT)
    for thing in THINGS.values():
        describing.add(
            api,
            f"/{thing.name}",
            listing(thing),
            describing.read_many(thing),
            endpoint=thing.name,
        )
        describing.add(
            api,
            f"/{thing.name}/<identifier>",
            reading_one(thing),
            describing.read_one(thing),
            endpoint=f"one_of_{thing.name}",
        )
    register_rules.register(api)
    writes.register(api)
    # The document tells of itself by being there: it is none of its own routes.
    flask.Blueprint.add_url_rule(api, "/openapi.json", "openapi", document.openapi)
    answering.register(app, api)
    document.documented(app).register_blueprint(api)
    return api
