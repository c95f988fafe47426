"""What holds for every page of the audit and of the proofs, in both languages."""

import gzip

import pytest

from tests.web.pages.audit.sealed import Sealed
from tests.web.tree import faults, tree

PAGES = (
    "/audit",
    "/audit?annee=2026",
    "/audit?annee=1900",
    "/audit/registre",
    "/audit/registre?acteur=brumes",
    "/audit/registre?action=ContributionConfirmed&objet=g1",
    "/audit/registre?objet=ville-brumes&depuis=2026-02-01&jusqua=2026-05-31",
    "/audit/registre/1",
    "/audit/registre/12",
    "/audit/registre/{head}",
    "/audit/comparer",
    "/audit/comparer?debut=2026-05-01&fin=2026-06-01",
    "/audit/comparer?debut=2026-05-01&fin=2026-06-01&vue=histories",
    "/audit/comparer?debut=0&fin={head}",
    "/audit/comparer?debut=12&fin=12",
    "/audit/verifier",
    "/audit/anomalies",
    "/audit/dossier",
    "/preuves",
    "/preuves/1",
    "/preuves/{head}",
)
MISSING = (
    "/audit/registre/0",
    "/audit/registre/{beyond}",
    "/audit/registre/9999999999999999999",
    "/audit/registre/-1",
    "/audit/registre/douze",
    "/audit/registre/%C2%B2",
    "/preuves/0",
    "/preuves/{beyond}",
    "/preuves/9999999999999999999",
    "/preuves/0/qr.svg",
    "/preuves/{beyond}/accuse",
)
WRONG = (
    "/audit/registre?q=foo:bar",
    "/audit/registre?q=salut",
    "/audit/registre?q=inscription:abc",
    "/audit/registre?acteur=personne-de-ce-nom",
    "/audit/registre?action=rien",
    "/audit/registre?objet=rien-de-tel",
    "/audit/registre?depuis=hier",
    "/audit/registre?depuis=0001-01-01",
    "/audit/registre?jusqua=9999-12-31T00:00",
    "/audit/registre?depuis=2199-01-01",
    "/audit/registre?depuis=2026-06-01&jusqua=2026-05-01",
    "/audit/registre?q=apres:2026-06-01+avant:2026-05-01",
    "/audit/comparer?debut=hier&fin=demain",
    "/audit/comparer?debut=2026-06-01&fin=2026-05-01",
    "/audit/comparer?debut=2026-06-01&fin=2199-01-01",
    "/audit/comparer?debut=2026-06-01",
    "/audit/comparer?debut=5&fin=999999999999999999",
    "/audit/comparer?debut=5&fin=9999999999999999999",
    "/preuves?q=0",
    "/preuves?q={beyond}",
    "/preuves?q=9999999999999999999",
    "/preuves?q=C-2026-9999",
    "/preuves?q=zzz",
    "/preuves?q=" + "A" * 43,
)
BYTES_MAX = 20 * 1024
ELEMENTS_MAX = 1_500


def told(book: Sealed, path: str) -> str:
    """Return a path with the numbers that this log ends at."""
    return path.replace("{head}", str(book.head)).replace(
        "{beyond}", str(book.head + 1)
    )


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("path", [*PAGES, *MISSING, *WRONG])
def test_a_page_is_well_made(book: Sealed, language: str, path: str) -> None:
    """One heading, labels, unique names, table heads, nothing inline, and light."""
    page = book.page(f"/{language}{told(book, path)}")
    wanted = 404 if path in MISSING else 422 if path in WRONG else 200
    assert page.status_code == wanted
    root = tree(page.text)
    assert faults(root, language) == []
    assert len(gzip.compress(page.answer.data)) <= BYTES_MAX
    assert len(list(root.walk())) <= ELEMENTS_MAX
    assert "Set-Cookie" not in page.answer.headers
    assert "default-src 'none'" in page.answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("path", WRONG)
def test_what_is_wrong_is_said_beside_its_field(
    book: Sealed, language: str, path: str
) -> None:
    """The summary leads to the field, which says the same and keeps what was typed."""
    root = tree(book.page(f"/{language}{told(book, path)}").text)
    summary = root.one("div", id="errors")
    links = summary.all("a")
    assert links
    controls = {n.attributes.get("id", "") for n in root.all("input", "select")}
    for link in links:
        anchor = link.attributes["href"][1:]
        assert anchor in controls
        beside = root.one("p", id=f"{anchor}-error").text
        assert beside.endswith(link.text)
    assert root.one("title").text.startswith(("Erreur", "Error"))


def test_a_wrong_filter_lists_nothing(book: Sealed) -> None:
    """A list that ignored what it does not understand would mislead."""
    for path in WRONG:
        if path.startswith("/audit/registre"):
            page = book.page(f"/fr{path}")
            assert "Rien n’est listé tant que ce n’est pas corrigé" in page.text
            assert tree(page.text).all("table") == []
