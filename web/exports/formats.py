"""Formats: the files that a list can be taken away in, by their endings."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from web.exports import objects, tables, workbook
from web.exports.layout import Laid
from web.exports.tables import Parts

Write = Callable[[Sequence[Laid], Parts], Iterator[bytes]]


@dataclass(frozen=True, kw_only=True)
class Format:
    """A format; ``is_for_people`` says that words stand in place of codes."""

    ending: str
    label: LazyString
    about: LazyString
    media_type: str
    write: Write
    is_for_people: bool = False


CSV: Final = Format(
    ending="csv",
    label=_("CSV"),
    about=_("Text with commas, UTF-8, for programs (RFC 4180)."),
    media_type="text/csv; charset=utf-8; header=present",
    write=tables.plain_table,
)
EXCEL_CSV: Final = Format(
    ending="excel.csv",
    label=_("CSV for French Excel"),
    about=_("Text with semicolons and decimal commas, which Excel opens in French."),
    media_type="text/csv; charset=utf-8; header=present",
    write=tables.french_table,
    is_for_people=True,
)
XLSX: Final = Format(
    ending="xlsx",
    label=_("Excel"),
    about=_("A workbook in which days are days and numbers are numbers."),
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    write=workbook.workbook,
    is_for_people=True,
)
JSON: Final = Format(
    ending="json",
    label=_("JSON"),
    about=_("One array of objects, for programs."),
    media_type="application/json",
    write=objects.array,
)
NDJSON: Final = Format(
    ending="ndjson",
    label=_("NDJSON"),
    about=_("One object a line, for programs that read long files."),
    media_type="application/x-ndjson",
    write=objects.lines,
)
FORMATS: Final[Mapping[str, Format]] = {
    one.ending: one for one in (CSV, EXCEL_CSV, XLSX, JSON, NDJSON)
}
