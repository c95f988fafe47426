"""The reference: the API as a page to be read, and as a file that tells each change."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from flask import Flask
from flask_babel import Babel

from web.api.answering import ROOT
from web.api.codes import CODES
from web.api.describing import REFUSALS
from web.api.document import ENGLISH, the_document
from web.api.rules import described

METHODS: Final = ("get", "post", "patch", "delete")
Told = Mapping[str, Any]


def document() -> Told:
    """Return the OpenAPI document of this code, without a running Commun."""
    app = Flask(__name__)
    Babel(app)
    described(app)
    with app.test_request_context():
        told: Told = json.loads(the_document(ENGLISH))
    return told


def file_of(told: Told) -> str:
    """Return the document with a line for each thing it says, to be compared."""
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


def page_of(told: Told) -> Iterator[str]:
    """Return the lines of the page: every way to ask, every code, every schema."""
    yield "# The API\n"
    yield f"Everything is under `{ROOT}`; how to use it is told in"
    yield "[write a program](../how-to/write-a-program.md). The same for machines:"
    yield "[openapi.json](openapi.json), which a running Commun shows under"
    yield f"`{ROOT}/openapi.json`.\n"
    yield "## What may be asked\n"
    yield "| ask | what it does | refusals of its own |\n| --- | --- | --- |"
    for path, item in told["paths"].items():
        for method in METHODS:
            if method in item:
                one = item[method]
                named = ", ".join(f"`{name}`" for name in one.get(REFUSALS, ()))
                way = f"`{method.upper()} {path.removeprefix(ROOT)}`"
                yield f"| {way} | {one['summary']} | {named} |"
    yield "\n## Codes\n"
    yield "Problems have one of these codes, or the name of a"
    yield "[refusal](refusals.md).\n"
    yield "| code | status | what it means | what to do |\n| --- | --- | --- | --- |"
    for name, code in CODES.items():
        yield f"| `{name}` | {code.status.value} | {code.title} | {code.remedy} |"
    yield "\n## Schemas\n"
    for name, schema in told["components"]["schemas"].items():
        yield f"### {name}\n"
        yield "| field | holds | what it is |\n| --- | --- | --- |"
        needed = schema.get("required", ())
        for field, of in schema.get("properties", {}).items():
            about = of.get("description", "").replace("|", "\\|")
            must = " (needed)" if field in needed else ""
            yield f"| `{field}` | {kind(of)} | {about}{must} |"
        yield ""


def kind(told: Told) -> str:
    """Return what a field holds, in words of JSON Schema."""
    if "enum" in told:
        return ", ".join(f"`{one}`" for one in told["enum"] if one is not None)
    if "$ref" in told:
        return f"`{told['$ref'].rsplit('/', 1)[1]}`"
    if told.get("type") == "array":
        return f"several {kind(told['items'])}"
    kinds = told.get("type", "anything")
    several = [kinds] if isinstance(kinds, str) else kinds
    names = (told.get("format", one) for one in several if one != "null")
    held = " or ".join(f"`{name}`" for name in names)
    return f"{held} or nothing" if "null" in several else held
