"""Texts that are gone: withdrawn on a ground, or missing without one."""

from pathlib import Path

from tests.web.pages.audit.sealed import begin_sealing
from tests.web.pages.audit.test_entry import position_of
from tests.web.running import FOUNDER, Person, running_commun
from tests.web.tree import faults, tree

NAME = "Bureau des Rivages"


def invited(board: Person) -> None:
    board.running.invite(
        board,
        "a@b.test",
        name=NAME,
        short_name="Rivages",
        no_identifier_reason="pas encore",
    )
    board.running.accept("a@b.test", "Ana")


def test_a_withdrawn_text_says_on_what_ground_it_went(tmp_path: Path) -> None:
    """And the entry that is that ground is one step away; the proof still holds."""
    with running_commun(tmp_path) as running:
        running.found()
        house = begin_sealing(running)
        board = running.sign_in(FOUNDER)
        invited(board)
        ana = running.sign_in("a@b.test")
        answer = ana.post(
            "/fr/espace/presentation/attente", interest="Retrouver nos rivages."
        )
        assert answer.status_code == 303, answer.text
        stated = position_of(house, "InterestStated")
        assert "nos rivages" in house.page(f"/fr/audit/registre/{stated}").text
        form = f"/fr/espace/textes/{stated}"
        shown = tree(ana.get(form).text)
        which = shown.all("input", name="words")[0].attributes["value"]
        answer = ana.post(form, words=which, ground="author")
        assert answer.status_code == 303, answer.text
        house.seal()
        page = house.page(f"/fr/audit/registre/{stated}")
        assert faults(tree(page.text), "fr") == []
        assert "nos rivages" not in page.text
        assert "Retiré" in page.text
        withdrawn = position_of(house, "WordsWithdrawn")
        assert f'href="/fr/audit/registre/{withdrawn}"' in page.text
        assert "n’a pas changé depuis" in page.text
        assert "Texte retiré" in house.page(f"/fr/audit/registre/{withdrawn}").text


def test_a_text_that_is_missing_is_an_alarm(tmp_path: Path) -> None:
    """Whoever took it out of the database recorded no ground."""
    with running_commun(tmp_path) as running:
        running.found()
        house = begin_sealing(running)
        house.seal()
        named = position_of(house, "PartnerInvited")
        running.connection.execute(
            "DELETE FROM ledger.words WHERE position = %s", (named,)
        )
        page = house.page(f"/fr/audit/registre/{named}")
        assert "aucune inscription ne dit pourquoi" in page.text
        assert faults(tree(page.text), "fr") == []
