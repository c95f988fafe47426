"""Fingerprints: whether two commands under one key ask for the same thing."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

import pytest

from ledger.commons.contributions.confirm_contribution import ConfirmContribution
from ledger.commons.contributions.events import Activity, Evidence, Nature, Unit
from ledger.commons.contributions.record_contribution import RecordContribution
from ledger.commons.projects.events import FinancingLine
from ledger.commons.projects.set_financing_plan import SetFinancingPlan
from ledger.kernel.fingerprints import fingerprint, key_tag
from ledger.kernel.identifiers import (
    TAG_PATTERN,
    ContributionId,
    MandateId,
    PartnerId,
    PersonId,
    ProjectId,
)
from ledger.kernel.messages import Actor
from ledger.kernel.quantities import Period
from ledger.kernel.words import Audience, write
from ledger.membership.people.name_person import NamePerson
from tests.spec import NOON
from tests.workshop import TODAY

SECRET: Final = b"secret"
ADA: Final = Actor(person_id=PersonId("ada"), mandate_id=MandateId("m1"))


def recorded(
    title: str = "Atelier", audience: Audience = Audience.PUBLIC
) -> RecordContribution:
    """Return a command whose words are salted anew each time, as forms do."""
    written = write("title", title, audience)
    return RecordContribution(
        actor=ADA,
        at=NOON,
        key="key",
        words=(written,),
        contribution_id=ContributionId("workshop"),
        partner_id=PartnerId("littoral"),
        nature=Nature.TIME,
        quantity=Decimal(1),
        unit=Unit.HOUR,
        period=Period(TODAY, TODAY),
        title=written.reference,
        activities=(Activity.DATA,),
        evidence=(Evidence("d", 1, "image/png"),),
    )


def named(text: str, person: str) -> NamePerson:
    person_id = PersonId(person)
    written = write("name", text, Audience.PERSONAL, subject=person_id)
    return NamePerson(
        actor=ADA,
        at=NOON,
        key="key",
        words=(written,),
        person_id=PersonId("ben"),
        name=written.reference,
    )


FIRST: Final = fingerprint(recorded(), SECRET)


def test_the_same_form_sent_twice_asks_for_the_same() -> None:
    """Neither other salts nor a later time make another request."""
    again = replace(recorded(), at=NOON + timedelta(minutes=3))
    assert again.title != recorded().title
    assert fingerprint(again, SECRET) == FIRST


@pytest.mark.parametrize(
    "other",
    [
        recorded(title="Atelier "),
        recorded(audience=Audience.PARTNERS),
        replace(recorded(), quantity=Decimal("1.001")),
        replace(recorded(), unit=Unit.DAY),
        replace(recorded(), period=Period(TODAY, date(2026, 3, 11))),
        replace(recorded(), activities=()),
        replace(recorded(), activities=(Activity.CODE,)),
        replace(recorded(), evidence=(Evidence("d", 2, "image/png"),)),
        replace(recorded(), actor=Actor(person_id=PersonId("ada"))),
    ],
)
def test_other_content_is_another_request(other: RecordContribution) -> None:
    """Whatever differs, in words or numbers, tells them apart."""
    assert fingerprint(other, SECRET) != FIRST


def test_another_command_is_another_request() -> None:
    """The name of the command counts."""
    fields: dict[str, Any] = {
        "actor": ADA,
        "at": NOON,
        "key": "key",
        "contribution_id": ContributionId("workshop"),
        "partner_id": PartnerId("littoral"),
    }

    class Twin(ConfirmContribution):
        """The same fields under another name."""

    assert fingerprint(ConfirmContribution(**fields), SECRET) != fingerprint(
        Twin(**fields), SECRET
    )


def test_whose_words_they_are_counts() -> None:
    """The same name for another person is another request."""
    assert fingerprint(named("Ben", "ben"), SECRET) == fingerprint(
        named("Ben", "ben"), SECRET
    )
    assert fingerprint(named("Ben", "ben"), SECRET) != fingerprint(
        named("Ben", "ada"), SECRET
    )


def planned(funder: str) -> SetFinancingPlan:
    """Return a command whose words lie deep in its content."""
    written = write("funder", funder, Audience.PUBLIC)
    return SetFinancingPlan(
        actor=ADA,
        at=NOON,
        key="key",
        words=(written,),
        project_id=ProjectId("orchard"),
        partner_id=PartnerId("littoral"),
        plan_version=1,
        lines=(FinancingLine(funder=written.reference, requested_cents=1),),
    )


def test_words_count_wherever_they_are() -> None:
    """In the lines of a plan as well, whatever their salts."""
    assert fingerprint(planned("Rives"), SECRET) == fingerprint(
        planned("Rives"), SECRET
    )
    assert fingerprint(planned("Rives"), SECRET) != fingerprint(planned("Rive"), SECRET)


def test_a_fingerprint_is_keyed() -> None:
    """Without the secret nobody can try a guess at the words."""
    assert fingerprint(recorded(), b"other") != FIRST
    assert len(FIRST) == 32


def test_a_key_belongs_to_its_actor() -> None:
    """The same key of another person, mandate or rule is another key."""
    actors = [
        ADA,
        Actor(person_id=PersonId("ada")),
        Actor(person_id=PersonId("ada"), mandate_id=MandateId("m2")),
        Actor(person_id=PersonId("ben"), mandate_id=MandateId("m1")),
        Actor(rule="ada", cause=1),
    ]
    tags = {key_tag(actor, "key") for actor in actors}
    assert len(tags) == len(actors)
    assert key_tag(ADA, "key") == key_tag(replace(ADA), "key") != key_tag(ADA, "yek")


def test_the_tag_of_a_key_is_for_ever() -> None:
    """It stands in the log: a later release must find what was sent before."""
    assert key_tag(ADA, "key") == "key:78e567639818fb3d7718863382fe35edbc094b13"


def test_a_key_of_any_length_or_signs_is_a_tag() -> None:
    """Keys come from outside; what is stored is their digest."""
    for key in ("", "é ü\n", "x" * 10_000):
        assert TAG_PATTERN.fullmatch(key_tag(ADA, key))
