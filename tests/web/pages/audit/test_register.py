"""The register: the whole history, narrowed only as it says, and the same as files."""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ledger.application import CODEC
from ledger.kernel.store.port import StoredEvent
from projections.entries import Asked, Entries, acted_by
from tests.web.pages.audit.sealed import Sealed
from tests.web.running import FOUNDER
from tests.web.tree import Node, tree

WHERE = "/fr/audit/registre"
HOSTILE = "<script>alert"


def numbers(root: Node) -> list[int]:
    """Return the numbers of the entries that a page lists, in its order."""
    links = [n.attributes["href"] for n in root.one("table").all("a")]
    found = [re.search(r"/registre/(\d+)$", link) for link in links]
    return [int(one.group(1)) for one in found if one]


def walked(book: Sealed, path: str, rel: str) -> Iterator[int]:
    """Yield the entries of a page and of those that follow it."""
    while path:
        root = book.tree(path)
        yield from numbers(root)
        onward = root.all("a", rel=rel)
        path = onward[0].attributes["href"] if onward else ""


def events(book: Sealed) -> list[StoredEvent]:
    return list(book.running.wiring.store.since(0))


def lines(book: Sealed, query: str) -> list[int]:
    """Return the numbers in the file of the filtered register."""
    answer = book.page(f"{WHERE}.jsonl{query}")
    assert answer.status_code == 200, query
    return [json.loads(line)["number"] for line in answer.text.splitlines()]


def test_the_whole_history_is_there_by_default(book: Sealed) -> None:
    """From the newest to the first, each entry once, however many pages it takes."""
    assert list(walked(book, WHERE, "next")) == list(range(book.head, 0, -1))


def test_the_way_back_is_the_same(book: Sealed) -> None:
    """From the last page, newer ones lead to the first again."""
    last = f"{WHERE}?suite=51"
    assert numbers(book.tree(last)) == list(range(50, 0, -1))
    back = list(walked(book, last, "prev"))
    pages = [back[n : n + 50] for n in range(0, len(back), 50)]
    assert [n for page in reversed(pages) for n in page] == list(
        range(book.head, 0, -1)
    )


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("?action=ContributionConfirmed", "kind:ContributionConfirmed"),
        ("?q=action:confirmée", "kind:ContributionConfirmed"),
        ("?objet=C-2026-0001", "tag:contribution:g1"),
        ("?objet=contribution:g1", "tag:contribution:g1"),
        ("?objet=ville-brumes", "tag:partner:ville-brumes"),
        ("?q=objet:%22Ville+de+Brumes%22", "tag:partner:ville-brumes"),
        ("?q=objet:«Ville+de+Brumes»", "tag:partner:ville-brumes"),
        ("?acteur=person:nadia", "by:person:nadia"),
        ("?acteur=Brumes", "mandate:sarah.ville-brumes"),
        ("?q=acteur:brumes", "mandate:sarah.ville-brumes"),
    ],
)
def test_a_filter_lists_what_holds_and_nothing_else(
    book: Sealed, query: str, holds: str
) -> None:
    """Compared with all entries, looked through one by one."""
    field, _, value = holds.partition(":")

    def passes(event: StoredEvent) -> bool:
        envelope = CODEC.decode(event).envelope
        match field:
            case "kind":
                return event.kind == value
            case "tag":
                return value in event.tags
            case "by":
                return envelope.by == value
            case _:
                return (envelope.mandate or "").startswith(value)

    wanted = [event.position for event in events(book) if passes(event)]
    assert wanted
    assert lines(book, query) == wanted
    root = book.tree(f"{WHERE}{query}")
    said = root.one("p", **{"class": "narrowed"}).text
    assert said.startswith("Seulement ces inscriptions")
    word = "inscription" if len(wanted) == 1 else "inscriptions"
    head = root.one("div", id="resultats").text
    assert f"{len(wanted)} {word} sur {book.last}" in head
    assert list(walked(book, f"{WHERE}{query}", "next")) == wanted[::-1]


def test_days_are_those_of_paris(book: Sealed) -> None:
    """Both days of the form are included, those of the line are left out."""
    start = datetime(2026, 2, 28, 23, tzinfo=UTC)
    end = datetime(2026, 5, 31, 22, tzinfo=UTC)
    wanted = [e.position for e in events(book) if start <= e.recorded_at < end]
    assert wanted
    assert lines(book, "?depuis=2026-03-01&jusqua=2026-05-31") == wanted
    assert lines(book, "?q=apres:2026-02-28+avant:2026-06-01") == wanted


def test_filters_of_one_sort_widen_and_of_several_narrow(book: Sealed) -> None:
    """Either of two actions, but both the action and the object."""
    two = lines(book, "?q=action:ContestSettled+action:ContributionContested")
    assert len(two) == len(lines(book, "?action=ContestSettled")) + len(
        lines(book, "?action=ContributionContested")
    )
    both = lines(book, "?action=ContributionRecorded&objet=ville-brumes")
    assert 0 < len(both) < len(lines(book, "?objet=ville-brumes"))


def test_a_run_of_numbers_is_listed(book: Sealed) -> None:
    """As the comparison of two moments asks for it, in either language."""
    assert lines(book, "?q=inscription:13..17") == [13, 14, 15, 16, 17]
    assert lines(book, "?q=entry:9") == [9]
    assert numbers(book.tree(f"{WHERE}?q=inscription:13..17")) == [17, 16, 15, 14, 13]


def test_english_and_french_qualifiers_mean_the_same(book: Sealed) -> None:
    """A link sent to somebody who reads the other language still works."""
    english = "?q=actor:brumes+object:g1+after:2026-01-01"
    french = "?q=acteur:brumes+objet:g1+après:2026-01-01"
    assert lines(book, english) == lines(book, french) != []


@pytest.mark.parametrize(
    "asked",
    [
        Asked(kinds=("ContributionConfirmed",)),
        Asked(tags=("partner:ville-brumes", "contribution:g1")),
        Asked(marks=(acted_by("nadia"),), first=20),
        Asked(kinds=("ContributionRecorded",), first=50, last=700),
        Asked(first=13, last=54),
    ],
)
def test_what_is_remembered_of_counts_stays_true(book: Sealed, asked: Asked) -> None:
    """Counted to one head and then to another, as by looking through all entries."""
    entries = Entries(book.running.wiring.pool)
    for head in (0, 12, 500, book.head, 60, book.head, 501):
        found = list(entries.stream(replace(asked, last=min(asked.last, head))))
        assert entries.count(asked, head) == len(found), head


def test_an_empty_answer_says_why(book: Sealed) -> None:
    """Nothing passes, and the page says of how many and leads back to all."""
    root = book.tree(f"{WHERE}?action=PartnerMerged&objet=g1")
    assert "0 inscription sur" in root.one("main").text
    assert "Aucune inscription ne répond à ces critères" in root.one("main").text


def test_the_file_of_lines_holds_the_bytes_unchanged(book: Sealed) -> None:
    """What was stored stands in each line as it was hashed."""
    answer = book.page(f"{WHERE}.jsonl")
    assert answer.answer.mimetype == "application/jsonl"
    raw = answer.answer.data.splitlines()
    assert len(raw) == book.head
    for line, event in zip(raw, events(book), strict=True):
        assert event.data in line
        assert json.loads(line)["tags"] == list(event.tags)


def test_the_table_file_is_safe_to_open(book: Sealed) -> None:
    """One row an entry, with its sentence; nothing in it is taken for a formula."""
    answer = book.page(f"{WHERE}.csv")
    rows = list(csv.reader(io.StringIO(answer.text)))
    assert len(rows) == book.head + 1
    assert rows[0][0] == "Numéro"
    assert rows[1][0] == "1"
    assert "a déclaré" in answer.text
    assert not [c for row in rows[1:] for c in row if c.startswith(("=", "+", "@"))]


def test_what_people_write_is_never_markup(book: Sealed) -> None:
    """A title with a script in it is shown, and does not run."""
    page = book.page(f"{WHERE}?objet=hostile")
    assert HOSTILE not in page.text
    assert "&lt;script&gt;" in page.text


def test_words_for_partners_are_not_in_a_visitors_register(book: Sealed) -> None:
    """The names of prospects are partners' to read, in the files too."""
    prospect = "Chambre de métiers"
    for ending in ("", ".csv"):
        page = book.page(f"{WHERE}{ending}?q=action:PartnerInvited")
        assert prospect not in page.text, ending
    nadia = book.running.sign_in(FOUNDER.replace("lab.test", "exemple.test"))
    shown = nadia.get(f"{WHERE}?q=action:PartnerInvited").text
    assert "un partenaire pressenti" not in tree(shown).one("table").text
