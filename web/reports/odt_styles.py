"""Styles of the editable report: what its headings, tables and foot look like."""

import re
from importlib.resources import files
from typing import Final
from xml.sax.saxutils import escape

from odfdo import Document, Element

WIDTH: Final = re.compile(r'table:style-name="Column(\d+)"')
COUNTRIES: Final = {"fr": "FR", "en": "GB"}
FOOT: Final = (
    '<style:footer><text:p text:style-name="Footer">{} — '
    '<text:page-number text:select-page="current"/> / <text:page-count/>'
    "</text:p></style:footer>"
)
NO_STYLES: Final = "<office:automatic-styles/>"
OF_TABLES: Final = (
    '<style:style style:name="Report" style:family="table">'
    '<style:table-properties style:width="17cm" table:align="margins"/></style:style>'
    '<style:style style:name="Cell" style:family="table-cell">'
    '<style:table-cell-properties fo:padding="0.1cm"'
    ' fo:border-bottom="0.5pt solid #888888"/></style:style>'
)
COLUMN: Final = (
    '<style:style style:name="{0}" style:family="table-column">'
    '<style:table-column-properties style:rel-column-width="{1}*"/></style:style>'
)


def column_style(width: float) -> str:
    """Return the name of the style of a column that is so wide beside the others."""
    return f"Column{round(width * 10)}"


def styles_of_tables(body: str) -> str:
    """Return the styles of the tables of a text, and of the columns that it has.

    Word processors look for those in the text's own part, and not among the others.
    """
    widths = sorted({int(found) for found in WIDTH.findall(body)})
    columns = "".join(COLUMN.format(f"Column{width}", width) for width in widths)
    return f"<office:automatic-styles>{OF_TABLES}{columns}</office:automatic-styles>"


def insert_styles(document: Document, language: str, foot: str) -> None:
    """Give the document its language, its styles and the foot of its pages."""
    root = document.styles.root
    spoken = root.get_elements("//style:text-properties[@fo:language]")  # pyright: ignore[reportUnknownMemberType]  # odfdo has no types for what it takes
    for properties in spoken:
        properties.set_attribute("fo:language", language)
        properties.set_attribute("fo:country", COUNTRIES[language])
    holder = root.get_element("//office:styles")
    page = root.get_element("//style:master-page")
    assert holder is not None, "a document has styles"
    assert page is not None, "a document has pages"
    ours = files("web.reports").joinpath("styles.xml").read_text("utf-8")
    every = Element.from_tag(ours).children  # pyright: ignore[reportUnknownMemberType]  # odfdo has no types for what it takes
    for style in every:
        holder.append(style)
    page.append(Element.from_tag(FOOT.format(escape(foot))))  # pyright: ignore[reportUnknownMemberType]  # odfdo has no types for what it takes
