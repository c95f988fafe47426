"""One entry: its sentence, its data, its words for those who may read, its proof."""

import hashlib
import json
from html import unescape

import pytest

from ledger.log.hashing import leaf_hash
from tests.web.pages.audit.sealed import Sealed
from tests.web.tree import tree

WHERE = "/fr/audit/registre"


def position_of(book: Sealed, kind: str, tag: str = "") -> int:
    """Return the first entry of a kind that is filed under a tag."""
    return next(
        event.position
        for event in book.running.wiring.store.since(0)
        if event.kind == kind and (not tag or tag in event.tags)
    )


@pytest.mark.parametrize("number", [1, 12, 500])
def test_the_data_are_those_that_are_hashed(book: Sealed, number: int) -> None:
    """Laid out for people, with the digest of the bytes and the hash of the leaf."""
    event = next(iter(book.running.wiring.store.since(number - 1)))
    page = book.page(f"{WHERE}/{number}")
    root = tree(page.text)
    shown = unescape(root.one("code", id="data").raw)
    assert json.loads(shown) == json.loads(event.data)
    assert root.one("code", id="digest").text == hashlib.sha256(event.data).hexdigest()
    entry = bytes(
        book.running.connection.execute(
            "SELECT log.entry(s.origin, e.position, e.recorded_at, k.name, e.tags,"
            " e.data) FROM log.state s, ledger.events e"
            " JOIN ledger.kinds k ON k.id = e.kind WHERE e.position = %s",
            (number,),
        ).fetchone()[0]  # type: ignore[index]  # it is there
    )
    assert root.one("code", id="leaf").text == leaf_hash(entry).hex()


def test_an_entry_leads_to_both_its_neighbours(book: Sealed) -> None:
    """The first has none before it, the last none after."""
    middle = book.tree(f"{WHERE}/12")
    assert middle.one("a", rel="prev").attributes["href"].endswith("/registre/11")
    assert middle.one("a", rel="next").attributes["href"].endswith("/registre/13")
    assert book.tree(f"{WHERE}/1").all("a", rel="prev") == []
    assert book.tree(f"{WHERE}/{book.head}").all("a", rel="next") == []


def test_every_entry_says_something(book: Sealed) -> None:
    """A sentence for each kind of fact there is in the story, in both languages."""
    seen: dict[str, int] = {}
    for event in book.running.wiring.store.since(0):
        seen.setdefault(event.kind, event.position)
    for kind, position in seen.items():
        said = {
            language: book.page(f"/{language}/audit/registre/{position}").text
            for language in ("fr", "en")
        }
        leads = {n: tree(p).one("p", **{"class": "lead"}).text for n, p in said.items()}
        assert all(lead.endswith(".") for lead in leads.values()), kind
        assert leads["fr"] != leads["en"], kind


@pytest.mark.parametrize(
    ("kind", "leads_to"),
    [
        ("ContributionRecorded", "/fr/contributions/"),
        ("PartnershipConfirmed", "/fr/partenaires/"),
        ("ProjectProposed", "/fr/projets/"),
        ("ResourcePublished", "/fr/ressources/"),
    ],
)
def test_an_entry_leads_to_what_it_is_about(
    book: Sealed, kind: str, leads_to: str
) -> None:
    """Named as its own page names it, and one step away."""
    root = book.tree(f"{WHERE}/{position_of(book, kind)}")
    about = [
        a
        for a in root.one("main").all("a")
        if a.attributes["href"].startswith(leads_to)
    ]
    assert about[0].text
    assert book.page(about[0].attributes["href"]).status_code == 200


def test_words_are_shown_to_those_who_may_read_them(book: Sealed) -> None:
    """Public ones to all, partners' to partners, personal ones to that person."""
    title = position_of(book, "ContributionRecorded", "contribution:g1")
    assert book.tree(f"{WHERE}/{title}").all("blockquote")
    asked = position_of(book, "ContributionClarificationAsked")
    contact = position_of(book, "PersonEnrolled", "person:paul")
    for hidden, why in (
        (asked, "Les partenaires le lisent"),
        (contact, "une personne"),
    ):
        root = book.tree(f"{WHERE}/{hidden}")
        assert "Réservé" in root.one("main").text
        assert why in root.one("main").text
        assert root.all("blockquote") == []
    nadia = book.running.sign_in("nadia@exemple.test")
    assert tree(nadia.get(f"{WHERE}/{asked}").text).all("blockquote")
    assert tree(nadia.get(f"{WHERE}/{contact}").text).all("blockquote") == []
    paul = book.running.sign_in("paul@exemple.test")
    own = paul.get(f"{WHERE}/{contact}")
    assert tree(own.text).all("blockquote")
    assert own.answer.headers["Cache-Control"] == "no-store"


def test_nothing_is_read_of_a_body_that_has_not_confirmed(book: Sealed) -> None:
    """Its name is partners' to read until it does, though the words are public."""
    invited = position_of(book, "PartnerInvited", "partner:chambre-metiers")
    page = book.page(f"{WHERE}/{invited}")
    assert "Chambre" not in page.text
    assert "un partenaire pressenti" in page.text
    nadia = book.running.sign_in("nadia@exemple.test")
    assert "Chambre" in nadia.get(f"{WHERE}/{invited}").text


def test_a_number_that_is_not_there_is_answered_with_those_that_are(
    book: Sealed,
) -> None:
    """In the reader's language, whatever was typed."""
    page = book.page(f"{WHERE}/{book.head + 1}")
    assert page.status_code == 404
    assert f"numérotées de 1 à {book.last}" in tree(page.text).one("main").text
    page = book.page("/en/audit/registre/0")
    assert f"numbered from 1 to {book.head:,}" in tree(page.text).one("main").text
