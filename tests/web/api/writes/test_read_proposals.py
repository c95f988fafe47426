"""Reading proposals: their pages tell what programs and people wrote."""

import re

from tests.web.api.writes.programs import Programs
from tests.web.api.writes.test_proposals import DRAFT, WORDED, done, on_the_table
from tests.web.tree import faults, tree
from web.pages.governance.differences import difference


def test_what_changed_is_marked_word_by_word() -> None:
    """What was taken away, what was added; and nothing of it is markup."""
    told = difference(
        "Le jardin ferme à vingt heures.", "Le jardin ferme à <b> heures."
    )
    assert str(told) == (
        "Le jardin ferme à <del>vingt</del><ins>&lt;b&gt;</ins> heures."
    )
    assert str(difference("Pareil.", "Pareil.")) == "Pareil."
    assert str(difference("", "Tout.")) == "<ins>Tout.</ins>"


def test_a_proposal_has_its_page(programs: Programs) -> None:
    """Its versions with their difference, its amendments, objections, conversation."""
    at = on_the_table(programs.asso)
    earlier = {"text_version": 1, "text": "Jusqu’à vingt heures.", "reason": "Calme."}
    amended = programs.city.made(f"{at}/amendments", earlier)
    objected = programs.city.made(f"{at}/objections", {"harm": "Le bruit nuit."})
    body = {
        **WORDED,
        "text_version": 1,
        "text": "Le jardin ouvre jusqu’à vingt heures.",
    }
    done(programs.asso, f"/amendments/{amended}/acceptance", body)
    done(
        programs.city, f"/objections/{objected}/integration", {"amendment_id": amended}
    )
    asked = programs.city.made(f"{at}/questions", {"question": "Qui ferme ?"})
    done(programs.asso, f"/proposal_questions/{asked}/answer", {"answer": "La ville."})
    visitor = programs.town.running.visitor().client
    page = visitor.get(f"/fr/propositions/{at.rpartition('/')[2]}")
    assert page.status_code == 200
    assert faults(tree(page.text), "fr") == []
    for said in (
        "<del>vingt-deux</del><ins>vingt</ins>",
        "accepté par qui propose",
        "prise en compte par un amendement",
        "Le bruit nuit.",
        "La ville.",
        "Un engagement des partenaires",
        f'href="#{amended}"',
    ):
        assert said in page.text


def test_a_draft_is_for_partners(programs: Programs) -> None:
    """Nobody else learns that there is one."""
    name = programs.asso.made("/proposals", DRAFT)
    visitor = programs.town.running.visitor().client
    assert visitor.get(f"/fr/propositions/{name}").status_code == 404
    assert name not in visitor.get("/fr/propositions").text
    partner = programs.city.person.client
    assert "Le jardin ouvre plus tard ?" in partner.get(f"/fr/propositions/{name}").text


def test_proposals_are_listed_and_narrowed(programs: Programs) -> None:
    """By their state; a withdrawn one stays to be read."""
    at = on_the_table(programs.asso)
    done(programs.asso, f"{at}/withdrawal", {"reason": "Plus tard."})
    visitor = programs.town.running.visitor().client
    name = at.rpartition("/")[2]
    withdrawn = visitor.get("/fr/propositions?etat=withdrawn")
    assert faults(tree(withdrawn.text), "fr") == []
    assert re.search(rf'href="/fr/propositions/{name}"', withdrawn.text)
    assert name not in visitor.get("/fr/propositions?etat=discussed").text
    assert "Plus tard." in visitor.get(f"/fr/propositions/{name}").text
    empty = visitor.get("/fr/propositions?etat=decided").text
    assert "Aucune proposition ne passe ces filtres" in empty
