"""Importing, words: what is asked because a file does not tell it by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, cast

import msgspec
from flask import Flask, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict

from web.forms.answering import UNPROCESSABLE, Page
from web.forms.field import Choice, Field, errors_in_page_order
from web.forms.reading import Errors
from web.imports.guessing import (
    all_words,
    day_order,
    decimal_sign,
    meaning_of,
    unknown_words,
)
from web.imports.headings import plain
from web.imports.mapping import (
    DAYS,
    FIELDS,
    HALF_DAY,
    LEFT_OUT,
    MINUTE,
    Mapping,
    Order,
    Sign,
)
from web.imports.survey import Column, survey
from web.imports.uploads import Upload
from web.pages.personal import personal
from web.pages.space.importing import (
    AT,
    is_asked_for,
    required_upload,
    the_uploads,
)

ORDER: Final = "order"
DECIMAL: Final = "decimal"
WORD: Final = "word"
ALL: Final = "tout"
PARTS: Final = (
    Choice(value=MINUTE, label=lazy_gettext("Minutes")),
    Choice(value=HALF_DAY, label=lazy_gettext("Half days")),
)
LEAVE: Final = Choice(value=LEFT_OUT, label=lazy_gettext("Leave these rows out"))
UNKNOWN: Final = Choice(value="", label=lazy_gettext("Choose what it means"))


@dataclass(frozen=True, kw_only=True)
class Question:
    """Something that a file leaves open: about a field, and about one word of it."""

    kind: str
    field: str
    word: str
    asked: Field


def register(app: Flask) -> None:
    """Add the page of what is open."""
    app.add_url_rule(
        f"{AT}/<key>/questions", "import_words", import_words, methods=["GET", "POST"]
    )


def has_questions(upload: Upload, columns: Sequence[Column]) -> bool:
    """Tell whether a file leaves anything open."""
    return bool(_questions(upload, columns))


@personal
def import_words(key: str) -> Page:
    """Ask what the words, days and numbers of the file mean where it does not tell."""
    upload, _hat = required_upload(key)
    if is_asked_for(upload):
        return redirect(url_for("import_progress", key=key), 303)
    columns = survey(the_uploads().rows(key), upload.table.width)
    questions = _questions(upload, columns, is_all=ALL in request.args)
    values = MultiDict({q.asked.name: _proposed(upload, columns, q) for q in questions})
    errors: Errors = {}
    if not questions:
        return redirect(url_for("import_preview", key=key), 303)
    if request.method == "POST":
        values = request.form
        mapping = _answered(upload.mapping, questions, errors)
        if not errors:
            the_uploads().keep(msgspec.structs.replace(upload, mapping=mapping))
            return redirect(url_for("import_preview", key=key), 303)
    page = render_template(
        "space/import_words.html",
        upload=upload,
        questions=questions,
        values=values,
        errors=errors,
        ordered=errors_in_page_order([q.asked for q in questions], errors),
    )
    return (page, UNPROCESSABLE) if errors else page


def _questions(
    upload: Upload, columns: Sequence[Column], *, is_all: bool = False
) -> Sequence[Question]:
    """Return what a file leaves open; all of it, also what is known or was told."""
    mapping = upload.mapping
    found: list[Question] = []
    for field in DAYS:
        if mapping.source(field).column < 0:
            continue
        is_told = day_order(mapping, columns, field)[1]
        if not is_told or (is_all and field in mapping.orders):
            found.append(_about_days(upload, columns, field))
    is_told = decimal_sign(upload.table, mapping, columns)[1]
    if not is_told or (is_all and mapping.decimal):
        found.append(_about_decimals(upload, columns))
    words = all_words if is_all else unknown_words
    for field, asked in words(mapping, columns).items():
        found += [_about_word(field, word, n) for n, word in enumerate(asked)]
    return found


def _proposed(upload: Upload, columns: Sequence[Column], question: Question) -> str:
    """Return what is taken for granted: the day first, and what words mean."""
    mapping, field = upload.mapping, question.field
    match question.kind:
        case "order":
            return day_order(mapping, columns, field)[0]
        case "decimal":
            return mapping.decimal
        case _:
            told = mapping.meanings.get(field, {}).get(plain(question.word))
            return told or meaning_of(field, question.word)


def _about_days(upload: Upload, columns: Sequence[Column], field: str) -> Question:
    at = upload.mapping.source(field).column
    asked = Field(
        name=f"{ORDER}-{field}",
        label=_(
            "In the column “%(name)s”, what does %(example)s begin with?",
            name=upload.table.headings[at],
            example=columns[at].example,
        ),
        widget="radios",
        choices=(
            Choice(value="day", label=_("The day, as in France: 27/03/2026")),
            Choice(value="month", label=_("The month, as in America: 03/27/2026")),
        ),
    )
    return Question(kind=ORDER, field=field, word="", asked=asked)


def _about_decimals(upload: Upload, columns: Sequence[Column]) -> Question:
    at = upload.mapping.source("quantity").column
    asked = Field(
        name=DECIMAL,
        label=_(
            "In the column “%(name)s”, what stands before the decimals?",
            name=upload.table.headings[at],
        ),
        hint=_("For example in %(example)s", example=columns[at].example),
        widget="radios",
        choices=(
            Choice(value=",", label=_("The comma: 1,500 is one and a half")),
            Choice(value=".", label=_("The point: 1.500 is one and a half")),
        ),
    )
    return Question(kind=DECIMAL, field="quantity", word="", asked=asked)


def _about_word(field: str, word: str, number: int) -> Question:
    of = next(one for one in FIELDS if one.name == field)
    parts = PARTS if field == "unit" else ()
    asked = Field(
        name=f"{WORD}-{field}-{number}",
        label=_("%(field)s: what does “%(word)s” mean?", field=of.label, word=word),
        widget="select",
        choices=(UNKNOWN, *of.choices, *parts, LEAVE),
    )
    return Question(kind=WORD, field=field, word=word, asked=asked)


def _answered(
    mapping: Mapping, questions: Sequence[Question], errors: Errors
) -> Mapping:
    meanings = {field: dict(known) for field, known in mapping.meanings.items()}
    orders, decimal = dict(mapping.orders), mapping.decimal
    for question in questions:
        name = question.asked.name
        given = request.form.get(name, "")
        if given not in {c.value for c in question.asked.choices} or not given:
            errors[name] = _("Choose one of the answers")
        elif question.kind == ORDER:
            orders[question.field] = cast("Order", given)
        elif question.kind == DECIMAL:
            decimal = cast("Sign", given)
        else:
            meanings.setdefault(question.field, {})[plain(question.word)] = given
    return msgspec.structs.replace(
        mapping, meanings=meanings, orders=orders, decimal=decimal
    )
