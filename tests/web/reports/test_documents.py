"""The report as documents: accessible, editable, light, and the same each time."""

import io
import re
import time
import zipfile
from itertools import pairwise
from resource import RUSAGE_SELF, getrusage
from typing import Any

import pypdf
import pytest
from odfdo import Content, Document
from werkzeug.test import TestResponse

from tests.web.pages.audit.sealed import Sealed
from tests.web.reports.conftest import BUSY, BUSY_COUNT, BUSY_YEAR
from web.reports import pdf
from web.reports.packing import packed

PDF_BYTES_MAX = 60 * 1024
SECONDS_MAX = 1.0
BUSY_SECONDS_MAX = 10.0
BUSY_BYTES_MAX = 2 << 20
BUSY_KILOBYTES_MAX = 300 << 10
PROJECT = "/fr/projets/cours-ouvertes/bilan"
PARTNER = "/fr/partenaires/sources-le-haut/bilan"
HOSTILE = "/fr/partenaires/rives-vives/bilan"
FUNDER = "/fr/financeurs/region-littoral/bilan"
EVERY = (PROJECT, PARTNER, HOSTILE, FUNDER, PROJECT.replace("/fr/", "/en/"))


def document(house: Sealed, path: str) -> TestResponse:
    """Hand out a document, by way of the address that names its last entry."""
    client = house.running.visitor().client
    answer = client.get(path)
    assert answer.status_code == 303, answer.status_code
    assert re.search(r"inscription=\d+", answer.location)
    answer = client.get(answer.location)
    assert answer.status_code == 200, answer.status_code
    return answer


def read_pdf(answer: TestResponse) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(answer.data), strict=True)


def plain(thing: Any) -> Any:  # noqa: ANN401  # the library's objects have no one type
    """Return what a reference leads to."""
    return thing.get_object() if hasattr(thing, "get_object") else thing


def tags(reader: pypdf.PdfReader) -> list[tuple[str, Any]]:
    """Return the kinds of the tags, in reading order, with each tag."""
    found: list[tuple[str, Any]] = []
    waiting: list[Any] = [catalogue(reader)["/StructTreeRoot"]]
    while waiting:
        node: Any = plain(waiting.pop())
        if not hasattr(node, "get"):
            continue
        if "/S" in node:
            found.append((str(node["/S"]), node))
        inside: Any = plain(node.get("/K", []))
        several: list[Any] = [*inside] if hasattr(inside, "append") else [inside]
        waiting += reversed(several)
    return found


def catalogue(reader: pypdf.PdfReader) -> Any:  # noqa: ANN401  # as above
    return reader.root_object


def elements(part: Any, query: str) -> list[Any]:  # noqa: ANN401  # as above
    """Return elements of a document's part, with what odfdo tells of each."""
    found: list[Any] = part.get_elements(query)
    return found


@pytest.mark.parametrize("path", EVERY)
def test_the_printed_report_is_accessible(house: Sealed, path: str) -> None:
    """Tagged, in its language, titled; headings in order, tables with head cells."""
    reader = read_pdf(document(house, f"{path}.pdf"))
    root = catalogue(reader)
    assert root["/Lang"] == path[1:3]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title
    told = bytes(root["/Metadata"].get_object().get_data()).decode()
    assert "<pdfuaid:part>1<" in told
    assert "<pdfaid:part>2<" in told
    assert "<pdfaid:conformance>A<" in told
    kinds = [kind for kind, _node in tags(reader)]
    levels = [int(kind[2]) for kind in kinds if re.fullmatch("/H[1-6]", kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    tables = [node for kind, node in tags(reader) if kind == "/Table"]
    assert tables
    assert kinds.count("/TH") >= 2 * len(tables)
    figures = [node for kind, node in tags(reader) if kind == "/Figure"]
    assert figures
    assert all(node["/Alt"] for node in figures)


@pytest.mark.parametrize("path", EVERY)
def test_a_report_is_light_and_soon_there(house: Sealed, path: str) -> None:
    """It goes by letter or over a slow line."""
    document(house, f"{path}.pdf")
    began = time.process_time()
    answer = document(house, f"{path}.pdf")
    assert time.process_time() - began < SECONDS_MAX
    assert len(answer.data) <= PDF_BYTES_MAX


@pytest.mark.parametrize("form", ["pdf", "odt"])
@pytest.mark.parametrize("path", [PROJECT, PARTNER])
def test_the_same_entries_give_the_same_bytes(
    house: Sealed, path: str, form: str
) -> None:
    """Whoever asks again compares the files themselves; the name says what it is of."""
    first, again = (document(house, f"{path}.{form}") for _time in range(2))
    assert first.data == again.data
    named = first.headers["Content-Disposition"]
    assert re.search(rf'"bilan-[a-z0-9-]+-p{house.head}-[0-9a-f]{{12}}\.{form}"', named)


def test_the_editable_report_has_headings_and_tables(house: Sealed) -> None:
    """A word processor finds its outline, its heads of tables, and its language."""
    answer = document(house, f"{PROJECT}.odt")
    assert zipfile.ZipFile(io.BytesIO(answer.data)).namelist()[0] == "mimetype"
    read = Document(io.BytesIO(answer.data))
    assert read.get_type() == "text"
    assert read.meta.title == "Bilan de toute la durée — Cours d’école ouvertes"
    headings = read.body.get_headers()
    levels = [int(str(h.get_attribute("text:outline-level"))) for h in headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert {2, 3} <= set(levels)
    tables = read.body.tables
    assert len(tables) > 5
    assert all(elements(t, "table:table-header-rows") for t in tables)
    styles = read.styles.root
    spoken = elements(styles, "//style:text-properties[@fo:language]")
    assert {str(p.get_attribute("fo:language")) for p in spoken} == {"fr"}
    named = {
        str(s.get_attribute("style:name")) for s in elements(styles, "//style:style")
    }
    used = {
        str(p.get_attribute("text:style-name")) for p in elements(read.body, "//text:p")
    }
    assert used <= named
    content = read.get_part("content.xml")
    assert isinstance(content, Content)
    inside = elements(content.root, "//office:automatic-styles/style:style")
    kept = {str(style.get_attribute("style:name")) for style in inside}
    asked = {str(t.get_attribute("table:style-name")) for t in tables}
    for part in ("table:table-column", "table:table-cell"):
        found = elements(read.body, f"//{part}")
        asked |= {str(one.get_attribute("table:style-name")) for one in found}
    assert asked == kept
    listed = {path for path in read.manifest.get_paths() if not path.endswith("/")}
    packed_in = set(zipfile.ZipFile(io.BytesIO(answer.data)).namelist())
    assert listed - {"/"} <= packed_in


def test_every_form_says_the_same(house: Sealed) -> None:
    """What the page tells in figures and quotes is in both documents."""
    page = house.tree(PROJECT)
    figures = [dd.text for dd in page.all("dl", **{"class": "figures"})[0].all("dd")]
    quotes = [quote.text for quote in page.all("blockquote")]
    printed = document(house, f"{PROJECT}.pdf")
    edited = Document(io.BytesIO(document(house, f"{PROJECT}.odt").data))
    for told in (
        " ".join(one.extract_text() for one in read_pdf(printed).pages),
        " ".join(p.text_recursive for p in elements(edited.body, "//text:p")),
    ):
        plain = re.sub(r"\s+", "", told)
        for said in [*figures, *quotes]:
            assert re.sub(r"\s+", "", said) in plain, said


def test_what_people_write_is_never_markup(house: Sealed) -> None:
    """A title with signs of markup, with marks that turn the text, with an emoji.

    The printed report has letters for most of it; for what it has none, it shows a
    box and says so.
    """
    printed = read_pdf(document(house, f"{HOSTILE}.pdf?annee=2026"))
    told = " ".join(page.extract_text() for page in printed.pages)
    assert "<script>alert('1')</script>" in told.replace("’", "'")
    assert "▯" in told
    assert "manque aux caractères" in told
    assert "🎉" not in told
    answer = document(house, f"{HOSTILE}.odt?annee=2026")
    edited = Document(io.BytesIO(answer.data))
    text = " ".join(p.text_recursive for p in elements(edited.body, "//text:p"))
    assert "<script>alert('1')</script>" in text
    assert "🎉" in text
    assert "\u202e" not in text


@pytest.mark.parametrize("form", ["pdf", "odt"])
def test_a_very_busy_year_is_bounded(house: Sealed, form: str) -> None:
    """Five thousand contributions are all listed, in bounded time and memory."""
    path = f"/fr/partenaires/{BUSY}/bilan.{form}?annee={BUSY_YEAR}"
    before = getrusage(RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    answer = document(house, path)
    assert time.process_time() - began < BUSY_SECONDS_MAX
    assert getrusage(RUSAGE_SELF).ru_maxrss - before < BUSY_KILOBYTES_MAX
    assert len(answer.data) < BUSY_BYTES_MAX
    if form == "odt":
        tables = Document(io.BytesIO(answer.data)).body.tables
        assert sum(len(elements(t, "table:table-row")) for t in tables) >= BUSY_COUNT
    else:
        assert len(read_pdf(answer).pages) > 50


def test_a_report_is_kept_by_browsers_and_proxies(house: Sealed) -> None:
    """A document that somebody has is not made again for them."""
    first = document(house, f"{PROJECT}.pdf")
    tag = first.headers["ETag"]
    client = house.running.visitor().client
    path = f"{first.request.path}?{first.request.query_string.decode()}"
    again = client.get(path, headers={"If-None-Match": tag})
    assert again.status_code == 304
    assert "public" in first.headers["Cache-Control"]


def test_a_busy_press_says_when_to_come_back(
    house: Sealed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Long documents of others hold up nobody's pages, and nothing waits for ever."""
    monkeypatch.setattr(pdf, "SECONDS_WAITED", 0.01)
    client = house.running.visitor().client
    address = client.get(f"{PROJECT}.pdf").location
    with pdf.PRESS:
        answer = client.get(address)
        assert answer.status_code == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert client.get(PROJECT).status_code == 200
    assert client.get(address).status_code == 200


def test_what_is_no_such_file_is_left_as_it_is() -> None:
    """Packing touches only what it understands."""
    for strange in (b"", b"%PDF-1.7\n", b"%PDF-1.7\nxref\nstartxref\n9\n%%EOF"):
        assert packed(strange) == strange
