"""Facts about people: that they are here, and nothing more."""

from typing import ClassVar

from ledger.kernel.identifiers import PersonId
from ledger.kernel.messages import Fact
from ledger.kernel.words import Words


class PersonEnrolled(Fact, frozen=True, kw_only=True):
    """A person was given a random name; their own name and address are words."""

    filed_under: ClassVar[tuple[str, ...]] = ("person_id",)

    person_id: PersonId
    name: Words | None = None
    contact: Words


class PersonNamed(Fact, frozen=True, kw_only=True):
    """A person said how they wish to be called."""

    filed_under: ClassVar[tuple[str, ...]] = ("person_id",)

    person_id: PersonId
    name: Words
