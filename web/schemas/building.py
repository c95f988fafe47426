"""Building: the command that asks for what was loaded, its words written."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import (
    Any,
    Final,
    Protocol,
    get_args,
    get_origin,
    get_type_hints,
    runtime_checkable,
)

from ledger.kernel.identifiers import PersonId, identifier_from_key
from ledger.kernel.messages import Actor, Command
from ledger.kernel.quantities import Period
from ledger.kernel.words import Audience, Disclosure, Words, write
from web.schemas.asking import STAMPED, Asking, Part
from web.schemas.making import ENDED_ON, STARTED_ON, bare, fields_of

READERS: Final = {
    "public": Audience.PUBLIC,
    "partners": Audience.PARTNERS,
    "personal": Audience.PERSONAL,
}


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """What the edge puts into a command: who asks, when, and under which key."""

    actor: Actor
    at: datetime
    key: str


def build(
    asking: Asking,
    loaded: Mapping[str, Any],
    stamp: Stamp,
    known: Mapping[str, Any],
    subject: PersonId | None = None,
) -> Command:
    """Return the command: what was loaded, what is known, and what its key names.

    ``known`` holds the partner acting, what the address names and what the edge
    found. ``subject`` is whom personal words are about.
    """
    created = {
        name: identifier_from_key(stamp.key, word)
        for name, word in asking.created.items()
    }
    given: dict[str, Any] = {**created, **known}
    writing = Written(subject, stamp.key)
    content = {
        name: given[name]
        if name in given
        else writing.value(asking, asking.parts, name, hint, loaded)
        for name, hint, _is_required in fields_of(asking.command)
        if name not in STAMPED and (name in given or name not in asking.not_asked)
    }
    command = asking.command(
        actor=stamp.actor, at=stamp.at, key=stamp.key, **_as_typed(asking, content)
    )
    return replace(command, words=tuple(writing.disclosures))


def _as_typed(asking: Asking, content: dict[str, Any]) -> dict[str, Any]:
    """Leave out what was not said where the command says what holds then."""
    missing = {name for name, _hint, needed in fields_of(asking.command) if not needed}
    return {
        name: value
        for name, value in content.items()
        if value is not None or name not in missing
    }


@runtime_checkable
class Unwritten(Protocol):
    """A value that was read, whose own words are still to be written."""

    def written(self, writing: "Written") -> object:
        """Return what the command's field takes."""
        ...


class Written:
    """The words of one command, written as its values are made."""

    def __init__(self, subject: PersonId | None = None, key: str = "") -> None:
        self.subject, self.key = subject, key
        self.disclosures: list[Disclosure] = []

    def value(
        self,
        part: Part,
        parts: Mapping[type, Part],
        name: str,
        hint: Any,  # noqa: ANN401  # a type may be of any form
        loaded: Mapping[str, Any],
    ) -> Any:  # noqa: ANN401  # what the command's field takes
        """Return what a field of the command takes, out of what was loaded."""
        kind = bare(hint)
        if kind is Period:
            start = loaded.get(STARTED_ON)
            return start and Period(start, loaded.get(ENDED_ON) or start)
        found = loaded.get(name)
        if get_origin(kind) is tuple:
            item = get_args(kind)[0]
            each = [self._one(part, parts, name, item, one) for one in found or ()]
            return tuple(each)
        return self._one(part, parts, name, kind, found)

    def _one(
        self,
        part: Part,
        parts: Mapping[type, Part],
        name: str,
        kind: Any,  # noqa: ANN401  # a type may be of any form
        found: Any,  # noqa: ANN401  # whatever was loaded
    ) -> Any:  # noqa: ANN401  # what the command's field takes
        if found is None:
            return None
        if isinstance(found, Unwritten):
            return found.written(self)
        if kind is Words:
            return self.words(part, name, found) if found else None
        if kind in parts:
            return self._part(parts, kind, found)
        return found

    def _part(
        self,
        parts: Mapping[type, Part],
        kind: type,
        found: Mapping[str, Any],
    ) -> object:
        part, hints = parts[kind], get_type_hints(kind)
        content = {
            name: self.value(part, parts, name, hint, found)
            for name, hint in hints.items()
        }
        needed = {name for name, _hint, is_needed in fields_of(kind) if is_needed}
        return kind(
            **{n: v for n, v in content.items() if v is not None or n in needed}
        )

    def name(self, word: str) -> str:
        """Return an identifier that the command's key gives."""
        return identifier_from_key(self.key, word)

    def words(self, part: Part, name: str, text: str) -> Words:
        """Write a text for those who read it, and return what refers to it."""
        audience = next(
            of for readers, of in READERS.items() if name in getattr(part, readers)
        )
        is_personal = audience is Audience.PERSONAL
        subject = self.subject if is_personal else None
        disclosure = write(name, text, audience, subject=subject)
        self.disclosures.append(disclosure)
        return disclosure.reference
