"""Sentences: every fact that histories keep says something, in both languages."""

from flask import Flask
from flask_babel import Babel, force_locale

from projections.commons.histories import FACTS
from web.texts.sentences import SENTENCES
from web.translations import catalogues

VALUES = {
    "quantity": "2.5",
    "unit": "hour",
    "difference": "-1",
    "settlement": "upheld",
    "ground": "law",
    "review": "accepted",
    "cents": "1250",
    "method": "grille",
    "method_version": "1",
    "measure": "population",
    "amount": "1250",
    "vintage": "2023",
    "role": "host",
    "competence": "housing",
    "launched_on": "2026-02-02",
    "due_on": "2026-04-30",
    "reached_on": "2026-03-10",
    "closed_on": "2026-03-10",
    "outcome": "stopped",
    "plan_version": "1",
    "edition": "1.1",
    "licence": "MIT",
    "origin_edition": "1.0",
    "level": "team",
    "enforceable_on": "2026-04-01",
}
OWN = {
    "DecisionReviewed": {"review": "returned"},
    "DecisionRevisited": {"outcome": "amended"},
}
"""What facts say under a name that others use for something else."""


def test_every_fact_of_a_history_has_its_sentence() -> None:
    """Nothing that happened is silent."""
    assert {kind.__name__ for kind in FACTS} == set(SENTENCES)


def test_sentences_are_whole_in_both_languages() -> None:
    """A sentence ends, and the French one is another than the English."""
    app = Flask(__name__)
    babel = Babel(app, default_locale="fr")
    catalogues.install(babel)
    with app.test_request_context():
        for fact, told in SENTENCES.items():
            said: dict[str, str] = {}
            for language in ("fr", "en"):
                with force_locale(language):
                    said[language] = told("Brumes", VALUES | OWN.get(fact, {}))
                assert said[language].endswith("."), fact
            assert said["fr"] != said["en"], fact
