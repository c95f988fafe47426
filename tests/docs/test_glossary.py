"""Glossary: one word per thing, on the pages as in the list."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from web.translations.catalogues import FRENCH_FOLDER, messages_of_rooms

ROOT: Final = Path(__file__).parents[2]
GLOSSARY: Final = ROOT / "docs" / "glossary.md"
TEMPLATES: Final = ROOT / "web" / "templates"
MARKUP: Final = re.compile(r"{[{%#].*?[}%#]}|<[^>]*>", re.DOTALL)
HAS_ANOTHER_SENSE: Final = {
    "proposition": "a proposal is one; an offer is none",
    "reçu": "the participle of recevoir is not a receipt",
    "revue": "a page is seen again (revue) at a day",
}


def avoided() -> Iterator[str]:
    """Yield the words of the glossary's last column, without their explanations."""
    for row in GLOSSARY.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        if len(cells) != 3 or cells[2] == "avoid" or not cells[2].strip("- "):
            continue
        plain = re.sub(r"\([^)]*\)", "", cells[2])
        yield from (word.strip(' "«»') for word in plain.split(","))


def forms(word: str) -> re.Pattern[str]:
    """Match the word where it stands alone, in its usual forms."""
    stem = word.removesuffix("er")
    form = rf"{stem}(?:er|e|ez|ée?s?)" if stem != word else f"{word}s?"
    return re.compile(rf"(?<![\w-]){form}(?![\w-])", re.IGNORECASE)


FORBIDDEN: Final = {
    word: forms(word) for word in avoided() if word not in HAS_ANOTHER_SENSE
}


def test_the_list_is_read() -> None:
    """Words that say something else are found, and only real ones are excused."""
    assert {"attester", "procuration", "récusation", "supprimer"} <= set(FORBIDDEN)
    assert not set(HAS_ANOTHER_SENSE) - set(avoided())


@pytest.mark.parametrize(
    ("word", "text"),
    [
        ("attester", "Il faut attester cette contribution."),
        ("valider", "Contributions validées"),
        ("procuration", "Deux procurations, au plus."),
    ],
)
def test_a_word_is_known_in_its_forms(word: str, text: str) -> None:
    """Plural, participle and capital do not hide it."""
    assert FORBIDDEN[word].search(text)


@pytest.mark.parametrize(
    ("word", "text"),
    [("issue", "des tissues"), ("care", "Carex"), ("mandat", "mandataire")],
)
def test_a_word_within_another_is_another(word: str, text: str) -> None:
    """Only whole words are looked at."""
    assert not FORBIDDEN[word].search(text)


def test_no_translation_uses_an_avoided_word() -> None:
    """What people read in French has the glossary's words."""
    for room, message in messages_of_rooms(FRENCH_FOLDER):
        said = message.string
        for text in (said,) if isinstance(said, str) else said or ():
            for word, pattern in FORBIDDEN.items():
                assert not pattern.search(text), f"{room}.po: «{word}» in {text!r}"


def test_no_template_uses_an_avoided_word() -> None:
    """Nor does what stands in a page untranslated."""
    for path in sorted(TEMPLATES.rglob("*.*")):
        text = MARKUP.sub(" ", path.read_text("utf-8"))
        for word, pattern in FORBIDDEN.items():
            assert not pattern.search(text), f"{path.name}: «{word}»"
