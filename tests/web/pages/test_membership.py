"""Pages of membership: from the founding to a partner that leaves, as people do it."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.running import FOUNDER, Person, Running, running_commun


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """Run a commons that Nadia has founded."""
    with running_commun(tmp_path) as opened:
        opened.found()
        yield opened


@pytest.fixture
def board(running: Running) -> Person:
    """Sign Nadia in, who is on the board."""
    return running.sign_in(FOUNDER)


def join(running: Running, board: Person, name: str, email: str) -> Person:
    """Invite a body and let its person accept."""
    answer = running.invite(board, email, name=name, no_identifier_reason="aucun")
    assert answer.status_code == 303
    return running.accept(email, f"Personne de {name}")


def partner_id_of(running: Running, name: str) -> str:
    """Return the identifier behind a name in the public list."""
    text = running.visitor().get("/fr/partenaires").text
    found = re.search(rf'partenaires/([^"?]+)[^>]*><bdi>{name}</bdi>', text)
    assert found is not None, text
    return found.group(1)


def test_a_prospect_is_not_published_before_it_accepts(
    running: Running, board: Person
) -> None:
    """An invitation shows nowhere in public; its acceptance does."""
    running.invite(board, "a@b.test", name="Les Aulnes", no_identifier_reason="aucun")
    assert "Les Aulnes" not in running.visitor().get("/fr/partenaires").text
    running.accept("a@b.test", "Ana")
    assert "Les Aulnes" in running.visitor().get("/fr/partenaires").text


def test_an_invitation_can_be_declined(running: Running, board: Person) -> None:
    """Declining is one form, and nothing is published."""
    running.invite(board, "a@b.test", name="Les Aulnes", no_identifier_reason="aucun")
    link = re.search(r"https?://\S+/invitation/\S+", running.last_letter("a@b.test"))
    assert link is not None
    person = running.visitor()
    person.post(re.sub(r"^https?://[^/]+", "", link.group()))
    target = re.search(r'href="([^"]+/decliner)"', person.get("/fr/bienvenue").text)
    assert target is not None
    answer = person.post(target.group(1), reason="Pas cette année")
    assert answer.status_code == 303
    assert "Les Aulnes" not in running.visitor().get("/fr/partenaires").text


def test_a_partner_presents_itself(running: Running, board: Person) -> None:
    """Interests, capacities and another name are public at once."""
    person = join(running, board, "Les Aulnes", "a@b.test")
    at = "/fr/espace/presentation"
    assert person.post(f"{at}/attente", interest="Partager").status_code == 303
    capacity = {"measure": "population", "amount": "1 250", "source": "INSEE"}
    assert person.post(f"{at}/capacite", **capacity, vintage="2023").status_code == 303
    assert person.post(f"{at}/nom", name="Aulnes", short_name="Au").status_code == 303
    page = running.visitor().get(f"/fr/partenaires/{partner_id_of(running, 'Aulnes')}")
    assert "Partager" in page.text
    assert "1\u202f250" in page.text
    assert "a changé de nom" in page.text


@pytest.mark.parametrize(
    ("amount", "vintage"), [("0", "2023"), ("-4", "2023"), ("1e9", "2023"), ("5", "23")]
)
def test_a_wrong_capacity_is_named(
    running: Running, board: Person, amount: str, vintage: str
) -> None:
    """The field is named, what was typed is kept, and nothing is recorded."""
    before = running.wiring.store.head().position
    answer = board.post(
        "/fr/espace/presentation/capacite",
        measure="population",
        amount=amount,
        vintage=vintage,
        source="INSEE",
    )
    assert answer.status_code == 422
    assert f'value="{amount}"' in answer.get_data(as_text=True)
    assert running.wiring.store.head().position == before


def test_a_suspended_partner_acts_again_once_resumed(
    running: Running, board: Person
) -> None:
    """Its people lose their space meanwhile, and find it again."""
    person = join(running, board, "Les Aulnes", "a@b.test")
    at = f"/fr/bureau/partenaires/{partner_id_of(running, 'Les Aulnes')}"
    assert board.post(f"{at}/suspendre", reason="Sans nouvelles").status_code == 303
    running.settle()
    answer = person.post("/fr/espace/presentation/attente", interest="Partager")
    assert answer.status_code == 403
    assert board.post(f"{at}/reprendre").status_code == 303
    running.settle()
    answer = person.post("/fr/espace/presentation/attente", interest="Partager")
    assert answer.status_code == 303


def test_a_partner_leaves_or_merges_and_stays_in_the_list(
    running: Running, board: Person
) -> None:
    """What a partner did is not lost when it goes."""
    join(running, board, "Les Aulnes", "a@b.test")
    join(running, board, "Le Val", "v@b.test")
    leaving, staying = (partner_id_of(running, n) for n in ("Les Aulnes", "Le Val"))
    day = {"on-day": "1", "on-month": "11", "on-year": "2026"}
    at = f"/fr/bureau/partenaires/{leaving}"
    answer = board.post(f"{at}/fusionner", successor_id=staying, **day)
    assert answer.status_code == 303, answer.get_data(as_text=True)
    page = running.visitor().get(f"/fr/partenaires/{leaving}")
    assert "Fusionné" in page.text
    assert "Le Val" in page.text


def test_representation_is_handed_over(running: Running, board: Person) -> None:
    """The successor follows a link and finds the space; the one before has none."""
    person = join(running, board, "Les Aulnes", "a@b.test")
    answer = person.post("/fr/espace/equipe/passer-la-main", email="next@b.test")
    assert answer.status_code == 303, answer.get_data(as_text=True)
    running.settle()
    link = re.search(r"https?://\S+/invitation/\S+", running.last_letter("next@b.test"))
    assert link is not None
    successor = running.visitor()
    successor.post(re.sub(r"^https?://[^/]+", "", link.group()))
    assert "Les Aulnes" in successor.get("/fr/espace").text
    answer = person.post("/fr/espace/presentation/attente", interest="Partager")
    assert answer.status_code == 403


def test_the_last_representative_cannot_be_withdrawn(board: Person) -> None:
    """Someone must answer for a partner: hand over instead."""
    shown = board.get("/fr/espace/equipe").text
    assert "Retirer" not in shown


def test_a_person_is_designated_until_a_day(running: Running, board: Person) -> None:
    """They are sent a link, and the team's page shows their last day."""
    answer = board.post(
        "/fr/espace/equipe/designer",
        email="colleague@b.test",
        capacity="contributor",
        designation="decision_of_head",
        **{"ends_on-day": "20", "ends_on-month": "1", "ends_on-year": "2031"},
    )
    assert answer.status_code == 303, answer.get_data(as_text=True)
    assert "invitation" in running.last_letter("colleague@b.test")
    shown = board.get("/fr/espace/equipe").text.replace("\u00a0", " ")
    assert "20 janvier 2031" in shown


def test_people_read_what_they_wrote_before_the_views_have_caught_up(
    tmp_path: Path,
) -> None:
    """The page after a form waits for what the form recorded, whoever reads it."""
    with running_commun(tmp_path) as opened:
        opened.found()
        board = opened.sign_in(FOUNDER)
        answer = board.post(
            "/fr/espace/presentation/nom", name="Aulnes", short_name="A"
        )
        catching_up = threading.Timer(0.5, opened.settle)
        catching_up.start()
        page = board.client.get(answer.headers["Location"])
        catching_up.join()
        assert "Aulnes" in page.get_data(as_text=True)


def test_one_person_answers_for_two_bodies(running: Running, board: Person) -> None:
    """A second invitation to the same address finds the same person."""
    join(running, board, "Les Aulnes", "a@b.test")
    person = join(running, board, "Le Val", "a@b.test")
    shown = person.get("/fr/espace").text
    assert "Les Aulnes" in shown
    assert "Le Val" in shown
