"""Workings: how a vote came to its outcome, told line by line in both languages."""

import re
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

import pytest
from flask import Flask
from flask_babel import Babel, force_locale

from ledger.governance.rules.choices import CHOICES
from ledger.governance.rules.decision_rule import DecisionRule, Method, Quorum
from ledger.governance.voting.outcomes import Outcome
from ledger.governance.voting.working import Number, Says, Step, step
from tests.ballots import in_the_room
from web.texts.workings import (
    ANSWERS,
    OUTCOMES,
    SENTENCES,
    exact,
    working_line,
    working_lines,
)
from web.translations.catalogues import install

FIXED: Final = "\N{NO-BREAK SPACE}"
VALUE: Final = re.compile(r"%\((\w+)\)s")


@contextmanager
def reading(language: str) -> Generator[None]:
    app = Flask(__name__)
    install(Babel(app, default_locale="fr"))
    with app.test_request_context(), force_locale(language):
        yield


@pytest.mark.parametrize("says", Says)
def test_every_step_says_something_in_both_languages(says: Says) -> None:
    """With the same values in each, and no two the same."""
    with reading("en"):
        english = str(SENTENCES[says])
    with reading("fr"):
        french = str(SENTENCES[says])
    assert english != french
    assert set(VALUE.findall(english)) == set(VALUE.findall(french))


@pytest.mark.parametrize("says", Says)
def test_a_step_is_told_with_its_numbers(says: Says) -> None:
    """Nothing is left of how a sentence is put together."""
    with reading("en"):
        names = set(VALUE.findall(str(SENTENCES[says]))) - {"bound", "answers"}
        numbers = tuple(Number(name, "2/3") for name in sorted(names))
        extra = (Number("strict", "1"), Number("for", "3"))
        line = working_line(Step(says=says, numbers=(*numbers, *extra)), {}, {})
    assert "%" not in line
    assert line.endswith(".")


def test_every_answer_and_every_outcome_has_its_words() -> None:
    """Those of each method; options of a vote are its own."""
    assert {choice for one in CHOICES.values() for choice in one} == set(ANSWERS)
    assert set(OUTCOMES) == set(Outcome)


def test_a_vote_of_a_room_is_told_whole() -> None:
    """As the working example of a council: more than half of 19 is 10."""
    rule = DecisionRule(method=Method.FOR_AGAINST, quorum=Quorum())
    result = in_the_room(
        rule, 21, present=12, represented=3, recused=2, pour=9, contre=4, abstention=2
    )
    with reading("fr"):
        lines = working_lines(result.working)
    assert lines == [
        f"Désignations appelées à voter{FIXED}: 21.",
        f"Déportées{FIXED}: 2. Restent 19 désignations appelées à voter.",
        f"Présents{FIXED}: 12. Représentés{FIXED}: 3.",
        f"Le quorum est de plus de 1/2 de 19{FIXED}: 10.",
        f"Comptent pour le quorum{FIXED}: 15, il en faut 10. Le quorum est atteint.",
        f"Réponses{FIXED}: Pour 9, Contre 4, Abstention 2, Blanc 0.",
        "Au total, 9 pour et 4 contre, sur 13.",
        "La majorité est de plus de 1/2 de 13, soit 13/2.",
        "Avec 9 pour, la majorité est atteinte.",
    ]


def test_colleges_and_options_go_by_their_names() -> None:
    """And by what they are called where nobody named them."""
    told = step(Says.TOOK_PART, college="labs", present=2, represented=0)
    chosen = step(Says.RETAINED, option="bridge")
    with reading("en"):
        named = working_line(told, {"labs": "The labs"}, {})
        assert named == "In “The labs”: Present: 2. Represented: 0."
        assert working_line(chosen, {}, {"bridge": "The bridge"}) == (
            "Chosen: The bridge."
        )
        assert working_line(chosen, {}, {}) == "Chosen: bridge."
        tied = step(Says.TIED, options=3, seats=2)
        assert working_line(tied, {}, {}) == "3 options are equal, for 2 places."


def test_numbers_stay_exact() -> None:
    """A third is no decimal number."""
    with reading("en"):
        assert exact("1/3") == "1/3"
        assert exact("12") == "12"
