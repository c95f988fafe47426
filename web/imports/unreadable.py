"""Unreadable: why a file could not be read, with the remedy in the same sentence."""

from collections.abc import Mapping

from flask_babel import LazyString, lazy_gettext

BYTES_MAX = 25 * 1024 * 1024
COLUMNS_MAX = 200
ROWS_MAX = 100_000
CELL_MAX = 32_767
"""As much as a cell of a spreadsheet holds."""


class Unreadable(Exception):
    """A file cannot be read as a table; ``why`` is a name in the list of reasons."""

    def __init__(self, why: str, **details: str | int) -> None:
        self.why = why
        self.details = details
        super().__init__(why)


REASONS: Mapping[str, LazyString] = {
    "empty": lazy_gettext("This file is empty: choose one that holds a table"),
    "too_heavy": lazy_gettext(
        "This file weighs more than 25 megabytes: cut it in several files"
    ),
    "zero_bytes": lazy_gettext(
        "This file holds zero bytes, which no text has: save it again as CSV UTF-8 or"
        " as XLSX"
    ),
    "not_text": lazy_gettext(
        "This is neither a text nor a workbook: send the table as CSV or as XLSX"
    ),
    "encoding": lazy_gettext(
        "The letters of this file cannot be read as %(encoding)s, which it says it is:"
        " save it again as CSV UTF-8"
    ),
    "old_workbook": lazy_gettext(
        "This is a workbook of the old kind (.xls): open it and save it as .xlsx"
    ),
    "encrypted": lazy_gettext(
        "This workbook is locked by a password: remove the password and save it again"
    ),
    "open_document": lazy_gettext(
        "This is an OpenDocument sheet (.ods): save it as .xlsx or as CSV"
    ),
    "other_archive": lazy_gettext(
        "This archive is no workbook: take the table out of it and send it as CSV or as"
        " XLSX"
    ),
    "damaged": lazy_gettext(
        "This workbook is damaged: open it, save it again as .xlsx and send that"
    ),
    "bomb": lazy_gettext(
        "This workbook unfolds to much more than a table holds: copy the rows into a"
        " new workbook, or save it as CSV"
    ),
    "no_sheet": lazy_gettext("This workbook has no sheet of that name: choose another"),
    "nothing_in_it": lazy_gettext(
        "There is no row under the headings: choose a sheet or a file that has some"
    ),
    "no_headings": lazy_gettext(
        "No row holds the names of the columns: write them above the first row, such as"
        " date, hours, subject"
    ),
    "too_wide": lazy_gettext(
        "This table has more than 200 columns: keep those that matter"
    ),
    "too_long": lazy_gettext(
        "This table has more than 100,000 rows: cut it in several files"
    ),
    "long_cell": lazy_gettext(
        "A cell near row %(row)s is longer than any spreadsheet allows: a quotation"
        " mark is probably missing before it"
    ),
    "not_json": lazy_gettext(
        "This begins like JSON and does not go on like it, near line %(row)s: export"
        " it again"
    ),
    "not_records": lazy_gettext(
        "This JSON is no list of records: send an array of objects, or one object a"
        " line"
    ),
}


def why_unreadable(error: Unreadable) -> str:
    """Return the reason and the remedy in the reader's language."""
    return str(REASONS[error.why]) % error.details
