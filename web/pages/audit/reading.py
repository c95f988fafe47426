"""Reading the log for auditors: what this application keeps ready for it."""

from typing import Final

from flask import Flask, current_app

from ledger.kernel.words import Audience
from projections.entries import Entries
from web.auth.guards import the_viewer
from web.reading import the_wiring

EXTENSION: Final = "commun-entries"
PUBLIC_READ: Final = frozenset({Audience.PUBLIC})
PARTNERS_READ: Final = frozenset({Audience.PUBLIC, Audience.PARTNERS})


def register(app: Flask) -> None:
    """Keep ready what remembers counts from one request to the next."""
    with app.app_context():
        app.extensions[EXTENSION] = Entries(the_wiring().pool)


def the_entries() -> Entries:
    """Return the log as a list."""
    entries: Entries = current_app.extensions[EXTENSION]
    return entries


def audiences() -> frozenset[Audience]:
    """Return which words whoever reads this page may see, besides their own."""
    viewer = the_viewer()
    return PARTNERS_READ if viewer is not None and viewer.hats else PUBLIC_READ
