"""Programs of a town: each acts for a partner with a token made for its mandate."""

import secrets
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from werkzeug.test import TestResponse

from ledger.kernel.messages import Capacity
from tests.web.pages.space.town import Town, begin
from tests.web.running import Person, running_commun
from web.auth.accounts import person_with
from web.auth.api_tokens import NewApiToken, make_token

ROOT = "/api/v1"
PAUSE_SECONDS = 0.01
TIME = {
    "nature": "time",
    "title": "Animation de trois ateliers",
    "quantity": "12.5",
    "unit": "hour",
    "started_on": "2026-03-14",
}


@dataclass
class Program:
    """A program that acts for one partner."""

    person: Person
    token: str
    partner_id: str
    person_id: str
    mandate_id: str

    def send(
        self,
        method: str,
        path: str,
        body: object = None,
        **headers: str,
    ) -> TestResponse:
        """Ask for something; a key goes along unless another one is named."""
        given = {
            "Authorization": f"Bearer {self.token}",
            "Accept-Language": "fr",
            "Idempotency-Key": secrets.token_hex(8),
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        kept = {name: value for name, value in given.items() if value}
        return self.person.client.open(
            f"{ROOT}{path}", method=method, json=body, headers=kept
        )

    def post(self, path: str, body: object = None, **headers: str) -> TestResponse:
        """Ask for something new."""
        return self.send("POST", path, body, **headers)

    def made(self, path: str, body: object = None) -> str:
        """Make a thing, and return its identifier."""
        answer = self.post(path, body)
        assert answer.status_code in {200, 201}, answer.text
        found: str = answer.get_json()["id"]
        return found

    def change(self, method: str, path: str, body: object = None) -> TestResponse:
        """Change a thing as it was just read."""
        read = self.person.client.get(f"{ROOT}{path}")
        assert read.status_code == 200, read.text
        return self.send(method, path, body, If_Match=read.headers["ETag"])


class Programs:
    """A program for each partner of the town, and one for the board."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.lab = self._program(town.lab, "nadia@lab.test", Capacity.REPRESENTATIVE)
        self.board = self._program(town.lab, "nadia@lab.test", Capacity.BOARD_MEMBER)
        self.asso = self._program(town.asso, "ana@asso.test", Capacity.REPRESENTATIVE)
        self.city = self._program(town.city, "rui@ville.test", Capacity.REPRESENTATIVE)

    def _program(self, person: Person, email: str, capacity: Capacity) -> Program:
        access = self.town.running.access
        with self.town.running.app.app_context():
            person_id = person_with(access, email)
            assert person_id is not None
            hats = access.directory.hats_of(person_id)
        hat = next(one for one in hats if one.capacity is capacity)
        new = NewApiToken(
            key=secrets.token_hex(8),
            person_id=person_id,
            mandate_id=hat.mandate_id,
            partner_id=hat.partner_id,
            name="essai",
            may_write=True,
            days=30,
        )
        with access.pool.connection() as db:
            token = make_token(db, access, new)
        return Program(
            person, token, str(hat.partner_id), str(person_id), str(hat.mandate_id)
        )


@contextmanager
def running_programs(folder: Path) -> Generator[Programs]:
    """Run a town with a program for each partner, its views moved by one thread."""
    with running_commun(folder) as running:
        town = begin(running)
        stopping = threading.Event()

        def follow() -> None:
            while not stopping.wait(PAUSE_SECONDS):
                running.settle()

        thread = threading.Thread(target=follow)
        thread.start()
        try:
            yield Programs(town)
        finally:
            stopping.set()
            thread.join()


def problem_of(answer: TestResponse) -> dict[str, Any]:
    """Return a problem, whose members every one of them has."""
    assert answer.content_type == "application/problem+json", answer.text
    found: dict[str, Any] = answer.get_json()
    assert {"type", "title", "status", "detail", "code", "trace_id"} <= found.keys()
    assert found["status"] == answer.status_code
    return found


def said_in(answer: TestResponse) -> dict[str, str]:
    """Return what is said of each field, by its pointer."""
    return {
        one["pointer"]: one["detail"] for one in problem_of(answer).get("errors", ())
    }
