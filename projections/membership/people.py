"""People: a random name each, and where their own name and address are found."""

from typing import Any, ClassVar

from msgspec.structs import replace

from ledger.kernel.codec import Recorded
from ledger.membership.people.events import PersonEnrolled, PersonNamed
from projections.rows import Row, Rows, WordsAt
from projections.view import View, facts_of

Followed = PersonEnrolled | PersonNamed


class PersonRow(Row, frozen=True, kw_only=True, gc=False):
    """A person; both texts are words under that person's key."""

    key: ClassVar[tuple[str, ...]] = ("person_id",)

    person_id: str
    contact: WordsAt
    name: WordsAt | None = None


def apply(rows: Rows[PersonRow], recorded: Recorded[Any]) -> None:
    """Note who is here and how they are called."""
    fact: Followed = recorded.fact
    position = recorded.position
    match fact:
        case PersonEnrolled(person_id=person, name=name, contact=contact):
            rows.put(
                PersonRow(
                    person_id=person,
                    contact=WordsAt(position, contact),
                    name=WordsAt(position, name) if name else None,
                )
            )
        case PersonNamed(person_id=person, name=name):
            if (row := rows.get(person)) is not None:
                rows.put(replace(row, name=WordsAt(position, name)))


people = View("people", 1, PersonRow, facts_of(Followed), apply)
