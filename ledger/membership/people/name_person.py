"""Name a person: say how one wishes to be called."""

from dataclasses import dataclass

from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import PersonId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words
from ledger.membership.people.events import PersonEnrolled, PersonNamed
from ledger.membership.people.refusals import NotYourself, UnknownPerson


@dataclass(frozen=True, kw_only=True)
class NamePerson(Command):
    """A person says how they wish to be called."""

    person_id: PersonId
    name: Words


@dataclass(frozen=True)
class Enrolment:
    """Whether the person is here."""

    is_enrolled: bool = False


def boundary(command: NamePerson) -> Boundary:
    """Depend on the person's enrolment."""
    return (facts(PersonEnrolled, person_id=command.person_id),)


def evolve(_enrolment: Enrolment, fact: PersonEnrolled) -> Enrolment:
    """Remember that the person is here."""
    match fact:
        case PersonEnrolled():
            return Enrolment(is_enrolled=True)


def decide(
    enrolment: Enrolment, command: NamePerson, acting: Acting
) -> list[PersonNamed]:
    """Take the name from the person, and from nobody else."""
    if not enrolment.is_enrolled:
        raise UnknownPerson
    if acting.actor.person_id != command.person_id:
        raise NotYourself
    return [PersonNamed(person_id=command.person_id, name=command.name)]


name_person = Decider(boundary, Enrolment(), evolve, decide)
