"""Notes on imports: how a file was read, in sentences."""

from collections.abc import Callable, Mapping
from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from web.imports.tables import Table
from web.texts.numbers import number

CHARSETS: Final = {
    "cp1252": lazy_gettext("Western European (Windows)"),
    "latin_1": lazy_gettext("Western European (ISO Latin)"),
    "mac_roman": lazy_gettext("Western European (Macintosh)"),
    "cp850": lazy_gettext("Western European (DOS)"),
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-32": "UTF-32",
}
SEPARATORS: Final = {
    ";": lazy_gettext("semicolons"),
    ",": lazy_gettext("commas"),
    "\t": lazy_gettext("tabs"),
    "|": lazy_gettext("bars"),
}


def table_in_words(table: Table) -> str:
    """Return what was read, in one line."""
    rows = ngettext("%(n)s row", "%(n)s rows", table.rows, n=number(table.rows))
    parts = [rows, _("headings in row %(row)s", row=number(table.heading_row))]
    if table.separator:
        parts.append(_("separated by %(what)s", what=SEPARATORS[table.separator]))
    if table.charset:
        name = CHARSETS.get(table.charset, table.charset)
        parts.append(_("letters read as %(charset)s", charset=name))
    if table.sheet:
        parts.append(_("sheet “%(name)s”", name=table.sheet))
    return ", ".join(parts)


def notes_of(table: Table) -> list[str]:
    """Return what its sender should know of how a file was read."""
    return [NOTES[name](count) for name, count in table.notes.items() if name in NOTES]


def _charset(_count: int) -> str:
    return _(
        "The file does not say how its letters are written: if accents look wrong here,"
        " save it again as CSV UTF-8."
    )


def _formulas(_count: int) -> str:
    return _(
        "The workbook has formulas: the values they gave when it was last saved were"
        " read."
    )


def _merged(count: int) -> str:
    return ngettext(
        "A merged cell was read in each row that it covers.",
        "%(n)s merged cells were read in each row that they cover.",
        count,
        n=number(count),
    )


def _unfilled(count: int) -> str:
    return ngettext(
        "A merged cell holds a number: it was read in its first row only, so that it"
        " counts once.",
        "%(n)s merged cells hold numbers: they were read in their first row only, so"
        " that they count once.",
        count,
        n=number(count),
    )


NOTES: Final[Mapping[str, Callable[[int], str]]] = {
    "charset": _charset,
    "formulas": _formulas,
    "merged": _merged,
    "unfilled": _unfilled,
}
