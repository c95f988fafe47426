"""Pages for people: every journey works without scripts."""

from flask import Flask


def register(app: Flask) -> None:
    """Give the application the pages of every room."""
