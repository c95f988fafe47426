"""The view of people: a random name each, and where their own is found."""

from ledger.kernel.words import Audience, write
from ledger.membership.people.events import PersonEnrolled, PersonNamed
from projections.membership.people import PersonRow, people
from projections.rows import WordsAt
from tests.cast import ADA, BEN
from tests.projections.told import told


def personal(text: str) -> WordsAt:
    words = write("text", text, Audience.PERSONAL, subject=ADA).reference
    return WordsAt(1, words)


NAME, CONTACT = personal("Ada"), personal("ada@a.test")
ENROLLED = PersonEnrolled(person_id=ADA, contact=CONTACT.words)
NAMED = PersonNamed(person_id=ADA, name=NAME.words)


def test_a_person_is_enrolled_with_or_without_a_name() -> None:
    """Someone invited has not yet said how to be called."""
    nameless = told(ENROLLED).shelf().get(people, ADA)
    assert nameless == PersonRow(person_id=ADA, contact=CONTACT)
    named = PersonEnrolled(person_id=ADA, contact=CONTACT.words, name=NAME.words)
    row = told(named).shelf().get(people, ADA)
    assert row == PersonRow(person_id=ADA, contact=CONTACT, name=NAME)


def test_a_person_says_how_to_be_called_later() -> None:
    """From then on; as of before, they had not."""
    offline = told(ENROLLED, NAMED)
    now, before = offline.shelf().get(people, ADA), offline.shelf(1).get(people, ADA)
    assert now == PersonRow(person_id=ADA, contact=CONTACT, name=WordsAt(2, NAME.words))
    assert before == PersonRow(person_id=ADA, contact=CONTACT)


def test_naming_somebody_unknown_enrols_nobody() -> None:
    """A person begins with being enrolled."""
    offline = told(PersonNamed(person_id=BEN, name=NAME.words))
    assert offline.versions(people) == []
