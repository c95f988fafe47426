"""Bad input at the door of membership: named beside its field, kept, not recorded."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.running import Running, running_commun


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """Run a founded commons."""
    with running_commun(tmp_path) as opened:
        opened.found()
        yield opened


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("siret", "2106000450039", "14 chiffres"),
        ("siret", "21060004500392.0", "tableur"),
        ("siret", "21060004500393", "clé"),
        ("siret", "21060004600391", "9 premiers chiffres"),
        ("siret", "35600000000017", "La Poste"),
        ("siret", "22040000000000", "arrondi"),
        ("commune_code", "01091", "Valserhône (01033)"),
        ("commune_code", "Nulleville-sur-Rien", "Aucune commune"),
        ("email", "pas une adresse", "adresse électronique entière"),
        ("short_name", "beaucoup trop long pour un tableau", "18 signes"),
    ],
)
def test_what_is_wrong_is_named_and_kept(
    running: Running, field: str, typed: str, said: str
) -> None:
    """The message names the remedy, the answer stays, and no fact is recorded."""
    host = running.sign_in("nadia@lab.test")
    before = running.wiring.store.head().position
    answers = {"email": "x@exemple.test", "no_identifier_reason": "aucun", field: typed}
    answer = running.invite(host, answers.pop("email"), **answers)
    text = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert said in text
    assert f'value="{typed}"' in text
    assert "<title>Erreur" in text
    assert running.wiring.store.head().position == before


def test_spaces_in_a_number_do_not_matter(running: Running) -> None:
    """A number is read as people write it."""
    host = running.sign_in("nadia@lab.test")
    answer = running.invite(host, "x@exemple.test", siret="210 600 045 00392")
    assert answer.status_code == 303
