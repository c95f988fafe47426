"""Whatever programs send to any route, the answer is one that is documented."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, Final, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from ledger.application import CODEC
from ledger.kernel.identifiers import random_identifier
from projections.recomparing import recompare
from projections.registry import VIEWS
from tests.web.api.writes.programs import ROOT, TIME, Program, Programs
from tests.web.pages.space.town import begin
from tests.web.running import Running, running_commun
from web.api.metering import EXTENSION
from web.things.catalogue import THINGS

DOCUMENT: Final = Path(__file__).parents[2] / "docs" / "reference" / "openapi.json"
FEW, MANY = 6, 150
PAUSE_SECONDS: Final = 0.01
SLOW: Final = (
    HealthCheck.too_slow,
    HealthCheck.filter_too_much,
    HealthCheck.data_too_large,
    HealthCheck.large_base_example,
)
OF_SHAPES: Final = (
    "status_code",
    "content_type",
    "response_headers",
    "response_schema",
)
CHECKS: Final[list[Any]] = [
    import_module("schemathesis.checks").not_a_server_error,
    *(
        getattr(import_module("schemathesis.specs.openapi.checks"), f"{of}_conformance")
        for of in OF_SHAPES
    ),
]
"""Looked up by name: its own types are open, and ours end where its begin."""

METHODS: Final = ("get", "post", "patch", "delete")
WAYS: Final = sorted(
    [
        (method, path)
        for path, item in json.loads(DOCUMENT.read_text("utf-8"))["paths"].items()
        for method in METHODS
        if method in item
    ],
    key=lambda way: way[1].startswith(f"{ROOT}/partners"),
)
"""Partners come last: one that has left can be sent about no more."""

RESOURCE: Final = {
    "kind": "method",
    "title": "Ouvrir un café réparation",
    "summary": "En dix étapes.",
    "licence": "CC-BY-SA-4.0",
    "edition": "1.0",
}
OFTEN: Final[st.SearchStrategy[bool]] = st.sampled_from((True, True, True, True, False))
over_ways = pytest.mark.parametrize(("method", "path"), WAYS)


@dataclass
class Fuzzed:
    """A town whose programs send anything, and what there is to send it about."""

    running: Running
    programs: Programs
    schema: Any
    known: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def names(self, kind: str) -> list[str]:
        """Return identifiers of a kind, looked up once in a while."""
        if kind not in self.known:
            self.known[kind] = []
            if kind in THINGS:
                answer = self.running.app.test_client().get(f"{ROOT}/{kind}?limit=5")
                data = answer.get_json()["data"]
                self.known[kind] = [one.get("id", "") for one in data]
        return self.known[kind]


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fuzzed]:
    """Run a town with one of each thing, its views moved by one thread."""
    with running_commun(tmp_path_factory.mktemp("fuzzed")) as running:
        running.app.extensions[EXTENSION].most = 10_000_000
        running.app.testing = False  # what fails is answered, as in a service
        town = begin(running)
        stopping = threading.Event()

        def follow() -> None:
            while not stopping.wait(PAUSE_SECONDS):
                running.settle()

        thread = threading.Thread(target=follow)
        thread.start()
        try:
            programs = Programs(town)
            _seed(programs)
            schema = schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", running.app)
            yield Fuzzed(running, programs, schema)
        finally:
            stopping.set()
            thread.join()


def _seed(programs: Programs) -> None:
    """Make one of each thing, so that there is something to speak about."""
    asso, city = programs.asso, programs.city
    asso.made("/contributions", TIME)
    need = {"nature": "place", "unit": "day", "title": "Une salle pour cinquante"}
    sought = asso.made("/needs", need)
    city.made("/offers", {**need, "quantity": "2", "need_id": sought})
    for title in ("Cours ouvertes", "Un verger"):
        asked = {"title": title, "purpose": "Ouvrir.", "scope": "communal"}
        project = asso.made("/projects", asked)
        due = {"title": "Les arbres", "due_on": "2027-03-01"}
        asso.made(f"/projects/{project}/milestones", due)
    resource = asso.made("/resources", RESOURCE)
    reused = {"edition": "1.0", "reused_on": "2026-04-02"}
    city.post(f"/resources/{resource}/reuses", reused)
    asked = {"title": "Que change le verger ?", "expected": "Des liens."}
    evaluation = asso.made("/evaluations", asked)
    own = {"level": "team", "source": "own", "happened": "On a planté ensemble."}
    asso.made(f"/evaluations/{evaluation}/accounts", own)


@over_ways
def test_any_request_is_answered_as_documented(
    fuzzed: Fuzzed, method: str, path: str
) -> None:
    """No failure of ours, a status and a shape that the document names."""
    _send_anything(fuzzed, method, path, FEW)


@pytest.mark.deep
@over_ways
def test_many_requests_are_answered_as_documented(
    fuzzed: Fuzzed, method: str, path: str
) -> None:
    """The same, for longer."""
    _send_anything(fuzzed, method, path, MANY)


def test_afterwards_the_views_are_what_the_record_makes(fuzzed: Fuzzed) -> None:
    """Whatever was recorded, each row, past ones too, is the one of a rebuild."""
    fuzzed.running.settle()
    compared = recompare(
        fuzzed.running.connection.info.dsn, CODEC, VIEWS, lambda _done, _all: None
    )
    assert compared.mismatches == []
    assert compared.position == fuzzed.running.wiring.store.head().position


def _send_anything(fuzzed: Fuzzed, method: str, path: str, times: int) -> None:
    operation: Any = fuzzed.schema[path][method.upper()]

    @settings(
        max_examples=times,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=SLOW,
    )
    @given(data=st.data())
    def send(data: st.DataObject) -> None:
        is_wrong = data.draw(st.sampled_from((False, False, True)))
        mode = GenerationMode.NEGATIVE if is_wrong else GenerationMode.POSITIVE
        case = data.draw(operation.as_strategy(generation_mode=mode))
        _point_at_something(fuzzed, case, data)
        case.call_and_validate(
            headers=_headers(fuzzed, case, data), checks=list(CHECKS)
        )

    send()


def _point_at_something(fuzzed: Fuzzed, case: Any, data: st.DataObject) -> None:  # noqa: ANN401  # its type is open
    """Let identifiers mostly be those of things that are there."""
    room = case.operation.path.removeprefix(ROOT).split("/")[1]
    names = fuzzed.names(room)
    is_pointed = data.draw(OFTEN)
    if names and is_pointed and "identifier" in (case.path_parameters or {}):
        case.path_parameters["identifier"] = data.draw(st.sampled_from(names))
    if not isinstance(case.body, dict):
        return
    body = cast("dict[str, Any]", case.body)
    for name in [*body]:
        names = fuzzed.names(f"{name.removesuffix('_id')}s")
        is_pointed = data.draw(OFTEN)
        if name.endswith("_id") and names and is_pointed:
            body[name] = data.draw(st.sampled_from(names))


def _headers(fuzzed: Fuzzed, case: Any, data: st.DataObject) -> dict[str, str]:  # noqa: ANN401  # as above
    """Return who asks, mostly somebody who may, under a key and a state of then."""
    programs = fuzzed.programs
    several = (programs.lab, programs.board, programs.asso, programs.city)
    program: Program = data.draw(st.sampled_from(several))
    headers = {"Authorization": f"Bearer {program.token}"}
    if case.method in {"GET", "HEAD"}:
        return headers if data.draw(st.booleans()) else {}
    if data.draw(OFTEN):
        headers["Idempotency-Key"] = random_identifier()
    if case.method in {"PATCH", "DELETE"} and data.draw(OFTEN):
        name = str((case.path_parameters or {"identifier": ""})["identifier"])
        url = case.operation.path.replace("{identifier}", name)
        read = fuzzed.running.app.test_client().get(url)
        headers["If-Match"] = read.headers.get("ETag", '"1-0123456789abcdef"')
    return headers
