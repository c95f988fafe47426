"""Web: the pages alone, by gunicorn; any number may run."""

from typing import Any

import click
from gunicorn.app.base import BaseApplication

from web.application import create_app
from web.cli.database import database
from web.settings import Settings
from web.wiring import Wiring, connected

REQUESTS_TIMEOUT_SECONDS = 60


class Pages(BaseApplication):  # type: ignore[misc]  # gunicorn ships without types
    """Gunicorn around our application."""

    def __init__(self, settings: Settings, conninfo: str) -> None:
        self._settings = settings
        self._conninfo = conninfo
        super().__init__()

    def load_config(self) -> None:
        """Tell gunicorn where to listen and how to work."""
        given: dict[str, Any] = {
            "bind": self._settings.door,
            "workers": self._settings.workers,
            "threads": self._settings.threads,
            "worker_class": "gthread",
            "timeout": REQUESTS_TIMEOUT_SECONDS,
            "graceful_timeout": 10,
            "loglevel": "warning",
            "control_socket_disable": True,
        }
        for name, value in given.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:  # noqa: ANN401  # gunicorn takes any WSGI application
        """Make the application in a worker: its connections are this process's own."""
        self._opened = connected(self._settings, self._conninfo)
        wiring: Wiring = self._opened.__enter__()
        return create_app(wiring)


@click.command("web")
@click.pass_obj
def web(settings: Settings) -> None:
    """Serve the pages; run as many as you like."""
    with database(settings) as reached:
        Pages(settings, reached.application).run()
