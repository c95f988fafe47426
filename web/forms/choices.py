"""Choices: the words of the field as the answers of a question."""

from collections.abc import Iterable

from web.forms.field import Choice
from web.texts.words_of_the_field import Words


def choices(
    words: Words, names: Iterable[str] | None = None, hints: Words | None = None
) -> tuple[Choice, ...]:
    """Return the words as the answers of a question, in the order of ``names``."""
    hinted = hints or {}
    return tuple(
        Choice(value=str(name), label=words[name], hint=hinted.get(name))
        for name in (words if names is None else names)
    )
