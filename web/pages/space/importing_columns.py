"""Importing, columns: which column, or which one value, answers each question."""

import re
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from typing import Final

import msgspec
from flask import Flask, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from web.forms.answering import UNPROCESSABLE, Page
from web.forms.field import Choice, Field, errors_in_page_order
from web.forms.reading import Errors
from web.imports.applying import projects_offered
from web.imports.mapping import FIELDS, LISTED, Mapping, Source
from web.imports.survey import Column, survey
from web.imports.tables import Table
from web.imports.unreadable import Unreadable, why_unreadable
from web.imports.uploads import Upload
from web.pages.personal import personal
from web.pages.space.importing import (
    AT,
    is_asked_for,
    required_upload,
    the_uploads,
    understood,
)
from web.pages.space.importing_notes import notes_of, table_in_words
from web.pages.space.importing_words import has_questions

NEEDED: Final = ("title", "nature", "quantity", "started_on")
CHOSEN: Final = re.compile(r"c([0-9]{1,3})")
CONSTANT_MAX: Final = 5_000
EXAMPLE_MAX: Final = 24
ABSENT: Final = Choice(value="", label=lazy_gettext("It is not in the file"))
ALL: Final = "-all"


def register(app: Flask) -> None:
    """Add the page of the columns."""
    app.add_url_rule(
        f"{AT}/<key>", "import_columns", import_columns, methods=["GET", "POST"]
    )
    app.add_url_rule(f"{AT}/<key>/feuille", "import_sheet", sheet, methods=["POST"])


@personal
def import_columns(key: str) -> Page:
    """Show what was understood of the columns; changed or not, go on with it."""
    upload, hat = required_upload(key)
    if is_asked_for(upload):
        return redirect(url_for("import_progress", key=key), 303)
    columns = survey(the_uploads().rows(key), upload.table.width)
    asked = _asked(upload, columns)
    errors: Errors = {}
    values = _values(upload.mapping)
    if request.method == "POST":
        values = request.form
        mapping = _chosen(upload, asked, errors)
        if not errors:
            return _go_on(upload, mapping, columns)
    page = render_template(
        "space/import_columns.html",
        upload=upload,
        hat=hat,
        asked=asked,
        values=values,
        errors=errors,
        ordered=errors_in_page_order([f for pair in asked for f in pair if f], errors),
        notes=notes_of(upload.table),
        read_as=table_in_words(upload.table),
    )
    return (page, UNPROCESSABLE) if errors else page


def _go_on(upload: Upload, mapping: Mapping, columns: Sequence[Column]) -> Response:
    upload = msgspec.structs.replace(upload, mapping=mapping, is_remembered=False)
    the_uploads().keep(upload)
    asks = has_questions(upload, columns)
    at = "import_words" if asks else "import_preview"
    return redirect(url_for(at, key=upload.key), 303)


@personal
def sheet(key: str) -> Page:
    """Read another sheet of the workbook."""
    upload, _hat = required_upload(key)
    if is_asked_for(upload):
        return redirect(url_for("import_progress", key=key), 303)
    asked = request.form.get("sheet", "")
    uploads = the_uploads()
    try:
        table = uploads.read(key, asked)
    except Unreadable as error:
        errors = {"sheet": why_unreadable(error)}
        return _again(upload, errors), UNPROCESSABLE
    mapping, is_known = understood(upload.partner_id, key, table)
    uploads.keep(
        msgspec.structs.replace(
            upload, table=table, mapping=mapping, is_remembered=is_known
        )
    )
    return redirect(url_for("import_columns", key=key), 303)


def _again(upload: Upload, errors: Errors) -> str:
    columns = survey(the_uploads().rows(upload.key), upload.table.width)
    return render_template(
        "space/import_columns.html",
        upload=upload,
        asked=_asked(upload, columns),
        values=_values(upload.mapping),
        errors=errors,
        ordered=[("sheet", errors["sheet"])],
        notes=notes_of(upload.table),
        read_as=table_in_words(upload.table),
    )


def _asked(
    upload: Upload, columns: Sequence[Column]
) -> Sequence[tuple[Field, Field | None]]:
    """Return, for each question, the choice of a column and room for one value."""
    offered = [
        Choice(value=f"c{number}", label=_label(name, column))
        for number, (name, column) in enumerate(
            zip(upload.table.headings, columns, strict=True)
        )
    ]
    projects = projects_offered(upload.partner_id)
    return [
        _pair(field, offered, projects)
        for field in FIELDS
        if field.name != "project" or projects
    ]


def _label(name: str, column: Column) -> str:
    if not column.example:
        return name
    example = column.example
    short = example if len(example) <= EXAMPLE_MAX else f"{example[: EXAMPLE_MAX - 1]}…"
    return _("%(name)s (for example %(example)s)", name=name, example=short)


def _pair(
    field: Field, offered: Sequence[Choice], projects: AnyMapping[str, str]
) -> tuple[Field, Field | None]:
    absent = ABSENT
    fixed: list[Choice] = []
    if field.name == "unit":
        absent = Choice(value="", label=_("Beside the quantity, such as 3 h"))
    if field.name in LISTED:
        fixed = [_fixed(choice.value, str(choice.label)) for choice in field.choices]
    elif field.name == "project":
        fixed = [_fixed(name, title) for name, title in projects.items()]
    # The columns first: the same for every row is the exception.
    choices = (absent, *offered, *fixed)
    asked = Field(
        name=field.name,
        label=field.label,
        widget="select",
        choices=choices,
        optional=field.name not in (*NEEDED, "unit"),
    )
    if fixed:
        return asked, None
    return asked, Field(
        name=f"{field.name}{ALL}",
        label=_("For every row: %(field)s", field=field.label),
        optional=True,
    )


def _fixed(value: str, label: str) -> Choice:
    return Choice(
        value=f"={value}", label=_("The same for every row: %(value)s", value=label)
    )


def _values(mapping: Mapping) -> MultiDict[str, str]:
    found: dict[str, str] = {}
    for field in FIELDS:
        source = mapping.source(field.name)
        if source.column >= 0:
            found[field.name] = f"c{source.column}"
        elif field.name in (*LISTED, "project"):
            found[field.name] = f"={source.constant}" if source.constant else ""
        else:
            found[f"{field.name}{ALL}"] = source.constant
    return MultiDict(found)


def _chosen(
    upload: Upload, asked: Sequence[tuple[Field, Field | None]], errors: Errors
) -> Mapping:
    sources: dict[str, Source] = {}
    for field, alone in asked:
        given = request.form.get(field.name, "")
        text = request.form.get(alone.name, "") if alone else ""
        if given not in {choice.value for choice in field.choices}:
            errors[field.name] = _("Choose one of the answers")
            continue
        source = _source(given, text.strip()[:CONSTANT_MAX])
        if source.is_given:
            sources[field.name] = source
        elif field.name in NEEDED:
            errors[field.name] = _("Choose a column, or one value for every row")
    return _kept(upload.table, upload.mapping, sources)


def _source(given: str, text: str) -> Source:
    if found := CHOSEN.fullmatch(given):
        return Source(column=int(found[1]))
    return Source(constant=given.removeprefix("=") or text)


def _kept(table: Table, before: Mapping, sources: dict[str, Source]) -> Mapping:
    """Return the mapping with these sources; answers about other columns go."""
    same = {n for n in sources if sources[n] == before.source(n)}
    assert all(source.column < table.width for source in sources.values())
    return Mapping(
        sources=sources,
        meanings={n: m for n, m in before.meanings.items() if n in same},
        orders={n: o for n, o in before.orders.items() if n in same},
        decimal=before.decimal if "quantity" in same else "",
        is_again=before.is_again,
    )
