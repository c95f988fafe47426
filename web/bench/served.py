"""Served: the application by gunicorn as always, with the limits beside its pages."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from flask import Flask, request, template_rendered
from jinja2 import Template

from projections import generations, questions
from projections.commons.contributions import contributions
from projections.tables import decoder
from web.bench import raw
from web.bench.client import Client
from web.bench.peers import DATA
from web.reading import the_wiring
from web.settings import Settings

INSERT: Final = "/bench/insert"
LIST: Final = "/bench/list"
PROGRAM: Final = "web.cli.measured_pages"
PATIENCE_SECONDS: Final = 60.0


class Drawn(NamedTuple):
    """A page as it was drawn: its template, what was in it, whose rows it shows."""

    template: Template
    context: dict[str, Any]
    keys: list[str]


def beside(app: Flask) -> None:
    """Add the limits: one insert, and one look-up with the page's own template."""
    drawn: dict[str, Drawn] = {}

    def insert() -> str:
        with the_wiring().pool.connection() as db:
            db.execute(raw.INSERT, (DATA,), prepare=True)
        return "ok"

    def listed() -> str:
        page = request.args["page"]
        if page not in drawn:
            drawn[page] = _draw(app, page)
        template, context, keys = drawn[page]
        _look_up(keys)
        return template.render(context)

    app.add_url_rule(INSERT, "bench_insert", insert, methods=["POST"])
    app.add_url_rule(LIST, "bench_list", listed)


def _draw(app: Flask, page: str) -> Drawn:
    """Have the page made once, and keep what went into it."""
    found: list[Drawn] = []

    def keep(_app: Flask, template: Template, context: dict[str, Any]) -> None:
        keys = [card.row.contribution_id for card in context.get("cards", ())]
        found.append(Drawn(template, context, keys))

    with template_rendered.connected_to(keep, app):
        answer = app.test_client().get(page)
    assert answer.status_code == 200, page  # noqa: PLR2004  # HTTP's own
    return found[-1]


def _look_up(keys: list[str]) -> None:
    with the_wiring().pool.connection() as db:
        live = generations.live(db)
        assert live is not None, "a rebuild came before"
        table = live.table(contributions)
        statement = questions.some(table.path, table.key)
        asked = [keys, live.position, live.position]
        kind: Any = contributions.row
        decode = decoder(kind)
        for (found,) in db.execute(statement, asked, prepare=True).fetchall():
            decode(found)


@contextmanager
def serving(settings: Settings) -> Generator[int]:
    """Serve in a process of its own; give the port."""
    port = free_port()
    process = subprocess.Popen(  # noqa: S603  # our own program, no shell
        [sys.executable, "-m", PROGRAM],
        env={
            **os.environ,
            "COMMUN_DATA": str(settings.data),
            "COMMUN_DATABASE_URL": settings.database_url,
            "COMMUN_PORT": str(port),
            "COMMUN_WORKERS": str(settings.workers),
            "COMMUN_THREADS": str(settings.threads),
        },
    )
    try:
        await_answer(process, port)
        yield port
    finally:
        process.terminate()
        process.wait()


def await_answer(process: subprocess.Popen[Any], port: int) -> None:
    """Wait until the process answers on its port."""
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with Client(port) as client:
                client.get("/")
        except OSError:
            assert process.poll() is None, "the server ended"
            assert time.monotonic() < end, "the server does not answer"
            time.sleep(0.05)
        else:
            return


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
