"""Measured pages: the pages as `commun web` serves them, with their limits beside.

The bench runs it as a process of its own, with settings from the environment.
"""

from flask import Flask

from web.bench.served import beside
from web.cli.pages import Pages
from web.settings import load


class MeasuredPages(Pages):
    """Our pages, and two addresses that do the least."""

    def load(self) -> Flask:
        """Make the application in a worker."""
        app: Flask = super().load()
        beside(app)
        return app


if __name__ == "__main__":
    chosen = load({})
    MeasuredPages(chosen, chosen.database_url).run()
