"""Confirming many at once."""

from typing import Any

from werkzeug.test import TestResponse

from projections.commons.contributions import Status
from tests.web.pages.space.test_acting import row_of
from tests.web.pages.space.town import Hidden, Town, errors_of, text_of

PATH = "/fr/espace/contributions/a-confirmer"


def send(town: Town, data: dict[str, Any]) -> TestResponse:
    answer = town.city.client.post(PATH, data=data)
    town.running.settle()
    return answer


def test_what_is_ticked_is_confirmed_one_by_one(town: Town) -> None:
    """A batch is as many facts; sent again, it is still the same ones."""
    names = [town.record(town.asso, {"title": f"Lot {n}"}) for n in range(3)]
    page = town.city.get(PATH)
    assert all(name in page.text for name in names)
    before = town.head()
    data = {**Hidden(page.text).values, "contribution": names}
    answer = send(town, data)
    assert answer.status_code == 303
    assert town.head() == before + 3
    after = town.city.get(answer.location).text
    assert "3 contributions sont confirmées." in after
    assert all(f'value="{name}"' not in after for name in names)
    again = send(town, data)
    assert town.head() == before + 3
    assert "Déjà enregistré" in town.city.get(again.location).text


def test_what_is_refused_is_told_beside_it(town: Town) -> None:
    """The others are confirmed; the refused stay ticked, each with its reason."""
    good, bad = town.record(town.asso), town.record(town.asso)
    page = town.city.get(PATH)
    town.act(town.asso, f"{bad}/retirer", reason="Saisie deux fois.")
    answer = send(
        town, {**Hidden(page.text).values, "contribution": [good, bad, "nowhere"]}
    )
    assert answer.status_code == 422
    text = text_of(answer)
    assert "1 contribution est confirmée." in text
    assert "2 contributions n’ont pas été confirmées" in errors_of(answer)[0][1]
    assert "Cette contribution a été retirée" in text
    assert row_of(town, good).status is Status.CONFIRMED


def test_own_contributions_are_not_offered_and_refused(town: Town) -> None:
    """Nobody confirms their own, in a batch either."""
    own, _other = town.record(town.city), town.record(town.asso)
    page = town.city.get(PATH)
    assert own not in page.text
    before = town.head()
    answer = send(town, {**Hidden(page.text).values, "contribution": [own]})
    assert answer.status_code == 422
    assert "Un autre partenaire doit le faire" in text_of(answer)
    assert town.head() == before


def test_nothing_ticked_is_told(town: Town) -> None:
    """An empty batch asks to tick something; one of 101 is too long."""
    town.record(town.asso)
    page = town.city.get(PATH)
    data = Hidden(page.text).values
    answer = send(town, data)
    assert answer.status_code == 422
    anchor, message = errors_of(answer)[0]
    assert message == "Cochez au moins une contribution"
    assert f'id="{anchor}"' in text_of(answer)
    many = [f"name{number}" for number in range(101)]
    answer = send(town, data | {"contribution": many})
    assert "cent contributions au plus" in errors_of(answer)[0][1]
