"""What partners do about contributions: each act, once, by whom it may."""

import threading

import pytest

from projections.commons.contributions import ContributionRow, Status, contribution
from tests.web.pages.space.town import Hidden, Town, errors_of, text_of
from tests.web.running import Person
from tests.web.tree import tree


def row_of(town: Town, name: str) -> ContributionRow:
    town.running.settle()
    with town.running.wiring.views.shelf() as shelf:
        row = contribution(shelf, name)
    assert row is not None
    return row


def test_another_partner_confirms(town: Town) -> None:
    """A confirmation stands for the quantity it saw."""
    name = town.record(town.asso)
    answer = town.act(town.city, f"{name}/confirmer")
    assert answer.status_code == 303
    assert row_of(town, name).status is Status.CONFIRMED
    assert "La contribution est confirmée." in town.city.get(answer.location).text


def test_nobody_confirms_their_own(town: Town) -> None:
    """The refusal says that another partner must do it."""
    name = town.record(town.asso)
    before = town.head()
    answer = town.act(town.asso, f"{name}/confirmer")
    assert answer.status_code == 422
    assert "Un autre partenaire doit le faire" in errors_of(answer)[0][1]
    assert town.head() == before


def test_an_act_sent_twice_is_one(town: Town) -> None:
    """A double click on an act is told kindly and recorded once."""
    name = town.record(town.asso)
    path = f"/fr/espace/contributions/{name}/contester"
    page = town.city.get(path)
    data = {**Hidden(page.text).values, "reason": "Ces heures sont doubles."}
    first = town.city.client.post(path, data=data)
    before = town.head()
    second = town.city.client.post(path, data=data)
    assert (first.status_code, second.status_code) == (303, 303)
    assert town.head() == before
    assert "Déjà enregistré" in town.city.get(second.location).text
    other = town.city.client.post(path, data=data | {"reason": "Autre motif."})
    assert other.status_code == 422
    assert "avec un autre contenu" in errors_of(other)[0][1]


def test_a_question_is_answered_by_its_author(town: Town) -> None:
    """The question is a task of its author until it is answered."""
    name = town.record(town.asso, {"title": "À préciser"})
    asked = town.act(town.city, f"{name}/preciser", question="Quels jours ?")
    assert asked.status_code == 303
    space = town.asso.get("/fr/espace").text
    assert "Donner la précision demandée sur «\u00a0À préciser\u00a0»" in space
    form = town.asso.get(f"/fr/espace/contributions/{name}/repondre")
    assert "Quels jours ?" in form.text
    given = town.act(town.asso, f"{name}/repondre", answer="Le lundi.")
    assert given.status_code == 303
    assert "sur «\u00a0À préciser\u00a0»" not in town.asso.get("/fr/espace").text
    again = town.act(town.asso, f"{name}/repondre", answer="Encore.")
    assert again.status_code == 422
    assert "Aucune précision n’est demandée" in text_of(again)


def test_the_public_does_not_read_the_question(town: Town) -> None:
    """Questions and contests are between partners."""
    name = town.record(town.asso)
    town.act(town.city, f"{name}/preciser", question="Question réservée")
    public = town.running.visitor().get(f"/fr/contributions/{name}")
    assert public.status_code == 200
    assert "Question réservée" not in public.text
    assert "Question réservée" in town.lab.get(f"/fr/espace/contributions/{name}").text


def test_a_contest_is_answered_then_settled_by_a_third(town: Town) -> None:
    """Contest, answer, and a third partner that sets it aside."""
    name = town.record(town.asso, {"title": "Contestée"})
    town.act(town.city, f"{name}/contester", reason="Je n’y étais pas.")
    assert row_of(town, name).status is Status.CONTESTED
    early = town.act(
        town.lab, f"{name}/contester/trancher", settlement="set_aside", reason="Vu."
    )
    assert early.status_code == 422
    assert "15" in errors_of(early)[0][1]
    answered = town.act(town.asso, f"{name}/contester/repondre", answer="Voici.")
    assert answered.status_code == 303
    party = town.act(
        town.city, f"{name}/contester/trancher", settlement="upheld", reason="Moi."
    )
    assert party.status_code == 422
    settled = town.act(
        town.lab, f"{name}/contester/trancher", settlement="set_aside", reason="Vu."
    )
    assert settled.status_code == 303
    assert row_of(town, name).status is Status.DECLARED


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("preciser", "question"),
        ("contester", "reason"),
    ],
)
def test_a_reason_is_needed(town: Town, path: str, field: str) -> None:
    """An empty text is no reason; the page says which question is unanswered."""
    name = town.record(town.asso)
    answer = town.act(town.city, f"{name}/{path}", **{field: " "})
    assert answer.status_code == 422
    assert errors_of(answer)[0][0] == field
    long = town.act(town.city, f"{name}/{path}", **{field: "x" * 5_001})
    assert long.status_code == 422
    assert "5001" in errors_of(long)[0][1] or "5\u202f001" in errors_of(long)[0][1]


def test_its_author_withdraws_and_it_no_longer_counts(town: Town) -> None:
    """Struck from totals, kept on record."""
    name = town.record(town.city)
    answer = town.act(town.city, f"{name}/retirer", reason="Saisie deux fois.")
    assert answer.status_code == 303
    assert row_of(town, name).status is Status.WITHDRAWN
    page = town.city.get(f"/fr/espace/contributions/{name}").text
    assert "Retirée" in page
    assert f"/{name}/corriger" not in page


def test_others_do_not_withdraw_nor_correct(town: Town) -> None:
    """Only its author does."""
    name = town.record(town.city)
    answer = town.act(town.asso, f"{name}/retirer", reason="Pas la nôtre.")
    assert answer.status_code == 422
    assert "Seul le partenaire qui a enregistré" in errors_of(answer)[0][1]
    assert (
        town.asso.client.get(f"/fr/espace/contributions/{name}/corriger").status_code
        == 403
    )


def correct(who: Person, name: str, **answers: str) -> tuple[dict[str, str], str]:
    """Open the form, send it, and return the check page's hidden fields."""
    path = f"/fr/espace/contributions/{name}/corriger"
    page = who.get(path)
    data = {
        **Hidden(page.text).values,
        **{field: page.value(field) for field in ("quantity", "title", *DAYS)},
        "description": "",
        "reason": "Une faute de frappe.",
        **answers,
    }
    checked = who.client.post(path, data=data)
    assert checked.status_code == 200, checked.text
    return Hidden(checked.text).values, path


DAYS = tuple(
    f"{name}-{part}"
    for name in ("started_on", "ended_on")
    for part in ("day", "month", "year")
)


def test_a_correction_adds_the_difference(town: Town) -> None:
    """Before and after are shown, then the difference is recorded."""
    name = town.record(town.asso, quantity="10")
    fields, path = correct(town.asso, name, quantity="7,5", title="Titre corrigé")
    before = town.head()
    data = fields | {"checked": "1"}
    answer = town.asso.client.post(path, data=data)
    assert answer.status_code == 303
    row = row_of(town, name)
    assert (str(row.quantity), row.corrections) == ("7.5", 1)
    assert "Titre corrigé" in town.asso.get(answer.location).text
    again = town.asso.client.post(path, data=data)
    assert again.status_code == 303
    assert "Déjà enregistré" in town.asso.get(again.location).text
    assert town.head() == before + 1


def test_a_correction_over_a_newer_one_is_shown_again(town: Town) -> None:
    """Two colleagues correct at once: the second sees what it has become."""
    name = town.record(town.asso, quantity="10")
    first, path = correct(town.asso, name, quantity="8")
    second, _path = correct(town.asso, name, quantity="9")
    assert town.asso.client.post(path, data=first | {"checked": "1"}).status_code == 303
    town.running.settle()
    late = town.asso.client.post(path, data=second | {"checked": "1"})
    assert late.status_code == 422
    assert "Elle a été corrigée entre-temps" in errors_of(late)[0][1]
    cells = [cell.text for cell in tree(late.text).all("td")]
    assert [c for c in cells if "heures" in c] == ["10 heures", "8 heures"]
    assert str(row_of(town, name).quantity) == "8"


def test_a_correction_that_the_views_do_not_show_yet_is_seen(town: Town) -> None:
    """The ledger itself refuses what was asked of an older state."""
    name = town.record(town.asso, quantity="10")
    first, path = correct(town.asso, name, quantity="8")
    second, _path = correct(town.asso, name, quantity="9")
    assert town.asso.client.post(path, data=first | {"checked": "1"}).status_code == 303
    soon = threading.Timer(0.2, town.running.settle)
    soon.start()
    late = town.asso.client.post(path, data=second | {"checked": "1"})
    soon.join()
    assert late.status_code == 422
    assert "Elle a été corrigée entre-temps" in errors_of(late)[0][1]
    assert str(row_of(town, name).quantity) == "8"


def test_from_the_check_one_goes_back_to_change(town: Town) -> None:
    """Nothing typed is lost on the way back."""
    name = town.record(town.asso, quantity="10")
    fields, path = correct(town.asso, name, quantity="8,25")
    back = town.asso.client.post(path, data=fields | {"back": "1"})
    assert back.status_code == 200
    assert 'value="8,25"' in back.text
    assert "Une faute de frappe." in back.text


@pytest.mark.parametrize(
    ("answers", "anchor", "message"),
    [
        ({"quantity": "0"}, "quantity", "supérieure à zéro"),
        ({"quantity": "1e9"}, "quantity", "en chiffres seulement"),
        ({"ended_on-year": "2090"}, "ended_on-day", "pas encore venu"),
        ({"reason": ""}, "reason", "Pourquoi la corrigez-vous"),
        ({"title": ""}, "title", "Dites en quelques mots"),
    ],
)
def test_a_wrong_correction_is_told(
    town: Town, answers: dict[str, str], anchor: str, message: str
) -> None:
    """A correction is judged like a new contribution."""
    name = town.record(town.asso, quantity="10")
    path = f"/fr/espace/contributions/{name}/corriger"
    page = town.asso.get(path)
    data = {f: page.value(f) for f in ("quantity", "title", *DAYS)}
    before = town.head()
    answer = town.act(
        town.asso, f"{name}/corriger", **data | {"reason": "Faute."} | answers
    )
    assert answer.status_code == 422
    assert errors_of(answer)[0][0] == anchor
    assert message in errors_of(answer)[0][1]
    assert town.head() == before


def test_nothing_corrected_is_told(town: Town) -> None:
    """A correction that changes nothing is refused, in words."""
    name = town.record(town.asso, quantity="10")
    fields, path = correct(town.asso, name)
    answer = town.asso.client.post(path, data=fields | {"checked": "1"})
    assert answer.status_code == 422
    assert errors_of(answer)[0][0] == "quantity"
    assert "Rien ne changerait" in errors_of(answer)[0][1]
