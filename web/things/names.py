"""Names: what rows refer to by identifiers, named for those who read them.

Names are joined when they are asked for: a partner that takes a new name has it
in every answer from then on, and as of a past day it has the one of that day.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final

from flask import Flask

from projections.commons.numbers import numbers_of
from projections.commons.projects import projects_by_id
from projections.commons.resources import resources_by_id
from projections.membership.partners import names_of
from projections.rows import WordsAt
from projections.shelf import Shelf
from web.languages import LANGUAGES
from web.things.wording import Wording
from web.wiring import Wiring

LEARNT_MAX: Final = 20_000
"""How many names one answer remembers; beyond, it asks anew rather than grow."""


class Named(StrEnum):
    """What a row may name."""

    PARTNER = "partner"
    PROJECT = "project"
    RESOURCE = "resource"
    CONTRIBUTION = "contribution"


Mention = tuple[Named, str | None]
"""A kind of thing, and its identifier where the row names one."""


class Names:
    """The names met so far in one answer, read from one shelf."""

    def __init__(self, shelf: Shelf, app: Flask) -> None:
        """Begin with none."""
        self._shelf = shelf
        self._wiring: Wiring = app.extensions["commun"]
        self._addresses = Addresses(app, self._wiring)
        self._texts: dict[Mention, str | None] = {}
        self._numbers: Mapping[str, str] = {}

    def learn(
        self, mentions: Iterable[Mention], references: Sequence[WordsAt | None]
    ) -> Wording:
        """Learn the names of what some rows mention, and read their words."""
        wanted: dict[Named, set[str]] = {kind: set() for kind in Named}
        for kind, name in mentions:
            if name is not None and (kind, name) not in self._texts:
                wanted[kind].add(name)
        self._numbers = numbers_of(self._shelf, wanted.pop(Named.CONTRIBUTION))
        if len(self._texts) > LEARNT_MAX:
            self._texts.clear()
        found = {
            (kind, name): reference
            for kind, names in wanted.items()
            for name, reference in self._look_up(kind, names).items()
        }
        texts = Wording([*references, *found.values()], self._wiring)
        for mention, reference in found.items():
            self._texts[mention] = texts(reference)
        return texts

    def _look_up(self, kind: Named, names: set[str]) -> Mapping[str, WordsAt]:
        if not names:
            return {}
        match kind:
            case Named.PARTNER:
                return names_of(self._shelf, names)
            case Named.PROJECT:
                found = projects_by_id(self._shelf, names)
                return {name: row.title for name, row in found.items()}
            case _:
                shared = resources_by_id(self._shelf, names)
                return {name: row.title for name, row in shared.items()}

    def partner(self, name: str | None) -> str | None:
        """Return a partner's name; None for no partner, or one nobody may name."""
        return self._texts.get((Named.PARTNER, name))

    def project(self, name: str | None) -> str | None:
        """Return a project's title."""
        return self._texts.get((Named.PROJECT, name))

    def resource(self, name: str | None) -> str | None:
        """Return a resource's title."""
        return self._texts.get((Named.RESOURCE, name))

    def number(self, contribution_id: str | None) -> str | None:
        """Return the number people call a contribution by."""
        return self._numbers.get(contribution_id or "")

    def page(self, endpoint: str, name: str) -> str:
        """Return the whole address of the page about something."""
        return self._addresses.of(endpoint, name)


class Addresses:
    """Where the page of each thing is: at one address, whoever asks in what language.

    Files would otherwise differ by who asked for them.
    """

    def __init__(self, app: Flask, wiring: Wiring) -> None:
        """Know the rules of this application."""
        self._map = app.url_map.bind("localhost")
        self._rules = app.url_map
        self._root = wiring.settings.address
        self._beginnings: dict[str, str] = {}

    def of(self, endpoint: str, name: str) -> str:
        """Return the address; identifiers stand in one as they are."""
        return self._beginning(endpoint) + name

    def _beginning(self, endpoint: str) -> str:
        known = self._beginnings.get(endpoint)
        if known is None:
            rule = next(self._rules.iter_rules(endpoint))
            arguments: set[str] = rule.arguments  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]  # werkzeug does not tell
            (argument,) = arguments - {"lang"}
            values: dict[str, Any] = {"lang": LANGUAGES[0], argument: "-"}
            known = self._root + self._map.build(endpoint, values)[:-1]
            self._beginnings[endpoint] = known
        return known
