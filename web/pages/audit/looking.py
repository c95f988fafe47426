"""Looking up: which actors, actions and things are meant by what people type."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Generic, TypeVar

from flask_babel import gettext as _

from ledger.kernel.identifiers import TAG_PATTERN
from projections.commons.numbers import contribution_numbered
from projections.entries import (
    ACTED_BY_RULE,
    Asked,
    Entries,
    acted_by,
    acted_under,
)
from projections.membership.mandates import mandates_of_partner
from projections.membership.partners import PartnerRow, partners
from projections.shelf import Shelf
from web.pages.audit.reading import PUBLIC_READ, audiences
from web.reading import Texts
from web.texts.entries import ACTIONS_BY_NAME

NUMBER: Final = re.compile(r"(?:C-)?[0-9]{4}-[0-9]{4,}", re.IGNORECASE)
PERSON: Final = re.compile(r"person(?:ne)?:([A-Za-z0-9._~-]{1,64})")
RULES: Final = frozenset({"regle", "rule"})
KINDS_OF_TAG: Final = (
    "contribution",
    "partner",
    "project",
    "resource",
    "evaluation",
    "course",
    "mandate",
    "person",
    "interest",
)
BODIES: Final = 1_000

FoundT = TypeVar("FoundT")


@dataclass(frozen=True)
class Found(Generic[FoundT]):
    """What a word means, and how it is called; nothing where it means nothing."""

    values: tuple[FoundT, ...]
    label: str


def plain(text: str) -> str:
    """Return a text without capitals and accents, for comparing what people type."""
    split = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in split if not unicodedata.combining(sign)).strip()


class Looking:
    """Looks up what people type, in the views as they are now."""

    def __init__(self, shelf: Shelf, entries: Entries) -> None:
        self._shelf = shelf
        self._entries = entries

    def kinds(self, word: str) -> Found[str]:
        """Return the kinds of fact with this name, or with it in their label."""
        wanted = plain(word)
        found = [
            name
            for name, label in ACTIONS_BY_NAME.items()
            if wanted == plain(name) or wanted in plain(str(label))
        ]
        exact = [name for name in found if plain(name) == wanted]
        kinds = tuple(exact or found)
        return Found(kinds, ", ".join(str(ACTIONS_BY_NAME[kind]) for kind in kinds))

    def marks(self, word: str) -> Found[bytes]:
        """Return the marks of what rules, a person or the bodies so called did."""
        if plain(word) in RULES:
            return Found((ACTED_BY_RULE,), _("a rule of the commons"))
        if person := PERSON.fullmatch(word):
            return Found((acted_by(person.group(1)),), word)
        bodies = self._called(word)
        marks = tuple(
            acted_under(mandate.mandate_id)
            for body, _name in bodies
            for mandate in mandates_of_partner(self._shelf, body.partner_id)
        )
        return Found(marks, ", ".join(name for _body, name in bodies))

    def tags(self, word: str) -> Found[str]:
        """Return what is filed under this tag, number, identifier or name."""
        if NUMBER.fullmatch(word):
            number = word.upper()
            named = contribution_numbered(self._shelf, number)
            return Found((f"contribution:{named}",) if named else (), number)
        tags = [word] if ":" in word else [f"{kind}:{word}" for kind in KINDS_OF_TAG]
        tags = [tag for tag in tags if TAG_PATTERN.fullmatch(tag)]
        if tags and self._entries.oldest(Asked(tags=tuple(tags)), limit=1):
            return Found(tuple(tags), word)
        bodies = self._called(word)
        return Found(
            tuple(f"partner:{body.partner_id}" for body, _name in bodies),
            ", ".join(name for _body, name in bodies),
        )

    def _called(self, word: str) -> list[tuple[PartnerRow, str]]:
        wanted = plain(word)
        if not wanted:
            return []
        return [
            (body, short)
            for body, short, long in self._bodies
            if wanted == body.partner_id
            or wanted in plain(short)
            or wanted in plain(long)
        ]

    @cached_property
    def _bodies(self) -> list[tuple[PartnerRow, str, str]]:
        rows = list(self._rows())
        texts = Texts([r for row in rows for r in (row.short_name, row.name)])
        return [(row, texts(row.short_name), texts(row.name)) for row in rows]

    def _rows(self) -> Iterator[PartnerRow]:
        """Yield the bodies whose names this reader may see, page by page."""
        publicities = ["public"]
        if audiences() != PUBLIC_READ:
            publicities.append("prospect")
        for publicity in publicities:
            after: int | None = None
            while True:
                page = self._shelf.page(
                    partners, publicity=publicity, after=after, limit=BODIES
                )
                yield from (placed.row for placed in page.rows)
                after = page.next
                if after is None:
                    break
