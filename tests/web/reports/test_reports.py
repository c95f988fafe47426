"""The report of a year: what it tells, to whom, and as of which entry."""

import gzip
import io
import re

import pytest
from odfdo import Document

from ledger.log.notes import encode
from tests.web.pages.audit.sealed import Sealed
from tests.web.reports.conftest import (
    BUSY,
    BUSY_COUNT,
    BUSY_YEAR,
    DISPUTE,
    DISPUTED_YEAR,
)
from tests.web.tree import Node, faults, tree
from web.reports import heard

BYTES_MAX = 12 * 1024
ELEMENTS_MAX = 1_500
PROJECT = "/projets/cours-ouvertes/bilan"
PARTNER = "/partenaires/sources-le-haut/bilan?annee=2026"
TOWN = "/partenaires/ville-brumes/bilan?annee=2026"
BUSIEST = f"/partenaires/{BUSY}/bilan?annee={BUSY_YEAR}"
PAGES = (
    PROJECT,
    f"{PROJECT}?annee=2026",
    PARTNER,
    TOWN,
    "/partenaires/ville-brumes/bilan?annee=1999",
    "/partenaires/ville-brumes/bilan?annee=tout",
    "/partenaires/ville-brumes/bilan?annee=2026&inscription=60",
    "/partenaires/rives-vives/bilan?annee=2026",
    BUSIEST,
    "/financeurs",
    "/financeurs/region-littoral/bilan",
)
MISSING = (
    "/partenaires/nobody/bilan",
    "/partenaires/chambre-metiers/bilan",
    "/partenaires/%00/bilan",
    "/partenaires/ville-brumes/bilan?annee=hier",
    "/partenaires/ville-brumes/bilan?annee=0",
    "/partenaires/ville-brumes/bilan?annee=99999",
    "/partenaires/ville-brumes/bilan?inscription=0",
    "/partenaires/ville-brumes/bilan?inscription=-1",
    "/partenaires/ville-brumes/bilan?inscription=999999999",
    "/partenaires/ville-brumes/bilan.pdf?inscription=999999999",
    "/partenaires/ville-brumes/bilan.docx",
    "/projets/nothing/bilan",
    "/projets/cours-ouvertes/bilan?inscription=3",
    "/financeurs/nobody/bilan",
)
ACCOUNT = "Je viens lire là le soir"
"""What somebody told among partners."""


def quotes(root: Node) -> list[str]:
    """Return what the report quotes."""
    return [quote.text for quote in root.all("blockquote")]


def figures(root: Node) -> list[tuple[str, str]]:
    """Return the figures that a page begins with."""
    shown = root.all("dl", **{"class": "figures"})[0]
    return [(d.one("dt").text, d.one("dd").text) for d in shown.all("div")]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("path", [*PAGES, *MISSING])
def test_a_report_is_a_page_like_any_other(
    house: Sealed, language: str, path: str
) -> None:
    """Well made, light however much was brought, and there only if it is about one."""
    page = house.page(f"/{language}{path}")
    assert page.status_code == (404 if path in MISSING else 200)
    root = tree(page.text)
    assert faults(root, language) == []
    assert len(gzip.compress(page.answer.data)) <= BYTES_MAX
    assert len(list(root.walk())) <= ELEMENTS_MAX
    assert "Set-Cookie" not in page.answer.headers


@pytest.mark.parametrize("partner", ["sources-le-haut", "rives-vives", str(BUSY)])
def test_figures_are_those_of_the_list(house: Sealed, partner: str) -> None:
    """Unit by unit, what counts and what stands apart; nothing is added across."""
    report = house.tree(f"/fr/partenaires/{partner}/bilan?annee=2026")
    listed = house.tree(f"/fr/contributions?partenaire={partner}&annee=2026")
    told = figures(report)
    assert [one for one in told if one[0] in {"Apporté", "Retirée"}] == [
        one for one in figures(listed) if one[0] in {"Apporté", "Retirée"}
    ]
    count = listed.one("div", **{"class": "head"}).text.split(" contribution")[0]
    assert ("Contributions", count) in told


def test_a_busy_year_is_counted_whole_and_listed_in_part(house: Sealed) -> None:
    """The page shows the beginning of each table, and says how much more there is."""
    page = house.page(f"/fr{BUSIEST}")
    told = dict(figures(tree(page.text)))
    assert told["Contributions"] == f"{BUSY_COUNT:,}".replace(",", " ")
    assert "lignes de plus sont dans les documents" in page.text
    assert f"/fr/contributions?partenaire={BUSY}&amp;annee={BUSY_YEAR}" in page.text


def test_a_list_that_is_cut_says_so(
    house: Sealed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a report has no room for is never left out in silence."""
    cut = "Il y a plus que ce que ce bilan peut contenir"
    assert cut not in house.page(f"/fr{PROJECT}").text
    monkeypatch.setattr(heard, "EVALUATIONS_MAX", 0)
    page = house.page(f"/fr{PROJECT}?annee=2026")
    assert cut in page.text
    assert "Que changent les cours ouvertes" not in page.text


def test_what_partners_told_each_other_stays_among_them(house: Sealed) -> None:
    """A public report counts accounts; the partner's own quotes them, and says so."""
    for path in (PARTNER, TOWN, PROJECT):
        page = house.page(f"/fr{path}")
        assert ACCOUNT not in page.text
        assert "récits, que lisent les partenaires" in page.text
    sarah = house.running.sign_in("sarah@exemple.test")
    own = sarah.get("/fr/espace/bilan?annee=2026")
    assert own.answer.headers["Cache-Control"] == "no-store"
    assert any(ACCOUNT in quote for quote in quotes(tree(own.text)))
    assert "Réservé aux partenaires" in own.text
    assert faults(tree(own.text), "fr") == []
    assert "La grand-mère du banc" in own.text
    public = house.page(f"/fr{TOWN}").text
    assert "La grand-mère du banc" not in public


def test_the_own_report_is_for_who_acts_for_a_partner(house: Sealed) -> None:
    """A visitor signs in first, and comes back to it."""
    answer = house.page("/fr/espace/bilan?annee=2026").answer
    assert answer.status_code == 303
    assert "/connexion" in answer.location


def test_contested_contributions_stand_apart(house: Sealed) -> None:
    """They are in no sum of what was brought, and in a table of their own."""
    path = "/fr/contributions?partenaire=rives-vives&statut=withdrawn"
    gone = house.tree(path).all("th", scope="row")
    titles = [cell.text for cell in gone]
    root = house.tree("/fr/partenaires/rives-vives/bilan?annee=2026")
    tables = {t.one("caption").text: t for t in root.all("table")}
    apart = tables["À part de ce qui compte"].text
    assert titles
    assert all(title in apart for title in titles)
    others = " ".join(
        t.text for name, t in tables.items() if name != "À part de ce qui compte"
    )
    assert not any(title in others for title in titles)


def test_a_contest_is_in_no_sum(house: Sealed) -> None:
    """Its quantity stands apart, and its reason is for the partners alone."""
    path = f"/fr/partenaires/{BUSY}/bilan?annee={DISPUTED_YEAR}"
    root = house.tree(path)
    told = figures(root)
    assert ("À part, car contesté", "7,25 séances") in told
    assert not [value for label, value in told if label == "Apporté"]
    (apart,) = [
        table
        for table in root.all("table")
        if table.one("caption").text == "À part de ce qui compte"
    ]
    assert "Ligne de bus à la demande" in apart.text
    assert DISPUTE not in root.text
    assert "[réservé aux partenaires]" in apart.text


def test_a_funder_sees_what_was_asked_and_granted(house: Sealed) -> None:
    """Each line of each plan that names it, and exact sums."""
    root = house.tree("/fr/financeurs/region-littoral/bilan")
    table = root.all("table")[0]
    assert "Cours d’école ouvertes" in table.text
    last = [cell.text for cell in table.all("tr")[-1].all("th", "td")]
    asked = [
        int(re.sub(r"\D", "", row.all("td")[2].text)) for row in table.all("tr")[1:-1]
    ]
    assert last[0] == "Ensemble"
    assert int(re.sub(r"\D", "", last[3])) == sum(asked)
    names = [row.one("th").text for row in house.tree("/fr/financeurs").all("tr")[1:]]
    assert "Agence de l’eau" in names
    outside = house.tree("/fr/financeurs").all("a")
    (link,) = [a for a in outside if a.text == "Agence de l’eau"]
    assert "Cours d’école ouvertes" in house.page(link.attributes["href"]).text


def test_a_report_stands_on_entries_and_their_root(house: Sealed) -> None:
    """The root is that of the checkpoint signed over these very entries."""
    with house.running.wiring.pool.connection() as db:
        found = db.execute(
            "SELECT size, root FROM log.checkpoints ORDER BY size DESC LIMIT 1"
        ).fetchone()
    assert found is not None
    size, root = int(found[0]), bytes(found[1])
    page = house.page(f"/fr{TOWN}&inscription={size}")
    assert encode(root) in page.text.replace("&#43;", "+")
    assert f"inscription={size}" in page.text


def test_a_report_of_an_entry_knows_nothing_later(house: Sealed) -> None:
    """Made again from the same entries it says the same; before, it says less."""
    project = f"/fr{PROJECT}?inscription="
    whole = house.page(f"{project}{house.head}").text
    early = house.page(f"{project}60")
    assert early.status_code in {200, 404}
    assert "Que changent les cours ouvertes" in whole
    assert "Que changent les cours ouvertes" not in early.text


def test_a_milestone_is_told_in_words_that_stay_true(house: Sealed) -> None:
    """A report is read after the day of a milestone, which is then not ahead."""
    page = house.page(f"/fr{PROJECT}").text
    assert "Pas encore atteint" in page
    assert "À venir" not in page


def test_the_ways_to_a_report_are_short(house: Sealed) -> None:
    """Space, report, year, document: three steps; and from each public page one."""
    sarah = house.running.sign_in("hugo@exemple.test")
    assert 'href="/fr/espace/bilan"' in sarah.get("/fr/espace").text
    page = sarah.get("/fr/espace/bilan").text
    assert re.search(r"/fr/espace/bilan\?annee=\d{4}", page)
    assert re.search(r"/fr/espace/bilan\.odt\?annee=\d{4}", page)
    assert (
        "/partenaires/ville-brumes/bilan"
        in house.page("/fr/partenaires/ville-brumes").text
    )
    assert PROJECT in house.page("/fr/projets/cours-ouvertes").text
    assert "/fr/financeurs" in house.page("/fr/projets").text


def test_a_text_that_is_withdrawn_is_gone_from_reports(house: Sealed) -> None:
    """In its place stands when and why it went; the figures are the same."""
    sarah = house.running.sign_in("sarah@exemple.test")
    report = f"/fr{TOWN}"
    before = house.tree(report)
    listed = house.page("/fr/contributions/g1").text
    title = tree(listed).one("h1").text
    assert title in before.text
    visitor = house.running.visitor().client
    past = f"{report}&inscription={house.head}"
    tag = visitor.get(past).headers["ETag"]
    assert visitor.get(past, headers={"If-None-Match": tag}).status_code == 304
    form = re.search(r"/fr/espace/textes/\d+", sarah.get("/fr/contributions/g1").text)
    assert form is not None
    which = tree(sarah.get(form.group()).text).all("input", name="words")
    chosen = which[0].attributes["value"]
    answer = sarah.post(form.group(), words=chosen, ground="author")
    assert answer.status_code == 303, answer.text
    house.running.settle()
    house.seal()
    after = house.tree(report)
    assert title not in after.text
    assert "[texte retiré le" in after.text
    assert figures(after) == figures(before)
    answer = visitor.get(past, headers={"If-None-Match": tag})
    assert answer.status_code == 200, "nobody is told that what they hold still holds"
    answer = visitor.get(report.replace("bilan?", "bilan.odt?"), follow_redirects=True)
    told = Document(io.BytesIO(answer.data)).body.text_recursive
    assert "[texte retiré le" in told
    assert title not in told
