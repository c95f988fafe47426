"""Proposals: drafted, published, amended, objected to and talked about by programs."""

from typing import Any, Final

from tests.web.api.writes.programs import Program, Programs, problem_of, said_in

DRAFT: Final = {"title": "Ouvrir le soir", "text": "Le jardin ouvre plus tard ?"}
WORDED: Final[dict[str, Any]] = {
    "subject": {"kind": "orientation"},
    "title": "Ouvrir le jardin le soir",
    "text": "Le jardin ouvre jusqu’à vingt-deux heures.",
    "summary": "Le jardin ouvre plus tard.",
}
PUBLISHED: Final = {**WORDED, "bearing": "commitment"}


def on_the_table(who: Program) -> str:
    """Draft a proposal and publish it; return where it is."""
    at = f"/proposals/{who.made('/proposals', DRAFT)}"
    answer = who.post(f"{at}/publication", PUBLISHED)
    assert answer.status_code == 200, answer.text
    return at


def done(who: Program, path: str, body: object = None) -> None:
    """Let a program do something that is taken."""
    answer = who.post(path, body)
    assert answer.status_code == 200, (path, answer.text)


def test_a_proposal_is_talked_about(programs: Programs) -> None:
    """Questions and advice get their answer, whoever asked; updates tell the rest."""
    at = on_the_table(programs.asso)
    asked = programs.city.made(f"{at}/questions", {"question": "Qui ferme ?"})
    done(programs.asso, f"/proposal_questions/{asked}/answer", {"answer": "La ville."})
    advised = programs.city.made(f"{at}/advice", {"text": "Prévoir des lampes."})
    done(programs.asso, f"/advice/{advised}/answer", {"answer": "Elles sont prévues."})
    programs.lab.made(f"{at}/reactions", {"text": "Très bien."})
    done(programs.asso, f"{at}/updates", {"text": "Les lampes sont commandées."})
    again = programs.asso.post(f"/advice/{advised}/answer", {"answer": "Encore."})
    assert problem_of(again)["code"] == "UnknownAdvice"


def test_an_amendment_and_an_objection_go_their_way(programs: Programs) -> None:
    """The board qualifies, the author amends, whoever objected finds it integrated."""
    at = on_the_table(programs.asso)
    worse = {"text_version": 1, "text": "Jusqu’à l’aube.", "reason": "Plus long."}
    vain = programs.city.made(f"{at}/amendments", worse)
    done(programs.asso, f"/amendments/{vain}/refusal", {"reason": "Trop de bruit."})
    harm = {"harm": "Le bruit empêche de dormir."}
    objected = f"/objections/{programs.city.made(f'{at}/objections', harm)}"
    found = {"is_objection": False, "reasons": "C’est une préférence."}
    done(programs.board, f"{objected}/qualifications", found)
    done(programs.city, f"{objected}/contests", {"reasons": "Le bruit est un tort."})
    earlier = {"text_version": 1, "text": "Jusqu’à vingt heures.", "reason": "Calme."}
    amended = programs.city.made(f"{at}/amendments", earlier)
    body = {**WORDED, "text_version": 1, "text": "Jusqu’à vingt heures."}
    done(programs.asso, f"/amendments/{amended}/acceptance", body)
    done(programs.city, f"{objected}/integration", {"amendment_id": amended})
    settled = programs.city.post(f"{objected}/withdrawal")
    assert problem_of(settled)["code"] == "ObjectionIsSettled"


def test_a_text_is_reworded_from_the_version_that_was_read(programs: Programs) -> None:
    """Of two who reword the same version, the second is told to read again."""
    at = on_the_table(programs.asso)
    body = {**WORDED, "text_version": 1, "summary": "Le soir aussi."}
    done(programs.asso, f"{at}/versions", body)
    rival = programs.asso.post(f"{at}/versions", {**body, "summary": "La nuit aussi."})
    assert problem_of(rival)["code"] == "NotTheNextVersion"
    done(programs.asso, f"{at}/withdrawal", {"reason": "Nous y reviendrons."})
    late = programs.city.post(f"{at}/reactions", {"text": "Dommage."})
    assert problem_of(late)["code"] == "ProposalIsWithdrawn"


def test_a_charter_is_proposed_article_by_article(programs: Programs) -> None:
    """Its words are kept apart from the register, as all the others."""
    at = f"/proposals/{programs.asso.made('/proposals', DRAFT)}"
    article = {"number": 1, "title": "L’accès", "text": "Le jardin est à tous."}
    asked = {**PUBLISHED, "subject": {"kind": "charter", "articles": [article]}}
    done(programs.asso, f"{at}/publication", asked)


def test_what_is_wrong_is_told_beside_its_field(programs: Programs) -> None:
    """A subject that cannot be read is said so in the words of the reader."""
    at = f"/proposals/{programs.asso.made('/proposals', DRAFT)}"
    asked = {**PUBLISHED, "subject": {"kind": "war"}, "bodies": ["x"]}
    told = said_in(programs.asso.post(f"{at}/publication", asked))
    assert told.keys() == {"#/subject", "#/bodies"}
    assert "la proposition" in told["#/subject"]


def test_only_those_who_may_do_it(programs: Programs) -> None:
    """Its author rewords it, and nobody qualifies but for the commons."""
    at = on_the_table(programs.asso)
    body = {**WORDED, "text_version": 1}
    stranger = programs.city.post(f"{at}/versions", body)
    assert problem_of(stranger)["code"] == "NotYourProposal"
    nowhere = programs.city.post("/advice/nowhere/answer", {"answer": "Oui."})
    assert nowhere.status_code == 404
    harm = programs.city.made(f"{at}/objections", {"harm": "Le bruit."})
    found = {"is_objection": True, "reasons": "Le bruit nuit."}
    refused = programs.city.post(f"/objections/{harm}/qualifications", found)
    assert problem_of(refused)["code"] == "NotAllowed"
