"""The editable report: an OpenDocument text with real headings and real tables.

The same report gives the same bytes: the file is packed anew with one date for all
its parts, in one order.
"""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from flask_babel import gettext as _
from odfdo import Document, Element

from web.reports.laying import as_table, left_out, widths_of, written
from web.reports.odt_styles import (
    NO_STYLES,
    column_style,
    insert_styles,
    styles_of_tables,
)
from web.reports.report import (
    Block,
    Column,
    Facts,
    Figures,
    Heading,
    Paragraph,
    Quote,
    Report,
    Table,
)
from web.reports.standing import how_to_verify, running_foot, stands_on, whole_title

PACKED_AT: Final = (1980, 1, 1, 0, 0, 0)
FIRST: Final = "mimetype"
CONTENT: Final = "content.xml"
PLACE: Final = "<text:p>place of the text</text:p>"
LEFT_AWAY: Final = ("Thumbnails/", "Configurations2/", "manifest.rdf")
NOT_IN_XML: Final = {n: None for n in range(32) if n not in {9, 10, 13}} | {
    0xFFFE: None,
    0xFFFF: None,
}


def write_odt(report: Report) -> bytes:
    """Return the report as a text document."""
    document = Document("text")
    _describe(document, report)
    insert_styles(document, report.language, _allowed(running_foot(report)))
    document.body.clear()
    document.body.append(Element.from_tag(PLACE))  # pyright: ignore[reportUnknownMemberType]  # odfdo has no types for what it takes
    for name in document.manifest.get_paths():
        if name.startswith(LEFT_AWAY):
            document.manifest.del_full_path(name)
    drafted = io.BytesIO()
    document.save(drafted)
    return _packed(drafted, "".join(_body(report)))


def _describe(document: Document, report: Report) -> None:
    at = report.footing.recorded_at or datetime.fromtimestamp(0, UTC)
    meta = document.meta
    meta.title = _allowed(whole_title(report))
    meta.language = report.language
    meta.creator = _allowed(report.commons)
    meta.initial_creator = _allowed(report.commons)
    stamp = at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    meta.creation_date = stamp
    meta.date = stamp
    meta.set_generator("Commun")


def _body(report: Report) -> list[str]:
    lines = [_heading(1, whole_title(report))]
    lines += [_text(line) for line in report.lead]
    for part in report.sections:
        lines.append(_heading(2, part.title))
        for number, one in enumerate(part.blocks):
            lines += _block(one, f"{len(lines)}-{number}")
    lines.append(_heading(2, _("What this report stands on")))
    lines += [_fact(label, value) for label, value in stands_on(report.footing)]
    lines.append(_text(how_to_verify()))
    return lines


def _block(one: Block, name: str) -> list[str]:
    match one:
        case Paragraph(text=text):
            return [_text(text)]
        case Heading(text=text):
            return [_heading(3, written(text))]
        case Quote():
            return _quote(one)
        case Facts(items=items):
            return [_fact(label, written(value)) for label, value in items]
        case Figures():
            return _table(as_table(one), name)
        case Table():
            return _table(one, name)


def _quote(one: Quote) -> list[str]:
    lines: list[str] = []
    if one.title or one.by:
        by = f" — {_clean(one.by)}" if one.by else ""
        lines.append(_paragraph(f"{_styled('Strong', one.title)}{by}"))
    told = [line for line in one.text.splitlines() if line.strip()]
    return lines + [_paragraph(_clean(line), "Quotations") for line in told]


def _fact(label: str, value: str) -> str:
    return _paragraph(f"{_styled('Strong', label)} — {_clean(value)}")


def _table(one: Table, name: str) -> list[str]:
    rows_told = [[written(cell) for cell in row] for row in one.rows]
    columns = "".join(
        f'<table:table-column table:style-name="{column_style(width)}"/>'
        for width in widths_of(one.columns, rows_told)
    )
    heads = "".join(_cell(c.label, "Table_20_Heading") for c in one.columns)
    rows = "".join(_row(row, one.columns) for row in rows_told)
    table = (
        f'<table:table table:name={quoteattr("T" + name)} table:style-name="Report">'
        f"<table:title>{_clean(one.caption)}</table:title>{columns}"
        "<table:table-header-rows>"
        f"<table:table-row>{heads}</table:table-row>"
        f"</table:table-header-rows>{rows}</table:table>"
    )
    caption = _paragraph(_clean(one.caption), "Table")
    after = left_out(one)
    return [caption, table, _text(after) if after else _paragraph("")]


def _row(cells: Sequence[str], columns: Sequence[Column]) -> str:
    styles = ("Number" if c.is_number else "Table_20_Contents" for c in columns)
    drawn = "".join(map(_cell, cells, styles))
    return f"<table:table-row>{drawn}</table:table-row>"


def _cell(text: str, style: str) -> str:
    return (
        '<table:table-cell table:style-name="Cell" office:value-type="string">'
        f"{_paragraph(_clean(text), style)}</table:table-cell>"
    )


def _heading(level: int, text: str) -> str:
    style = f"Heading_20_{level}"
    return (
        f'<text:h text:style-name="{style}" text:outline-level="{level}">'
        f"{_clean(text)}</text:h>"
    )


def _text(text: str) -> str:
    return _paragraph(_clean(text))


def _paragraph(drawn: str, style: str = "Text_20_body") -> str:
    return f'<text:p text:style-name="{style}">{drawn}</text:p>'


def _styled(style: str, text: str) -> str:
    return f'<text:span text:style-name="{style}">{_clean(text)}</text:span>'


def _clean(text: str) -> str:
    """Return a text as it stands in XML."""
    return escape(_allowed(text))


def _allowed(text: str) -> str:
    """Return what XML may hold of a text; marks that turn what follows are no text."""
    kept = text.translate(NOT_IN_XML)
    kept = "".join(sign for sign in kept if not "\u202a" <= sign <= "\u202e")
    return kept.encode("utf-8", "ignore").decode()


def _packed(drafted: io.BytesIO, body: str) -> bytes:
    """Pack the parts again: the type first and as it is, the others by their names.

    The text takes its place as it is written: element by element, a long table would
    take hundreds of megabytes.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(drafted) as source, zipfile.ZipFile(packed, "w") as target:
        names = sorted(source.namelist(), key=lambda name: (name != FIRST, name))
        for name in names:
            if name.startswith(LEFT_AWAY):
                continue
            part = zipfile.ZipInfo(name, PACKED_AT)
            is_first = name == FIRST
            part.compress_type = (
                zipfile.ZIP_STORED if is_first else zipfile.ZIP_DEFLATED
            )
            held = source.read(name)
            if name == CONTENT:
                held = held.replace(PLACE.encode(), body.encode())
                styles = styles_of_tables(body)
                held = held.replace(NO_STYLES.encode(), styles.encode())
            target.writestr(part, held)
    return packed.getvalue()
