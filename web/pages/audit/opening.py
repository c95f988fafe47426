"""Opening the books: every page of the auditor's space, and of the proofs."""

from flask import Flask

from web.pages.audit import (
    comparing,
    entry,
    files,
    overview,
    reading,
    register_page,
    verifying,
)
from web.pages.proofs import lookup, receipt


def register(app: Flask) -> None:
    """Add the register, its entries and their proofs, and what compares them."""
    for room in (
        reading,
        overview,
        register_page,
        files,
        entry,
        comparing,
        verifying,
        lookup,
        receipt,
    ):
        room.register(app)
