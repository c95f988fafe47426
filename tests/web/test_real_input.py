"""Real input: the bodies of published grants enter as partners by the form."""

from pathlib import Path

import pytest

from projections.membership.partners import partners
from tests.published import bodies_of_antibes, bodies_of_dilcrah
from tests.web.running import Person, Running, running_commun


def test_published_bodies_enter_with_their_own_number_or_a_reason(
    tmp_path: Path,
) -> None:
    """A body with a right number enters; one with a wrong number is refused whole."""
    with running_commun(tmp_path) as running:
        host = running.found()
        for number, (name, official) in enumerate(bodies_of_antibes()):
            enter(running, host, number, name, official)
        listed = running.visitor().get("/fr/partenaires")
        assert listed.text.count("Antibes") >= 25
        before = running.wiring.store.head().position
        for number, (name, official) in enumerate(bodies_of_dilcrah()):
            answer = running.invite(
                host,
                f"dilcrah{number}@exemple.test",
                name=name,
                short_name=name[:18],
                siret=official,
            )
            assert answer.status_code == 422
            assert "Ce numéro n’est pas juste" in answer.get_data(as_text=True)
        assert running.wiring.store.head().position == before


def enter(
    running: Running, host: Person, number: int, name: str, official: str
) -> None:
    """Invite one body and let it confirm."""
    email = f"corps{number}@exemple.test"
    answer = running.invite(
        host,
        email,
        name=name,
        short_name=name[:18].strip(),
        siret=official,
        commune_code="Antibes",
    )
    assert answer.status_code == 303, answer.get_data(as_text=True)
    running.accept(email, f"Personne {number}")
    with running.wiring.views.shelf() as shelf:
        row = shelf.page(partners, publicity="public", limit=1).rows[0].row
    assert row.commune_code == "06004"
    assert official in {row.siret, row.rna}
    assert row.epci_siren


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2106000450039", "14 chiffres"),
        ("21060004500392.0", "tableur"),
        ("21060004500393", "clé"),
    ],
)
def test_a_wrong_number_is_told_from_a_right_one(
    tmp_path: Path, typed: str, said: str
) -> None:
    """What a spreadsheet does to a number is named, with its repair."""
    with running_commun(tmp_path) as running:
        host = running.found()
        answer = running.invite(host, "x@exemple.test", siret=typed)
        text = answer.get_data(as_text=True)
        assert answer.status_code == 422
        assert said in text


def test_a_merged_commune_names_its_successor(tmp_path: Path) -> None:
    """The code of a commune that merged is refused with the one to take instead."""
    with running_commun(tmp_path) as running:
        host = running.found()
        answer = running.invite(
            host,
            "y@exemple.test",
            no_identifier_reason="aucun",
            commune_code="01091",
        )
        assert answer.status_code == 422
        assert "Cette commune a fusionné" in answer.get_data(as_text=True)
