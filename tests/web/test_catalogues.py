"""The words of the pages: every English message has one French translation."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from flask import Flask, render_template_string
from flask_babel import Babel, force_locale, gettext, ngettext

import web
from web.translations.catalogues import (
    FRENCH_FOLDER,
    install,
    merged,
    messages_of_rooms,
)

WEB: Final = Path(next(iter(web.__path__)))
METHODS: Final = [("**.py", "python"), ("**.html", "jinja2"), ("**.j2", "jinja2")]
KEYWORDS: Final = {
    **DEFAULT_KEYWORDS,
    "lazy_gettext": None,
    "lazy_ngettext": (1, 2),
    "lazy_pgettext": ((1, "c"), 2),
}
PLACEHOLDER: Final = re.compile(r"%(?:%|\((\w+)\)[a-z]|[a-z])")
# A plain space that should not break the line, or a typewriter's apostrophe.
CARELESS: Final = re.compile(r" [:;?!»]|« |\w'\w")

Key = tuple[str, str | None]


def test_every_message_has_a_french_translation() -> None:
    """A message read by people is translated by the room that says it."""
    french = {key_of(message): texts_of(message) for _, message in translations()}
    missing = [
        f"{place}: {key[0]!r}"
        for key, place in messages_in_use().items()
        if key not in french or not all(french[key])
    ]
    assert not missing, "\n".join(missing)


def test_no_translation_waits_for_a_check() -> None:
    """A fuzzy translation is a guess, and nobody reads guesses."""
    fuzzy = [
        f"{room}: {message.id!r}" for room, message in translations() if message.fuzzy
    ]
    assert not fuzzy, "\n".join(fuzzy)


def test_translations_keep_the_placeholders() -> None:
    """What a message shows of the world is shown in French too."""
    differing = [
        f"{room}: {message.id!r}"
        for room, message in translations()
        if not keeps_placeholders(message)
    ]
    assert not differing, "\n".join(differing)


def test_no_message_is_translated_in_two_ways() -> None:
    """One English message has one French translation, whoever says it."""
    ways: defaultdict[Key, set[tuple[str, ...]]] = defaultdict(set)
    for _, message in translations():
        ways[key_of(message)].add(texts_of(message))
    assert [key for key, found in ways.items() if len(found) > 1] == []


def test_french_punctuation_wears_its_spaces() -> None:
    """Spaces before high punctuation do not break, and apostrophes curl."""
    careless = [
        f"{room}: {text!r}"
        for room, message in translations()
        for text in texts_of(message)
        if CARELESS.search(text)
    ]
    assert not careless, "\n".join(careless)


def test_pages_speak_the_readers_language(app: Flask) -> None:
    """French pages read every room's words, English pages the messages themselves."""
    with app.test_request_context():
        with force_locale("fr"):
            assert gettext("Skip to content") == "Aller au contenu"
            assert ngettext("hour", "hours", 1) == "heure"
            assert ngettext("hour", "hours", 0) == "heure"
            assert ngettext("hour", "hours", 2) == "heures"
            assert render_template_string("{{ _('Back') }}") == "Retour"
        with force_locale("en"):
            assert gettext("Skip to content") == "Skip to content"
            assert ngettext("hour", "hours", 0) == "hours"


def test_rooms_that_disagree_are_refused(tmp_path: Path) -> None:
    """Two rooms with two translations of one message stop the start, and are named."""
    for room, french in (("a", "Envoyer"), ("b", "Expédier")):
        (tmp_path / f"{room}.po").write_text(
            f'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
            f'msgid "Send"\nmsgstr "{french}"\n',
            encoding="utf-8",
        )
    with pytest.raises(AssertionError, match=r"b: 'Send'"):
        merged(tmp_path)


@pytest.fixture
def app() -> Flask:
    app = Flask("pages")
    install(Babel(app))
    return app


def translations() -> Iterator[tuple[str, Message]]:
    return messages_of_rooms(FRENCH_FOLDER)


def messages_in_use() -> dict[Key, str]:
    found = extract_from_dir(
        WEB,
        METHODS,
        {"**": {"silent": "false", "encoding": "utf-8"}},
        keywords=KEYWORDS,
    )
    return {
        (identifier if isinstance(identifier, str) else identifier[0], context): (
            f"{name}:{line}"
        )
        for name, line, identifier, _, context in found
        if identifier
    }


def key_of(message: Message) -> Key:
    return ids_of(message)[0], message.context


def ids_of(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def texts_of(message: Message) -> tuple[str, ...]:
    texts = message.string
    return (
        (texts,)
        if isinstance(texts, str)
        else tuple(text or "" for text in texts or ())
    )


def keeps_placeholders(message: Message) -> bool:
    expected = [placeholders(text) for text in ids_of(message)]
    return all(placeholders(text) in expected for text in texts_of(message))


def placeholders(text: str) -> list[str]:
    return sorted(match.group() for match in PLACEHOLDER.finditer(text))
