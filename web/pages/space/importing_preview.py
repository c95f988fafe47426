"""Importing, preview: what would become of each row, before anything is recorded."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec
from flask import Flask, Response, redirect, render_template, request, url_for
from flask_babel import gettext as _

from web.auth.guards import required_viewer
from web.forms.answering import Page
from web.imports.confirming import checked_rows, confirm, look_over
from web.imports.counting import Overview
from web.imports.errors_file import ENDINGS, MEDIA_TYPES, Wrong, write_errors
from web.imports.mapping import DAYS, FIELDS, LISTED
from web.imports.tables import Table
from web.languages import language
from web.pages.personal import personal
from web.pages.space.importing import (
    AT,
    is_asked_for,
    required_upload,
    the_uploads,
)
from web.pages.space.importing_cells import shown_rows, spelt

LABELS: Final = {field.name: field.label for field in FIELDS}


def register(app: Flask) -> None:
    """Add the preview, its confirmation, and the rows that are wrong as a file."""
    app.add_url_rule(
        f"{AT}/<key>/apercu", "import_preview", preview, methods=["GET", "POST"]
    )
    app.add_url_rule(f"{AT}/<key>/erreurs", "import_wrong", wrong_rows)


@personal
def preview(key: str) -> Page:
    """Show what would become of the rows; confirmed, ask for the import."""
    upload, hat = required_upload(key)
    if is_asked_for(upload):
        return redirect(url_for("import_progress", key=key), 303)
    if request.method == "POST" and "again" in request.form:
        is_again = request.form["again"] == "1"
        mapping = msgspec.structs.replace(upload.mapping, is_again=is_again)
        the_uploads().keep(msgspec.structs.replace(upload, mapping=mapping))
        return redirect(url_for("import_preview", key=key), 303)
    if request.method == "POST":
        person = required_viewer().person_id
        confirm(the_uploads(), upload, person, hat.mandate_id, language())
        return redirect(url_for("import_progress", key=key), 303)
    found = look_over(the_uploads(), upload)
    return render_template(
        "space/import_preview.html",
        upload=upload,
        found=found,
        labels=LABELS,
        has_words=any(upload.mapping.source(n).column >= 0 for n in (*LISTED, *DAYS)),
        fields=_shown_fields(found),
        repairs=[
            (one, text)
            for one in found.repairs.values()
            if (text := _bare(spelt(one.field, one.value))) != one.written.strip()
        ],
        first=shown_rows(found.first),
        first_wrong=shown_rows(found.first_wrong),
    )


def _shown_fields(found: Overview) -> Sequence[Any]:
    """Return the fields that the rows have anything in."""
    rows = (*found.first, *found.first_wrong)
    given = {name for row in rows for name in row.cells}
    given |= {error.field for row in rows for error in row.errors}
    return [field for field in FIELDS if field.name in given]


def _bare(text: str) -> str:
    return " ".join(text.split())


@personal
def wrong_rows(key: str) -> Response:
    """Hand out the rows that cannot be imported, each with its reasons."""
    upload, _hat = required_upload(key)
    rows = ((c.row, c.errors) for c in checked_rows(the_uploads(), upload) if c.errors)
    return errors_answer(upload.table, upload.name, rows)


def errors_answer(table: Table, name: str, rows: Iterator[Wrong]) -> Response:
    """Return wrong rows as a file to be saved, in the format in which they came."""
    stem = name.rsplit(".", 1)[0]
    safe = "".join(s if s.isascii() and s.isalnum() else "-" for s in stem)[:60]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "errors"
        write_errors(table, rows, path, language())
        content = path.read_bytes()
    answer = Response(content, content_type=MEDIA_TYPES[table.kind])
    what = _("to-correct")
    file_name = f"{safe or 'import'}-{what}{ENDINGS[table.kind]}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return answer
