"""Same sentences: a form and a program are told the same of the same mistake."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import pytest
from flask import Flask
from flask_babel import Babel, force_locale
from marshmallow import ValidationError
from werkzeug.datastructures import MultiDict

from web.api.problem import of_validation
from web.forms.field import Field
from web.forms.reading import Errors
from web.schemas.asking import Asking
from web.schemas.catalogue import ASKINGS
from web.schemas.lists import Several
from web.schemas.making import Nesting
from web.schemas.saying import OneOf
from web.schemas.typed import load_typed
from web.translations.catalogues import install

TODAY: Final = date(2026, 11, 24)
LANGUAGES: Final = ("fr", "en")
MISTAKES: Final = {
    "nothing at all": "",
    "no word of the list": "xyzzy!",
    "far too much": "x" * 6_000,
    "three decimals": "1.234",
    "a day that is none": "2026-02-30",
    "a year of two digits": "26-02-03",
}


@pytest.fixture(scope="module")
def app() -> Flask:
    """Return what speaks both languages."""
    made = Flask(__name__)
    install(Babel(made, default_locale="fr"))
    return made


def plain(asking: Asking) -> Iterator[Field]:
    """Return the questions whose answer one field of a form holds."""
    for name, field in asking.fields.items():
        if not isinstance(field, Several | Nesting):
            yield asking.question(name)


def typed(question: Field, value: str) -> dict[str, str]:
    """Return how a person would type the value."""
    if question.widget != "date3":
        return {question.name: value}
    year, month, day = [*value.split("-"), "", ""][:3]
    parts = {"day": day, "month": month, "year": year}
    return {f"{question.name}-{part}": text for part, text in parts.items()}


def told_to_programs(asking: Asking, document: dict[str, Any]) -> dict[str, str]:
    """Return what a program is told, by the field that its pointer names."""
    try:
        asking.load(document, today=TODAY)
    except ValidationError as error:
        problem = of_validation(error)
        return {e["pointer"].removeprefix("#/"): e["detail"] for e in problem.errors}
    return {}


def told_to_people(asking: Asking, answers: dict[str, str]) -> Errors:
    """Return what stands beside the fields of a form that asks the same."""
    errors: Errors = {}
    load_typed(asking, tuple(plain(asking)), MultiDict(answers), errors)
    return errors


@pytest.mark.parametrize("mistake", MISTAKES)
@pytest.mark.parametrize(
    "asking", ASKINGS.values(), ids=lambda one: one.command.__name__
)
def test_the_same_mistake_is_told_in_the_same_words(
    app: Flask, asking: Asking, mistake: str
) -> None:
    """Beside the field, and in the problem that points to it; in both languages."""
    value = MISTAKES[mistake]
    asked = [q for q in plain(asking) if q.widget != "checkbox"]
    document = {q.name: value for q in asked if value}
    answers = {n: t for q in asked for n, t in typed(q, value).items()}
    with app.test_request_context():
        for lang in LANGUAGES:
            with force_locale(lang):
                programs = told_to_programs(asking, document)
                people = told_to_people(asking, answers)
            for question in asked:
                if is_asked_alike(asking, question, value=value):
                    assert people.get(question.name) == programs.get(question.name), (
                        lang,
                        question.name,
                    )


def is_asked_alike(asking: Asking, question: Field, *, value: str) -> bool:
    """Tell whether a form asks just as the command does.

    It may insist on what the command can do without, and it offers what there is,
    where a program may name anything and is told by the ledger.
    """
    field = asking.fields[question.name]
    if not value and not field.required:
        return False
    is_offered = question.widget in {"radios", "select"}
    return not is_offered or isinstance(field, OneOf)
