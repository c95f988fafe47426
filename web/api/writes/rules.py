"""Rules: under which address each command is asked for."""

from flask_smorest import Blueprint


def register(_api: Blueprint) -> None:
    """Add the routes of every room."""
