"""The document: what is shown is what is kept, and true of every route."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import pytest

from tests.web.api.reading import ROOT, read
from tests.web.pages.public.storied import Storied
from web.api.codes import CODES
from web.api.reference import METHODS, document
from web.pages.programs import refusals

KEPT = Path(__file__).parents[3] / "docs" / "reference" / "openapi.json"
BY_DIGEST = {f"{ROOT}/files"}
"""A file sent again has the same name: it needs no key."""

Told = Mapping[str, Any]


def operations(told: Told) -> Iterator[tuple[str, str, Told]]:
    """Yield each way to ask."""
    for path, item in told["paths"].items():
        for method in METHODS:
            if method in item:
                yield method, path, item[method]


def every(value: object) -> Iterator[Told]:
    """Yield every object in a document."""
    if isinstance(value, dict):
        yield cast("Told", value)
        for inner in cast("Told", value).values():
            yield from every(inner)
    elif isinstance(value, list):
        for inner in cast("list[object]", value):
            yield from every(inner)


def test_what_is_shown_is_what_is_kept(storied: Storied) -> None:
    """A change of the API changes a file that is read before it is merged."""
    assert read(storied, "/openapi.json") == json.loads(KEPT.read_text("utf-8"))


def test_no_decimal_is_a_number() -> None:
    """Sums and quantities are text, so that no digit is lost on the way."""
    told = document()
    assert [one for one in every(told) if one.get("type") == "number"] == []
    patterns = [one for one in every(told) if "minimum" in one]
    assert [one for one in patterns if isinstance(one["minimum"], str)] == []
    quantity = told["components"]["schemas"]["ContributionDocument"]["properties"]
    assert quantity["quantity"]["type"] == "string"
    assert quantity["quantity"]["pattern"]


def test_each_way_to_ask_has_one_name_and_its_problems() -> None:
    """Programs are written from the names; writing names a token, and a key."""
    told = document()
    names = Counter(one["operationId"] for _, _, one in operations(told))
    assert [name for name, times in names.items() if times > 1] == []
    for method, path, one in operations(told):
        assert one["summary"], (method, path)
        assert {"404", "406", "429", "500", "503"} <= one["responses"].keys()
        if method != "get":
            assert one["security"] == [{"token": []}]
            assert {"400", "401", "403", "413", "415", "422"} <= one["responses"].keys()
            headers = {given["name"] for given in one["parameters"]}
            assert ("Idempotency-Key" in headers) == (path not in BY_DIGEST)
            assert ("If-Match" in headers) == (method in {"patch", "delete"})
            assert ("412" in one["responses"]) == (method in {"patch", "delete"})


def test_what_the_document_refers_to_is_in_it() -> None:
    """No reference leads nowhere."""
    told = document()
    for one in every(told):
        if (reference := one.get("$ref")) is not None:
            kind, name = reference.removeprefix("#/components/").split("/")
            assert name in told["components"][kind]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_code_has_its_page(storied: Storied, language: str) -> None:
    """And every refusal of the ledger, for each is a code too."""
    client = storied.running.app.test_client()
    for code in (*CODES, *refusals()):
        answer = client.get(f"/{language}/api/problemes/{code}")
        assert answer.status_code == 200, code
        assert code in answer.text


def test_every_room_of_the_document_has_its_page(storied: Storied) -> None:
    """Each way to ask is told in French too."""
    client = storied.running.app.test_client()
    for tag in {one["tags"][0] for _, _, one in operations(document())}:
        page = client.get(f"/fr/api/{tag}")
        assert page.status_code == 200, tag
        assert "Record a contribution" not in page.text
    assert client.get("/fr/api/nothing").status_code == 404
    assert client.get(f"{ROOT}/openapi.json").headers["ETag"]
