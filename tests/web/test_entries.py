"""Entries: every fact, every view and every rule has its words, in both languages."""

from flask import Flask
from flask_babel import Babel, force_locale

from ledger.deciders import FACTS
from projections.anomalies import Anomaly
from projections.commons.histories import LAYOUTS
from projections.registry import VIEWS
from web.texts.anomalies import RULES, noticed
from web.texts.entries import ACTIONS, OTHERS
from web.texts.views import VIEW_NAMES
from web.translations import catalogues

TOLD = {
    "by": "90",
    "day": "2026-06-30",
    "count": "30",
    "quantity": "2000",
    "unit": "hour",
    "days": "91",
}


def test_every_fact_is_called_something() -> None:
    """In the list of actions, once each; and each has a sentence of its own."""
    assert set(ACTIONS) == set(FACTS)
    assert set(FACTS) == set(LAYOUTS) | set(OTHERS)


def test_every_view_is_called_something() -> None:
    """Whoever compares two dates knows what differs."""
    assert set(VIEW_NAMES) == {view.name for view in VIEWS}


def test_no_two_actions_are_called_the_same() -> None:
    """Or a filter by name would mean both."""
    app = Flask(__name__)
    catalogues.install(Babel(app, default_locale="fr"))
    with app.test_request_context():
        for language in ("fr", "en"):
            with force_locale(language):
                assert len({str(label) for label in ACTIONS.values()}) == len(ACTIONS)


def test_every_rule_says_what_it_saw() -> None:
    """A rule that fires is explained, and says what it saw in both languages."""
    app = Flask(__name__)
    catalogues.install(Babel(app, default_locale="fr"))
    with app.test_request_context():
        for name, rule in RULES.items():
            said: dict[str, str] = {}
            for language in ("fr", "en"):
                with force_locale(language):
                    assert str(rule.why).endswith(".")
                    said[language] = noticed(Anomaly(name, 12, 3, TOLD))
            if name != "unknown_mandate":
                assert said["fr"] != said["en"], name
