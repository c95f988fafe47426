"""A form sent twice, in two tabs, with other answers, or begun from another one."""

from tests.web.pages.space.town import (
    NEW,
    Hidden,
    Town,
    describe,
    errors_of,
    fill,
    key_in,
    text_of,
    to_check,
)


def test_a_form_sent_twice_is_recorded_once(town: Town) -> None:
    """A double click is one contribution, and says so kindly."""
    check = to_check(town.asso, {"title": "Double clic"})
    before = town.head()
    first = fill(town.asso, check)
    second = fill(town.asso, check)
    assert first.location.split("?")[0] == second.location.split("?")[0]
    assert town.head() == before + 1
    assert "Déjà enregistré" in town.asso.get(second.location).text


def test_two_tabs_with_other_answers_are_told_apart(town: Town) -> None:
    """What is sent is what was looked at, or it is shown again."""
    check = to_check(town.asso, {"title": "Deux onglets"})
    stale = town.asso.get(check)
    other = check.replace("verifier", "quoi") + "&retour=verifier"
    fill(town.asso, other, nature="time", title="Autre onglet")
    before = town.head()
    answer = town.asso.client.post(
        check,
        data={name: stale.value(name) for name in ("csrf_token", "key", "seen")},
    )
    assert answer.status_code == 422
    assert "Ces réponses ont changé depuis" in errors_of(answer)[0][1]
    assert "Autre onglet" in text_of(answer)
    assert town.head() == before


def test_one_key_with_another_content_is_refused(town: Town) -> None:
    """A form that was sent cannot be sent with other answers, only begun anew."""
    check = to_check(town.asso, {"title": "Première version"})
    assert fill(town.asso, check).status_code == 303
    before = town.head()
    title = check.replace("verifier", "quoi") + "&retour=verifier"
    fill(town.asso, title, nature="time", title="Deuxième version")
    answer = fill(town.asso, check)
    assert answer.status_code == 422
    assert "avec un autre contenu" in errors_of(answer)[0][1]
    assert town.head() == before
    page = town.asso.get(check)
    copied = town.asso.client.post(
        f"{NEW}/reprendre",
        data={"csrf_token": page.value("csrf_token"), "from": key_in(check)},
    )
    assert copied.status_code == 303
    assert fill(town.asso, copied.location).status_code == 303
    assert town.head() == before + 1


def test_duplicating_asks_the_days_anew(town: Town) -> None:
    """A copy starts with everything but the days and the files."""
    name = town.record(town.asso, {"title": "Chaque mois"}, quantity="3")
    page = town.asso.get(f"/fr/espace/contributions/{name}")
    answer = town.asso.client.post(
        f"/fr/espace/contributions/{name}/dupliquer",
        data={"csrf_token": page.value("csrf_token"), "key": page.value("key")},
    )
    assert answer.status_code == 303
    form = town.asso.get(answer.location)
    assert form.value("quantity") == "3"
    assert form.value("started_on-day") == ""
    last = town.asso.client.post(
        "/fr/espace/contributions/dupliquer-la-derniere",
        data={"csrf_token": page.value("csrf_token"), "key": "another-key"},
    )
    assert town.asso.get(last.location).value("quantity") == "3"


def test_a_draft_thrown_away_is_gone(town: Town) -> None:
    """It leaves the list, and its address leads nowhere."""
    second = describe(town.asso, {"title": "À jeter"}).location
    page = town.asso.get(second)
    gone = town.asso.client.post(f"{NEW}/abandonner", data=Hidden(page.text).values)
    assert gone.status_code == 303
    assert "À jeter" not in town.asso.get("/fr/espace").text
    assert town.asso.client.get(second).status_code == 303
