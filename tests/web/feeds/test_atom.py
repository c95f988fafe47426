"""Feeds are read by a reader of feeds, and by a parser that forgives nothing."""

from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import pytest
from werkzeug.test import TestResponse

from tests.web.running import Running
from web.feeds.atom import Entry, Feed, written

ATOM = "{http://www.w3.org/2005/Atom}"
LISTS = ("contributions", "besoins", "projets", "ressources", "evaluations")
THINGS = (
    "partenaires/ville-brumes",
    "contributions/g1",
    "contributions/corrected",
    "projets/cours-ouvertes",
    "ressources/parcours-croises-methode",
    "evaluations/cours-ouvertes-an-un",
)
ALL = (*LISTS, *THINGS)


def answer_of(told: Running, path: str, **headers: str) -> TestResponse:
    return told.app.test_client().get(path, headers=headers)


def feed_of(told: Running, path: str) -> Any:  # noqa: ANN401  # feedparser has no types
    answer = answer_of(told, path)
    assert answer.status_code == 200, (path, answer.status_code)
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    read = feedparser.parse(answer.data)
    assert not read.bozo, read.get("bozo_exception")
    return read


@pytest.mark.parametrize("path", ALL)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_feed_has_all_that_the_standard_asks(
    told: Running, lang: str, path: str
) -> None:
    """Identifier, title, author, time, and its own address; so has each entry."""
    body = answer_of(told, f"/{lang}/{path}.atom").data
    root = ET.fromstring(body)  # noqa: S314  # our own answer
    assert root.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", f"author/{ATOM}name"):
        assert root.findtext(f"{ATOM}{name}"), name
    relations = {link.get("rel"): link for link in root.findall(f"{ATOM}link")}
    assert relations["self"].get("href") == f"http://localhost/{lang}/{path}.atom"
    assert relations["alternate"].get("href") == f"http://localhost/{lang}/{path}"
    entries = root.findall(f"{ATOM}entry")
    assert entries
    for entry in entries:
        for name in ("id", "title", "updated", "content"):
            assert entry.findtext(f"{ATOM}{name}"), name
        assert {e.get("rel") for e in entry.findall(f"{ATOM}link")} == {
            "alternate",
            "via",
        }
    names = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(names)) == len(names)


def test_an_entry_is_a_sentence_with_its_receipt(told: Running) -> None:
    """It says who did what; its receipt and its page are a step away."""
    read = feed_of(told, "/fr/contributions.atom")
    entry = next(e for e in read.entries if "/contributions/g1#" in e.link)
    assert entry.title == "Ville de Brumes a déclaré 6\u00a0séances."
    assert entry.content[0].value == "Prêt de la salle des fêtes pour six ateliers"
    assert entry.author == "Ville de Brumes"
    assert entry.updated == "2026-03-12T09:00:00Z"
    (proof,) = [link.href for link in entry.links if link.rel == "via"]
    number = proof.rpartition("/")[2]
    assert entry.id == f"tag:localhost,2026:entry/{number}"
    assert answer_of(told, proof.removeprefix("http://localhost")).status_code == 200
    page = entry.link.removeprefix("http://localhost")
    assert answer_of(told, page).status_code == 200


def test_a_projects_journal_is_followed_with_it(told: Running) -> None:
    """What is told on the way stands among what happened, in its order."""
    read = feed_of(told, "/fr/projets/cours-ouvertes.atom")
    written = [e for e in read.entries if "carnet" in e.title]
    assert written
    assert all(e.content[0].value != e.title for e in written)
    times = [e.updated for e in read.entries]
    assert times == sorted(times, reverse=True)


def test_a_fact_has_one_name_in_all_feeds(told: Running) -> None:
    """A reader who follows the list and the thing is shown it once."""
    of_list = {e.id for e in feed_of(told, "/fr/contributions.atom").entries}
    of_thing = {e.id for e in feed_of(told, "/fr/contributions/g1.atom").entries}
    assert len(of_list & of_thing) == 1


def test_a_feed_is_narrowed_as_its_page_is(told: Running) -> None:
    """The page's filters are the feed's, and its name tells them apart."""
    every = feed_of(told, "/fr/contributions.atom")
    some = feed_of(told, "/fr/contributions.atom?partenaire=ville-brumes")
    assert 0 < len(some.entries) < len(every.entries)
    assert {e.author for e in some.entries} == {"Ville de Brumes"}
    assert some.feed.id != every.feed.id
    assert some.feed.link.endswith("/fr/contributions?partenaire=ville-brumes")
    by_nature = feed_of(told, "/fr/besoins.atom?nature=know_how")
    assert [e.author for e in by_nature.entries] == ["Département des Marais"]
    assert not feed_of(told, "/fr/contributions.atom?nature=gold").entries


def test_needs_and_offers_are_one_list(told: Running) -> None:
    """What is sought and what is offered come in the order they came."""
    entries = feed_of(told, "/fr/besoins.atom").entries
    assert {"/besoins/offres/" in e.link for e in entries} == {True, False}
    times = [e.updated for e in entries]
    assert times == sorted(times, reverse=True)


def test_what_partners_ask_each_other_is_in_no_feed(told: Running) -> None:
    """Questions between partners, and who was invited before, stay where they are."""
    told_of = feed_of(told, "/fr/contributions/g6.atom")
    assert [e.title for e in told_of.entries] == [
        "Collectif citoyen Rives Vives a déclaré 63\u00a0heures."
    ]
    body = answer_of(told, "/fr/partenaires/ville-brumes.atom").data.decode()
    assert "invité" not in body
    accounts = answer_of(told, "/fr/evaluations/cours-ouvertes-an-un.atom")
    assert "[for partners only]" not in accounts.get_data(as_text=True)


def test_a_withdrawn_text_is_in_no_feed(told: Running) -> None:
    """It says that it was withdrawn, as its page does."""
    body = answer_of(told, "/fr/contributions/silent.atom").data.decode()
    assert "Nom de Camille" not in body
    assert "texte retiré" in body


def test_what_is_not_there_has_no_feed(told: Running) -> None:
    """Neither an unknown thing, nor a body that has not confirmed."""
    for path in (
        "projets/nothing.atom",
        "partenaires/chambre-metiers.atom",
        "partenaires/nobody.atom",
    ):
        assert answer_of(told, f"/fr/{path}").status_code == 404


def test_pages_of_a_feed_lead_on_until_the_end(
    told: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By rel=next each entry is met once, and none is left out."""
    paths = ("/fr/contributions", "/fr/besoins", "/fr/projets/cours-ouvertes")
    whole = {
        path: [e.id for e in feed_of(told, f"{path}.atom").entries] for path in paths
    }
    # Pages of one entry, for a story of hundreds would take long to tell.
    monkeypatch.setattr("web.feeds.serving.ENTRIES", 1)
    monkeypatch.setattr("web.feeds.happening.ENTRIES", 1)
    for path in paths:
        assert all_of(told, f"{path}.atom") == whole[path]


def all_of(told: Running, path: str) -> list[str]:
    found: list[str] = []
    following: str | None = path
    pages = 0
    while following is not None:
        read = feed_of(told, following)
        found += [entry.id for entry in read.entries]
        links = {link.rel: link.href for link in read.feed.links}
        assert ("first" in links) == (pages > 0)
        following = links.get("next", "").removeprefix("http://localhost") or None
        pages += 1
        assert pages < 50
    assert pages > 1
    return found


def test_who_has_it_is_told_so(told: Running) -> None:
    """A reader that comes back is answered in a line, as long as nothing came."""
    first = answer_of(told, "/fr/projets.atom")
    mark = first.headers["ETag"]
    again = answer_of(told, "/fr/projets.atom", **{"If-None-Match": mark})
    assert again.status_code == 304
    assert not again.data
    assert answer_of(told, "/fr/projets.atom").data == first.data
    assert "max-age" in first.headers["Cache-Control"]
    assert "Set-Cookie" not in first.headers


def test_a_feed_of_a_past_day_ends_there(told: Running) -> None:
    """As of a day, it tells nothing that came later."""
    read = feed_of(told, "/fr/contributions.atom?au=2026-06-15")
    assert read.entries
    assert all(entry.updated <= "2026-06-16" for entry in read.entries)


def test_pages_lead_to_their_feed(told: Running) -> None:
    """In the head for programs, and in the page for people; the filters go along."""
    page = answer_of(told, "/fr/contributions?partenaire=ville-brumes")
    body = page.get_data(as_text=True)
    address = "/fr/contributions.atom?partenaire=ville-brumes"
    assert f'type="application/atom+xml" href="{address}"' in body
    assert f'<a href="{address}"' in body
    for path in ALL:
        text = answer_of(told, f"/fr/{path}").get_data(as_text=True)
        assert f'<a href="/fr/{path}.atom"' in text, path
    for path in ("/fr/", "/fr/contributions?au=2026-06-15"):
        assert "atom+xml" not in answer_of(told, path).get_data(as_text=True)


def test_no_sign_breaks_a_feed() -> None:
    """Marks, signs that XML has no place for, and all the rest come through as text."""
    at = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    hard = "a\x0b\ud800<b>&amp;]]>\u2028\uffff🎉"
    entry = Entry(
        id="tag:x,2026:entry/1",
        at=at,
        sentence=hard,
        said=hard,
        author=hard,
        page="http://x/?a=1&b=2",
        receipt="http://x/",
    )
    feed = Feed(
        id="tag:x,2026:f",
        language="fr",
        title=hard,
        author=hard,
        updated=at,
        address="http://x/f",
        page="http://x/",
        entries=[entry],
    )
    root = ET.fromstring(written(feed))  # noqa: S314  # our own document
    said = root.findtext(f"{ATOM}entry/{ATOM}content")
    assert said == "a\ufffd\ufffd<b>&amp;]]>\u2028\ufffd🎉"
    assert not feedparser.parse(written(feed)).bozo
