"""Whatever people wrote, their report is made: in both documents, and readable."""

import io

import pypdf
import pytest
from flask import Flask
from flask_babel import Babel, force_locale
from odfdo import Document

from web.reports.odt import write_odt
from web.reports.pdf import write_pdf
from web.reports.report import (
    Column,
    Facts,
    Figure,
    Figures,
    Footing,
    Heading,
    Paragraph,
    Quote,
    Report,
    Said,
    Section,
    Table,
)
from web.translations.catalogues import install

TEXTS = {
    "nothing": "",
    "blank": " \n\n\t",
    "one endless word": "a" * 5_000,
    "no letters": "\x00\x01\x0b\x1b\uffff\ufdd0\ue000",
    "invisible": "\u200b\u200d\ufeff\u2028\u202e",
    "other letters": "中文文件 עברית ไทย தமிழ் ქართული مرحبا",
    "pictures": "👩‍👩‍👧‍👦 🎉 🏴",
    "ligatures": "﷽ ﬁ e\u0301 ẞ œ ½ ‰ € →",
    "typesetting": '#import "/etc/hosts" #read("x") $x^2$ *a* `c` <d> @e \\u{41} ]]',
    "markup": "<text:p> &amp; <![CDATA[ ]]> <!-- -->",
}


def told(text: str) -> Report:
    """Return a report that has this text wherever people's words may stand."""
    said = Said(text)
    table = Table(
        caption="Tableau",
        columns=[Column("Nom", is_head=True), Column("Combien", is_number=True)],
        rows=[[said, text], [text, said]],
    )
    return Report(
        title="Bilan",
        subject=text,
        period="2026",
        commons=text,
        language="fr",
        lead=["Un bilan"],
        sections=[
            Section(
                "Une partie",
                [
                    Paragraph(text),
                    Heading(said),
                    Quote(text, "Attendu", text),
                    Facts([("État", said)]),
                    Figures("Chiffres", [Figure(label="Apporté", value=text)]),
                    table,
                ],
            )
        ],
        footing=Footing(
            position=5,
            recorded_at=None,
            root=bytes(32),
            address="https://commun.test/fr/bilan?annee=2026&inscription=5",
        ),
    )


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_any_text_makes_both_documents(text: str) -> None:
    """None is refused, none is taken for instructions, none leaves a heading empty."""
    app = Flask("web")
    install(Babel(app))
    with app.test_request_context("/"), force_locale("fr"):
        report = told(text)
        printed, edited = write_pdf(report), write_odt(report)
        assert printed == write_pdf(report)
    pages = pypdf.PdfReader(io.BytesIO(printed), strict=True).pages
    shown = " ".join(page.extract_text() for page in pages)
    read = Document(io.BytesIO(edited)).body.text_recursive
    for one in (shown, read):
        assert "Une partie" in one
        assert "commun.test" in one
    if text.isascii() and " " in text.strip():
        assert "".join(text.split()) in "".join(read.split())
        assert "".join(text.split())[:30] in "".join(shown.split())
    if any(ord(sign) > 0x1F000 for sign in text):
        assert "▯" in shown
