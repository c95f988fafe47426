"""Refusals: every sentence that says why not is French to French readers."""

import re
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest

import ledger
from ledger.kernel.messages import Refusal
from web.translations.catalogues import FRENCH_FOLDER, merged


def refusals() -> Iterator[type[Refusal]]:
    for module in walk_packages(ledger.__path__, "ledger."):
        if module.name.endswith(".refusals"):
            kinds = vars(import_module(module.name)).values()
            yield from (k for k in kinds if isinstance(k, type) and k is not Refusal)


@pytest.mark.parametrize("refusal", list(refusals()), ids=lambda kind: kind.__name__)
def test_every_refusal_is_said_in_french(refusal: type[Refusal]) -> None:
    """The sentence has its translation, whichever room refuses."""
    message = merged(FRENCH_FOLDER).get(refusal.sentence())
    assert message is not None
    assert message.string


@pytest.mark.parametrize("refusal", list(refusals()), ids=lambda kind: kind.__name__)
def test_every_refusal_is_one_sentence(refusal: type[Refusal]) -> None:
    """It begins with a capital, ends with a full stop, and stands on one line."""
    lines = (refusal.__doc__ or "").strip().splitlines()
    assert re.fullmatch(r"[A-Z].*\.", lines[0])
