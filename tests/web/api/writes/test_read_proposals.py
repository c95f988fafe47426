"""Reading proposals: their pages tell what programs and people wrote."""

import re

from werkzeug.test import TestResponse

from tests.web.api.writes.programs import Program, Programs
from tests.web.api.writes.test_proposals import DRAFT, WORDED, done, on_the_table
from tests.web.pages.space.town import Hidden
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
        "Les partenaires s’y tiennent",
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


def sent(who: Program, path: str, **answers: str) -> TestResponse:
    """Send a form as its page gives it."""
    page = who.person.client.get(path)
    assert page.status_code == 200, page.text
    data = {**Hidden(page.text).values, **answers}
    return who.person.client.post(path, data=data)


def test_people_draft_publish_and_react(programs: Programs) -> None:
    """Each form leads back to the proposal, and offers what its reader may do."""
    before = programs.asso.person.client.get("/fr/propositions").text
    drafted = sent(programs.asso, "/fr/espace/propositions/nouvelle", **DRAFT)
    assert drafted.status_code == 303, drafted.text
    after = programs.asso.person.client.get(drafted.headers["Location"]).text
    links = r"/fr/propositions/[a-z0-9]+"
    (page,) = set(re.findall(links, after)) - set(re.findall(links, before))
    at = page.replace("/fr/", "/fr/espace/")
    worded = {name: str(WORDED[name]) for name in ("title", "text", "summary")}
    published = sent(programs.asso, f"{at}/publier", bearing="commitment", **worded)
    assert published.status_code == 303, published.text
    for path, name, text in (
        ("reagir", "text", "Très bien."),
        ("preciser", "question", "Qui ferme la grille ?"),
        ("conseiller", "text", "Prévoir des lampes."),
        ("objecter", "harm", "Le bruit empêche de dormir."),
    ):
        answer = sent(programs.city, f"{at}/{path}", **{name: text})
        assert answer.status_code == 303, answer.text
        assert text in programs.city.person.client.get(answer.headers["Location"]).text
    told = sent(programs.asso, f"{at}/nouvelles", text="")
    assert told.status_code == 422
    assert f"{at}/nouvelles" not in programs.city.person.client.get(page).text
    gone = sent(programs.asso, f"{at}/retirer", reason="Nous y reviendrons.")
    assert gone.status_code == 303, gone.text
