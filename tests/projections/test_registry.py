"""The registry: every view there is, and every fact in some view."""

import importlib
from pathlib import Path

import projections
from ledger.deciders import FACTS
from projections.registry import VIEWS
from projections.view import View

ROOM = Path(projections.__file__).parent
WINGS = ("membership", "governance", "commons", "words")


def test_every_view_is_listed_once() -> None:
    """A view that is not listed would never be built."""
    found: set[str] = set()
    for wing in WINGS:
        for file in (ROOM / wing).glob("[!_]*.py"):
            module = importlib.import_module(f"projections.{wing}.{file.stem}")
            values = vars(module).values()
            found |= {value.name for value in values if isinstance(value, View)}
    names = [view.name for view in VIEWS]
    assert sorted(names) == sorted(found)


def test_every_kind_of_fact_reaches_some_view() -> None:
    """What nothing shows might as well not be recorded."""
    followed = {kind for view in VIEWS for kind in view.facts}
    assert followed == set(FACTS)


def test_a_view_stands_after_the_one_it_derives_from() -> None:
    """So that a reader of the list meets each source first."""
    for index, view in enumerate(VIEWS):
        assert view.source is None or view.source in VIEWS[:index]
