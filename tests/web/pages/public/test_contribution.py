"""One contribution: what everybody reads of it, and what a signed-in person may do."""

import re

from tests.web.pages.public.storied import Storied
from tests.web.running import Person
from tests.web.tree import Node, tree
from web.demo.cast import LAB


def happened(root: Node) -> list[str]:
    """Return the history's sentences, without their instants and quotations."""
    told: list[str] = []
    for entry in root.one("ol", **{"class": "timeline"}).all("li"):
        kept = [
            one
            for one in entry.inside
            if isinstance(one, str) or one.tag not in {"span", "blockquote", "a"}
        ]
        told.append(Node("li", {}, kept).text)
    return told


def acts(person: Person, path: str) -> list[str]:
    """Return what the page offers a person to do."""
    root = tree(person.get(path).text)
    found = root.all("p", **{"class": "actions"})
    return [link.text for link in found[0].all("a")] if found else []


def test_a_history_is_told_in_sentences(storied: Storied) -> None:
    """Each thing that happened is said with its partner's name and its quantity."""
    root = storied.tree("/fr/contributions/g1")
    assert happened(root) == [
        "Ville de Brumes a déclaré 6 séances.",
        f"{LAB.name} a confirmé cette contribution (6 séances).",
        "Ville de Brumes a corrigé cette contribution : 1 séance de plus.",
    ]
    facts = root.one("dl", **{"class": "facts"}).text
    assert "Quantité7 séances" in facts
    assert "Déclarée d’abord6 séances" in facts
    assert "Une séance de février avait été oubliée." in root.one("main").text


def test_a_history_is_told_in_english(storied: Storied) -> None:
    """The same sentences, in the reader's language; what people wrote stays theirs."""
    root = storied.tree("/en/contributions/g1")
    assert happened(root)[2] == (
        "Ville de Brumes corrected this contribution: 1 session more."
    )
    assert "Une séance de février avait été oubliée." in root.one("main").text


def test_words_for_partners_are_kept_from_the_public(storied: Storied) -> None:
    """A visitor sees that there are words; a partner's person reads them."""
    reason = "Le minibus n’a roulé que sept jours."
    page = storied.page("/fr/contributions/g8")
    assert reason not in page.text
    assert "[réservé aux partenaires]" in page.text
    sarah = storied.running.sign_in("sarah@exemple.test")
    assert reason in sarah.get("/fr/contributions/g8").text


def test_what_partners_ask_each_other_is_not_told_in_public(storied: Storied) -> None:
    """A visitor does not even learn that a question was asked."""
    public = storied.tree("/fr/contributions/g6")
    assert len(happened(public)) == 1
    sarah = storied.running.sign_in("sarah@exemple.test")
    assert len(happened(tree(sarah.get("/fr/contributions/g6").text))) == 3


def test_a_visitor_is_offered_nothing_to_do(storied: Storied) -> None:
    """Acts are for those who are signed in."""
    assert acts(storied.running.visitor(), "/fr/contributions/g2") == []


def test_acts_follow_from_who_looks_and_how_it_stands(storied: Storied) -> None:
    """The author corrects, others confirm or contest, the board reviews and values."""
    sarah = storied.running.sign_in("sarah@exemple.test")
    mine, space = ["Corriger", "Retirer"], ["Ouvrir dans mon espace"]
    text = ["Retirer un texte"]
    assert acts(sarah, "/fr/contributions/g10") == mine + space + text
    others = ["Confirmer", "Demander une précision", "Contester"]
    assert acts(sarah, "/fr/contributions/g4") == others + space
    assert acts(sarah, "/fr/contributions/g2") == others[1:] + space
    assert acts(sarah, "/fr/contributions/g5") == ["Confirmer", "Contester", *space]
    assert acts(sarah, "/fr/contributions/gone") == space
    nadia = storied.running.sign_in("nadia@exemple.test")
    board = ["Examiner", "Valoriser"]
    assert acts(nadia, "/fr/contributions/g4") == others + board + space + text
    assert acts(nadia, "/fr/contributions/g9") == [*mine, "Valoriser", *space, *text]
    paul = storied.running.sign_in("paul@exemple.test")
    assert acts(paul, "/fr/contributions/g5") == [
        "Donner la précision", *mine, *space, *text,
    ]  # fmt: skip


def test_acts_follow_from_the_designation(storied: Storied) -> None:
    """Who only contributes for a partner corrects for it, and settles nothing."""
    yann = storied.running.sign_in("yann@exemple.test")
    space, text = ["Ouvrir dans mon espace"], ["Retirer un texte"]
    assert acts(yann, "/fr/contributions/g4") == ["Corriger", "Retirer", *space, *text]
    offered = acts(yann, "/fr/contributions/g10")
    assert offered == ["Confirmer", "Demander une précision", "Contester", *space]


def test_every_act_offered_opens(storied: Storied) -> None:
    """No act leads to a page that is not there or not open."""
    nadia = storied.running.sign_in("nadia@exemple.test")
    for name in ("g1", "g2", "g5", "g9", "gone", "hostile"):
        root = tree(nadia.get(f"/fr/contributions/{name}").text)
        links = root.one("p", **{"class": "actions"}).all("a")
        for link in links:
            page = nadia.get(link.attributes["href"])
            assert page.status_code == 200, (name, link.text)


def test_a_number_leads_to_the_page(storied: Storied) -> None:
    """Written down in any way, it leads to the reader's language."""
    text = storied.page("/fr/contributions/g1").text
    found = re.search(r"C-2026-\d{4}", text)
    assert found is not None
    client = storied.running.visitor().client
    for said in (found.group(), found.group().lower(), found.group()[2:]):
        answer = client.get(f"/c/{said}", headers={"Accept-Language": "en"})
        assert (answer.status_code, answer.location) == (303, "/en/contributions/g1")
        assert client.get(f"/c/{said}").location == "/fr/contributions/g1"
    for wrong in ("C-2026-9999", "%00", "year:2026", "g1"):
        assert client.get(f"/c/{wrong}").status_code == 404
