"""Pages for people: every journey works without scripts."""

from flask import Flask

from web.pages import sign_in
from web.pages.membership import designating, founding, inviting, team, welcome


def register(app: Flask) -> None:
    """Give the application the pages of every room."""
    sign_in.register(app)
    founding.register(app)
    welcome.register(app)
    inviting.register(app)
    team.register(app)
    designating.register(app)
