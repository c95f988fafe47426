"""Pages for people: every journey works without scripts."""

from flask import Flask

from web.pages import sign_in


def register(app: Flask) -> None:
    """Give the application the pages of every room."""
    sign_in.register(app)
