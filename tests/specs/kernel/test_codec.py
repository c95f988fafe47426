"""The codec: one byte string for each fact, for ever."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledger.application import CODEC
from ledger.commons.contributions.events import (
    Activity,
    ContributionRecorded,
    ContributionValued,
    Evidence,
    Nature,
    Unit,
)
from ledger.deciders import FACTS
from ledger.kernel.codec import Codec
from ledger.kernel.identifiers import ContributionId, MandateId, PartnerId, PersonId
from ledger.kernel.messages import Actor, Fact
from ledger.kernel.quantities import Period
from ledger.kernel.store.port import StoredEvent
from ledger.kernel.words import Audience, Words
from ledger.membership.people.events import PersonEnrolled
from tests.anything import IDENTIFIERS, INSTANTS, any_struct

AT: Final = datetime(2026, 3, 10, 12, 0, 0, 250_000, tzinfo=UTC)
ADA: Final = Actor(person_id=PersonId("ada"), mandate_id=MandateId("m1"))
WORKSHOP: Final = ContributionId("workshop")

GOLDEN: Final[list[tuple[Fact, Actor, bytes]]] = [
    (
        PersonEnrolled(
            person_id=PersonId("ben"),
            contact=Words("xyz", Audience.PERSONAL, PersonId("ben")),
        ),
        Actor(person_id=PersonId("ada")),
        (
            b'{"v":1,"by":"person:ada","at":"2026-03-10T12:00:00.250000Z","fact":'
            b'{"type":"PersonEnrolled","person_id":"ben","contact":'
            b'{"_sd":"xyz","of":"personal","subject":"ben"}}}'
        ),
    ),
    (
        ContributionRecorded(
            contribution_id=WORKSHOP,
            partner_id=PartnerId("littoral"),
            nature=Nature.KNOW_HOW,
            quantity=Decimal("7.5"),
            unit=Unit.DAY,
            period=Period(date(2026, 3, 2), date(2026, 3, 8)),
            title=Words("tuv", Audience.PUBLIC),
            activities=(Activity.DATA, Activity.CODE),
            evidence=(Evidence("efg", 2_000, "image/jpeg"),),
        ),
        ADA,
        (
            b'{"v":1,"by":"person:ada","at":"2026-03-10T12:00:00.250000Z","fact":'
            b'{"type":"ContributionRecorded","contribution_id":"workshop",'
            b'"partner_id":"littoral","nature":"know_how","quantity":"7.5","unit":"day",'
            b'"period":{"start":"2026-03-02","end":"2026-03-08"},'
            b'"title":{"_sd":"tuv","of":"public"},"activities":["data","code"],'
            b'"evidence":[{"digest":"efg","size":2000,"media_type":"image/jpeg"}]},'
            b'"mandate":"m1"}'
        ),
    ),
    (
        ContributionValued(
            contribution_id=WORKSHOP, cents=10**13, method="rate", method_version=1
        ),
        Actor(
            person_id=PersonId("ada"),
            mandate_id=MandateId("m1"),
            on_behalf_of=MandateId("m2"),
        ),
        (
            b'{"v":1,"by":"person:ada","at":"2026-03-10T12:00:00.250000Z","fact":'
            b'{"type":"ContributionValued","contribution_id":"workshop",'
            b'"cents":10000000000000,"method":"rate","method_version":1},'
            b'"mandate":"m1","for":"m2"}'
        ),
    ),
    (
        ContributionValued(
            contribution_id=WORKSHOP, cents=1, method="rate", method_version=1
        ),
        Actor(rule="yearly-valuation", cause=41),
        (
            b'{"v":1,"by":"rule:yearly-valuation","at":"2026-03-10T12:00:00.250000Z",'
            b'"fact":{"type":"ContributionValued","contribution_id":"workshop",'
            b'"cents":1,"method":"rate","method_version":1},"cause":41}'
        ),
    ),
]


def stored(kind: str, data: bytes) -> StoredEvent:
    return StoredEvent(1, AT, kind, ("any:tag",), data)


@pytest.mark.parametrize(("fact", "actor", "data"), GOLDEN)
def test_stored_bytes_are_for_ever(fact: Fact, actor: Actor, data: bytes) -> None:
    """A later release writes the same fact with the very same bytes."""
    assert CODEC.encode(fact, actor, AT) == data


@pytest.mark.parametrize(("fact", "actor", "data"), GOLDEN)
def test_stored_bytes_are_read_for_ever(fact: Fact, actor: Actor, data: bytes) -> None:
    """A later release reads what an earlier one wrote, and who wrote it when."""
    recorded = CODEC.decode(stored(type(fact).__name__, data))
    envelope = recorded.envelope
    assert recorded.fact == fact
    assert (recorded.position, recorded.recorded_at) == (1, AT)
    assert (envelope.by, envelope.at, envelope.v) == (actor.by, AT, fact.version)
    assert envelope.mandate == actor.mandate_id
    assert envelope.on_behalf_of == actor.on_behalf_of
    assert envelope.cause == actor.cause


ACTORS: Final = st.one_of(
    st.builds(
        Actor,
        person_id=IDENTIFIERS.map(PersonId),
        mandate_id=st.none() | IDENTIFIERS.map(MandateId),
        on_behalf_of=st.none() | IDENTIFIERS.map(MandateId),
    ),
    st.builds(Actor, rule=IDENTIFIERS, cause=st.integers(1, 2**53)),
)


@pytest.mark.parametrize("kind", FACTS, ids=lambda kind: kind.__name__)
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_fact_comes_back_as_it_was(kind: type[Fact], data: st.DataObject) -> None:
    """Whatever a fact holds, reading returns it, and writing again the same bytes."""
    fact, actor = data.draw(any_struct(kind)), data.draw(ACTORS)
    at = data.draw(INSTANTS)
    encoded = CODEC.encode(fact, actor, at)
    recorded = CODEC.decode(stored(kind.__name__, encoded))
    assert recorded.fact == fact
    assert (recorded.envelope.by, recorded.envelope.at) == (actor.by, at)
    assert CODEC.encode(recorded.fact, actor, recorded.envelope.at) == encoded


def test_every_kind_goes_by_its_own_name() -> None:
    """The name of the class is the stored name."""
    assert CODEC.kinds == {kind.__name__: kind for kind in FACTS}
    assert len(CODEC.kinds) == len(FACTS)


def test_what_is_not_listed_is_not_recorded() -> None:
    """A fact that nobody could read again is not written."""
    fact, actor, _ = GOLDEN[0]
    with pytest.raises(AssertionError):
        Codec([ContributionRecorded]).encode(fact, actor, AT)
