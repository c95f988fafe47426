"""Styles of the editable report: what its headings, tables and foot look like."""

from importlib.resources import files
from typing import Final
from xml.sax.saxutils import escape

from odfdo import Document, Element

COUNTRIES: Final = {"fr": "FR", "en": "GB"}
FOOT: Final = (
    '<style:footer><text:p text:style-name="Footer">{} — '
    '<text:page-number text:select-page="current"/> / <text:page-count/>'
    "</text:p></style:footer>"
)


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
