"""Name a person."""

from ledger.kernel.messages import Actor
from ledger.membership.people.events import PersonNamed
from ledger.membership.people.name_person import NamePerson
from ledger.membership.people.refusals import NotYourself, UnknownPerson
from tests.cast import BEN, BRUMES
from tests.circle import BEN_ACTS, CIRCLE, EVE, FELIX, PERSON_NAME, asked, ended
from tests.spec import given

NAMED = PersonNamed(person_id=BEN, name=PERSON_NAME)


def test_a_person_says_how_they_wish_to_be_called() -> None:
    """As often as they like."""
    given(*CIRCLE).when(asked(NamePerson)).then(NAMED)
    given(*CIRCLE, NAMED).when(asked(NamePerson)).then(NAMED)


def test_a_person_without_a_mandate_does_too() -> None:
    """Whoever is enrolled has a name."""
    alone = asked(NamePerson, actor=Actor(person_id=FELIX), person_id=FELIX)
    (given(*CIRCLE).when(alone).then(PersonNamed(person_id=FELIX, name=PERSON_NAME)))


def test_their_partner_may_have_left() -> None:
    """A name is the person's own."""
    given(*CIRCLE, ended(BRUMES)).when(asked(NamePerson)).then(NAMED)


def test_nobody_names_another_person() -> None:
    """Not even their representative."""
    story = given(*CIRCLE)
    story.when(asked(NamePerson, person_id=FELIX)).refused(NotYourself)


def test_only_who_is_enrolled_has_a_name() -> None:
    """A stranger is invited first."""
    story = given(*CIRCLE)
    stranger = asked(NamePerson, actor=Actor(person_id=EVE), person_id=EVE)
    story.when(stranger).refused(UnknownPerson)
    story.when(asked(NamePerson, actor=BEN_ACTS, person_id=EVE)).refused(UnknownPerson)
