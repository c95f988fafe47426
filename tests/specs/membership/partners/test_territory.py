"""Territory: what a commune's name or code fills in."""

import gzip
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.membership.partners import territory
from ledger.membership.partners.official import siren
from ledger.membership.partners.territory import (
    Commune,
    Part,
    PartStatus,
    commune,
    department,
    epci,
    part,
    parts_of,
    region,
    search_communes,
    successor,
)

COG = Path(territory.__file__).parent / "cog"


def rows_of(table: str) -> list[list[str]]:
    text = gzip.decompress((COG / f"{table}.tsv.gz").read_bytes()).decode()
    return [line.split("\t") for line in text.split("\n")[1:-1]]


def known(code: str) -> Commune:
    found = commune(code)
    assert found is not None
    return found


def names(text: str, limit: int = 10) -> list[str]:
    return [found.name for found in search_communes(text, limit)]


ALL_COMMUNES = [row[0] for row in rows_of("communes")]
TODAYS_CODES = frozenset(ALL_COMMUNES)


def test_a_communes_code_fills_in_the_rest() -> None:
    """A commune comes with its SIREN, EPCI, department, region and population."""
    antibes = known("06004")
    assert antibes == Commune(
        code="06004",
        name="Antibes",
        department="06",
        region="93",
        population=antibes.population,
        siren="210600045",
        epci_siren="240600585",
        epci_name="CA de Sophia Antipolis",
        postal_codes=("06160", "06600"),
    )
    assert antibes.population is not None
    assert 70_000 < antibes.population < 90_000


def test_codes_are_text() -> None:
    """Corsica keeps its letters and the Ain its zero."""
    assert known("2A004").name == "Ajaccio"
    assert known("01053").name == "Bourg-en-Bresse"
    assert commune("1053") is None


@pytest.mark.parametrize("code", ["00000", "99999", "", "06004 ", "É", "0" * 1000])
def test_an_unknown_code_is_nothing(code: str) -> None:
    """A code that only looks like one is not found."""
    assert commune(code) is None
    assert part(code) is None
    assert successor(code) is None
    assert parts_of(code) == ()


def test_a_merged_commune_leads_to_todays() -> None:
    """A merged commune is known, with its day and the commune it is part of."""
    assert part("01091") == Part(
        code="01091",
        name="Châtillon-en-Michaille",
        status=PartStatus.DELEGATED,
        commune_code="01033",
        merged_on=date(2019, 1, 1),
        gone_by=2019,
    )
    assert successor("01091") == known("01033")
    assert known("01033").name == "Valserhône"


def test_a_later_merger_has_its_vintage() -> None:
    """Of a merger after 2019, the first vintage without the commune is known."""
    merged = next(each for each in map(part, merged_in(2025)) if each is not None)
    assert merged.merged_on is None
    assert merged.gone_by == 2025
    assert successor(merged.code) is not None


def merged_in(vintage: int) -> list[str]:
    return [
        row[0]
        for row in rows_of("parts")
        if row[5] == str(vintage) and row[0] not in TODAYS_CODES
    ]


def test_a_code_kept_by_the_new_commune_is_todays() -> None:
    """Where the new commune took over a code, the old name is among its parts."""
    assert part("01033") is None
    assert successor("01033") is None
    assert "Bellegarde-sur-Valserine" in [each.name for each in parts_of("01033")]


def test_an_arrondissement_belongs_to_its_town() -> None:
    """The arrondissements of Paris, Lyon and Marseille lead to their commune."""
    assert successor("75112") == known("75056")
    assert successor("69381") == known("69123")
    assert successor("13201") == known("13055")
    first = part("13201")
    assert first is not None
    assert first.status is PartStatus.ARRONDISSEMENT
    assert first.merged_on is None


@pytest.mark.parametrize(
    "text",
    [
        "Saint-Étienne",
        "saint etienne",
        "ST ETIENNE",
        "St.-Étienne",
        "Saint-E\u0301tienne",
    ],
)
def test_accents_hyphens_capitals_and_saints_do_not_matter(text: str) -> None:
    """However Saint-Étienne is typed, it is found first."""
    assert names(text)[0] == "Saint-Étienne"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("lyo", "Lyon"),
        ("havre", "Le Havre"),
        ("bourg bresse", "Bourg-en-Bresse"),
        ("l hay", "L'Haÿ-les-Roses"),
        ("L\u2019Haÿ les roses", "L'Haÿ-les-Roses"),
        ("oeuilly", "Œuilly"),
        ("ste marie aux mines", "Sainte-Marie-aux-Mines"),
        ("st", "Strasbourg"),
        ("st den", "Saint-Denis"),
        ("06004", "Antibes"),
        ("59000", "Lille"),
        (" 2a004 ", "Ajaccio"),
        ("13201", "Marseille"),
        ("bellegarde sur valserine", "Valserhône"),
    ],
)
def test_beginnings_of_words_find_a_commune(text: str, first: str) -> None:
    """A name, the beginnings of its words, a code or a former name finds it."""
    assert names(text)[0] == first


def test_the_exact_name_comes_first_then_the_most_populous() -> None:
    """Valence in the Drôme precedes Valenciennes; the small Eu precedes all others."""
    assert names("eu")[0] == "Eu"
    found = search_communes("valence", 20)
    exact = [each for each in found if each.name == "Valence"]
    assert found[: len(exact)] == exact
    rest = [each.population or 0 for each in found[len(exact) :]]
    assert known("26362") == exact[0]
    assert rest[:3] == sorted(rest[:3], reverse=True)


@pytest.mark.parametrize(
    "text", ["", "  ", "-", "%_", "\u0000", "zzzz", "x" * 2_000_000]
)
def test_a_search_for_nothing_finds_nothing(text: str) -> None:
    """What names no place gives an empty list."""
    assert search_communes(text) == []


def test_no_more_are_found_than_asked_for() -> None:
    """The limit is kept, and nobody is listed twice."""
    found = names("saint", 50)
    assert len(found) == 50
    assert len({each.code for each in search_communes("saint", 50)}) == 50
    assert search_communes("saint", 0) == []
    assert search_communes("saint", -1) == []


def test_epci_departments_and_regions_are_found() -> None:
    """EPCI by SIREN, departments and regions by code."""
    sophia = epci("240600585")
    assert sophia is not None
    assert sophia.kind == "CA"
    corsica = department("2A")
    assert corsica is not None
    assert (corsica.name, corsica.region) == ("Corse-du-Sud", "94")
    alpes = region("84")
    assert alpes is not None
    assert alpes.name == "Auvergne-Rhône-Alpes"
    assert epci("000000000") is None
    assert department("20") is None
    assert region("22") is None


def test_the_whole_table_holds_together() -> None:
    """Every code that a row names exists, every SIREN is valid, every sum agrees."""
    members: dict[str, int] = {}
    for code in ALL_COMMUNES:
        each = known(code)
        assert department(each.department) is not None
        assert region(each.region) is not None
        if each.siren is not None:
            assert siren(each.siren) == each.siren
        if each.epci_siren is not None:
            assert each.epci_name is not None
            already = members.get(each.epci_siren, 0)
            members[each.epci_siren] = already + (each.population or 0)
    assert len(ALL_COMMUNES) == 34_969
    assert all(
        grouping is not None and grouping.population == population
        for code, population in members.items()
        for grouping in [epci(code)]
    )
    for code, *_ in rows_of("epci"):
        assert siren(code) == code
    for row in rows_of("parts"):
        assert commune(row[3]) is not None
        assert row[0] in TODAYS_CODES or successor(row[0]) is not None


@given(code=st.sampled_from(ALL_COMMUNES))
def test_every_commune_is_found_by_its_own_name(code: str) -> None:
    """Typing a commune's full name lists it among those of exactly that name."""
    each = known(code)
    assert each in search_communes(each.name, 60)


@given(text=st.text(max_size=40))
def test_any_text_can_be_searched(text: str) -> None:
    """Whatever is typed, a search answers with communes."""
    assert len(search_communes(text, 3)) <= 3


def test_the_table_costs_little() -> None:
    """The first answer, table and search words included, takes few megabytes."""
    measured = subprocess.run(
        [sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True
    )
    assert int(measured.stdout) < 40 * 1024 * 1024
    assert sum(file.stat().st_size for file in COG.iterdir()) < 1_500_000


MEASURE = """
import tracemalloc
from ledger.membership.partners.territory import search_communes
tracemalloc.start()
search_communes("59000")
search_communes("lyon")
print(tracemalloc.get_traced_memory()[1])
"""
