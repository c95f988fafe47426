"""Importing: a file is sent, and read as a table."""

import re
from typing import Final

from flask import Flask, abort, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response

from ledger.kernel.identifiers import PartnerId
from web.auth.access import the_access
from web.auth.guards import required_hat, required_viewer
from web.auth.limits import Limit, count_in
from web.auth.viewer import Hat
from web.forms.answering import UNPROCESSABLE, Page
from web.forms.field import Field, errors_in_page_order
from web.forms.reading import Errors
from web.imports.guessing import guess
from web.imports.jobs import job_of, latest_jobs, new_id
from web.imports.mapping import Mapping
from web.imports.remembering import remembered
from web.imports.survey import survey
from web.imports.tables import Table
from web.imports.unreadable import BYTES_MAX, Unreadable, why_unreadable
from web.imports.uploads import Upload, Uploads, shown_name
from web.languages import PREFIX
from web.pages.personal import personal
from web.pages.space.acting import CONTRIBUTING, hat_for
from web.reading import the_wiring

AT: Final = f"{PREFIX}/espace/contributions/import"
KEY: Final = re.compile(r"[a-z2-7]{26}")
OFTEN: Final = Limit(name="imports", most=200)
FORM_BYTES_MAX: Final = 1024 * 1024
"""What the rest of the form may weigh, and a file that is too heavy by a little."""

FILE: Final = Field(
    name="file",
    label=lazy_gettext("Which file?"),
    hint=lazy_gettext(
        "CSV or XLSX, as your spreadsheet saves it: 25 megabytes and 100,000 rows at"
        " most. Nothing is recorded before you have checked it."
    ),
    widget="file",
    accept=".csv,.tsv,.txt,.xlsx,.xlsm,.json,.ndjson,.jsonl",
)


def register(app: Flask) -> None:
    """Add the page that takes a file in, with a limit of its own.

    It is set before anything reads the form, which is when the limit counts.
    """
    app.add_url_rule(AT, "import_file", import_file, methods=["GET", "POST"])

    def make_room(endpoint: str | None, _values: dict[str, str] | None) -> None:
        if endpoint == "import_file" and request.mimetype == "multipart/form-data":
            request.max_content_length = BYTES_MAX + FORM_BYTES_MAX

    app.url_value_preprocessor(make_room)


@personal
def import_file() -> Page:
    """Ask for a file, and read it."""
    hat = required_hat(*CONTRIBUTING)
    errors: Errors = {}
    if request.method == "POST":
        onward = _take_in(hat, errors)
        if onward is not None:
            return onward
    page = render_template(
        "space/import.html",
        hat=hat,
        file=FILE,
        errors=errors,
        ordered=errors_in_page_order([FILE], errors),
        jobs=latest_jobs(the_wiring().pool, hat.partner_id),
    )
    return (page, UNPROCESSABLE) if errors else page


def _take_in(hat: Hat, errors: Errors) -> Response | None:
    sent = request.files.get(FILE.name)
    if sent is None or not sent.filename:
        errors[FILE.name] = _("Choose a file first")
        return None
    count_in(the_access(), (OFTEN, required_viewer().person_id))
    uploads, key = the_uploads(), new_id()
    try:
        digest = uploads.take_in(key, sent.stream)
        table = uploads.read(key)
    except Unreadable as error:
        uploads.drop(key)
        errors[FILE.name] = why_unreadable(error)
        return None
    except OSError:
        uploads.drop(key)
        errors[FILE.name] = _(
            "The file could not be kept, perhaps for want of room: tell the operator"
        )
        return None
    mapping, is_remembered = understood(hat.partner_id, key, table)
    upload = Upload(
        key=key,
        person_id=required_viewer().person_id,
        partner_id=PartnerId(hat.partner_id),
        name=shown_name(sent.filename),
        digest=digest,
        table=table,
        mapping=mapping,
        is_remembered=is_remembered,
    )
    uploads.keep(upload)
    return redirect(url_for("import_columns", key=key), 303)


def understood(partner_id: PartnerId, key: str, table: Table) -> tuple[Mapping, bool]:
    """Return how a table is read, and whether that is as the last one alike was."""
    known = remembered(the_wiring().pool, partner_id, table.headings)
    if known is not None:
        return known, True
    return guess(table, survey(the_uploads().rows(key), table.width)), False


def is_asked_for(upload: Upload) -> bool:
    """Tell whether a file was confirmed: nothing of it is changed any more."""
    pool, person = the_wiring().pool, required_viewer().person_id
    return job_of(pool, upload.key, person, [upload.partner_id]) is not None


def the_uploads() -> Uploads:
    """Return the files that were sent."""
    return Uploads(the_wiring().settings.data)


def required_upload(key: str) -> tuple[Upload, Hat]:
    """Return a file and for whom its reader acts; 404 to anybody else."""
    viewer = required_viewer()
    upload = the_uploads().find(key) if KEY.fullmatch(key) else None
    if upload is None:
        abort(404)
    hat = hat_for(viewer, upload.partner_id, *CONTRIBUTING)
    if hat is None:
        abort(404)
    return upload, hat
