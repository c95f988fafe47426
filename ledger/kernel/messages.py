"""Messages: what someone asks for, what has happened, and why not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

import msgspec

from ledger.kernel.identifiers import MandateId, PartnerId, PersonId, Tag, tag_of
from ledger.kernel.words import Disclosure


class Capacity(StrEnum):
    """In what quality a person acts for a partner."""

    REPRESENTATIVE = "representative"
    ALTERNATE = "alternate"
    CONTRIBUTOR = "contributor"
    PARTICIPANT = "participant"
    TREASURER = "treasurer"
    BOARD_MEMBER = "board_member"
    SECRETARY = "secretary"
    FACILITATOR = "facilitator"
    AUDITOR = "auditor"
    DATA_PROTECTION_OFFICER = "data_protection_officer"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who asks: a person under a mandate, a person alone, or a rule.

    A person without a mandate is someone invited, or the founder while the
    log is empty. A rule names the position of the fact that caused it to act.
    """

    person_id: PersonId | None = None
    mandate_id: MandateId | None = None
    on_behalf_of: MandateId | None = None
    rule: str | None = None
    cause: int | None = None

    def __post_init__(self) -> None:
        assert (self.person_id is None) != (self.rule is None)
        assert (self.rule is None) == (self.cause is None)

    @property
    def by(self) -> str:
        """Return the name that the envelope of a fact bears."""
        return f"rule:{self.rule}" if self.rule else f"person:{self.person_id}"


@dataclass(frozen=True, kw_only=True)
class Acting:
    """The actor as the ledger knows them at the moment of deciding."""

    actor: Actor
    partner_id: PartnerId | None = None
    capacity: Capacity | None = None


@dataclass(frozen=True, kw_only=True)
class Command:
    """An intention, stamped at the edge with who asks, when, and its key.

    ``words`` holds the disclosures of the references in the other fields.
    """

    actor: Actor
    at: datetime
    key: str
    words: tuple[Disclosure, ...] = ()


class Fact(msgspec.Struct, frozen=True, kw_only=True, tag=True, omit_defaults=True):
    """Something that happened: recorded once, never edited, never deleted.

    The class's name is its stored name, for ever. ``filed_under`` names the
    identifier fields that become tags; ``version`` goes up with its shape.
    """

    filed_under: ClassVar[tuple[str, ...]] = ()
    version: ClassVar[int] = 1

    def tags(self) -> tuple[Tag, ...]:
        """Return one tag for each declared identifier, sorted bytewise."""
        names = ((field, getattr(self, field)) for field in self.filed_under)
        return tuple(sorted({tag_of(field, name) for field, name in names if name}))


class Refusal(Exception):
    """A command was understood and declined; nothing was recorded.

    The first line of a subclass's docstring is the sentence shown to the
    person: it says what is wrong and how to mend it. ``field`` names the
    command's field at fault; ``details`` fill the sentence's placeholders.
    """

    field: ClassVar[str | None] = None

    def __init__(self, **details: str | int) -> None:
        self.details: Mapping[str, str | int] = details
        super().__init__(self.sentence() % self.details)

    @classmethod
    def sentence(cls) -> str:
        """Return the sentence before its placeholders are filled."""
        return (cls.__doc__ or cls.__name__).strip().splitlines()[0]
