"""The library's own tests for recorders, and an application of its own, on our stores.

None of the library's tests is left out.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ClassVar

import pytest
from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBQueryItem,
    DCBRecorder,
)
from eventsourcing.dcb.application import DCBApplication
from eventsourcing.dcb.domain import Selector, Slice, Tagged
from eventsourcing.dcb.msgpack import Decision
from eventsourcing.dcb.persistence import DCBInfrastructureFactory
from eventsourcing.dcb.tests import DCBRecorderTestCase
from eventsourcing.domain import event as applies
from eventsourcing.persistence import IntegrityError, ProgrammingError

from ledger.kernel.store.dcb import Recorder
from ledger.kernel.store.port import Store
from tests.store.places import append, event

LIBRARY_TESTS = [
    name for name in vars(DCBRecorderTestCase) if name.startswith(("test", "_test"))
]


@pytest.fixture
def recorder(store: Store) -> Recorder:
    return Recorder(store)


def test_the_library_has_the_tests_that_are_run_here() -> None:
    """Should a new version have more of them, this says so."""
    assert LIBRARY_TESTS == ["_test_append_read", "_test_append_subscribe"]


@pytest.mark.parametrize("name", LIBRARY_TESTS)
def test_the_librarys_tests_pass(recorder: Recorder, name: str) -> None:
    """On an empty store."""
    getattr(DCBRecorderTestCase(), name)(recorder)


def test_the_librarys_events_live_among_facts(store: Store) -> None:
    """Facts of the ledger are neither read by the library nor in its way."""
    append(store, event("vote:roof"))
    recorder = Recorder(store)
    recorder.append([DCBEvent("type1", b"1", ["tagX"])])
    append(store, event("vote:roof"))
    assert [e.position for e in recorder.read()] == [2]
    assert [e.position for e in recorder.read(limit=10)] == [2]
    assert recorder.read().head == 3
    assert recorder.append([DCBEvent("t", b"")], DCBAppendCondition(after=2)) == 4


def test_any_text_is_a_type_or_a_tag(recorder: Recorder) -> None:
    """They come back as they were, in their order, twice if they were there twice."""
    weird = DCBEvent("module:Class <x>", b"\0\xff", ["é \0", "b", "a", "b", "l" * 999])
    recorder.append([weird])
    item = DCBQueryItem(types=["other", weird.type], tags=["é \0", "l" * 999])
    assert [e.event for e in recorder.read(DCBQuery([item]))] == [weird]
    with pytest.raises(IntegrityError):
        recorder.append([weird], DCBAppendCondition(DCBQuery([item])))


def test_nothing_cannot_be_appended(recorder: Recorder) -> None:
    """As in the library's own recorders."""
    with pytest.raises(ProgrammingError):
        recorder.append([])


def test_a_stopped_subscription_ends(recorder: Recorder) -> None:
    """Whether events are left or not."""
    recorder.append([DCBEvent("t", b"1"), DCBEvent("t", b"2")])
    with recorder.subscribe() as subscription:
        assert next(subscription).position == 1
    assert list(subscription) == []


class ProposalOpened(Decision):
    """A proposal may be voted on."""

    proposal: str


class BallotCast(Decision):
    """A partner chose."""

    proposal: str
    partner: str


class Refused(Exception):
    """No such ballot."""


class CastBallot(Slice[Decision]):
    """A slice in the library's own terms."""

    def __init__(self, proposal: str, partner: str) -> None:
        self.proposal, self.partner = proposal, partner
        self.is_open = self.has_voted = False

    def consistency_boundary(self) -> list[Selector]:
        ballot = f"ballot:{self.proposal}:{self.partner}"
        return [
            Selector(types=[ProposalOpened], tags=[self.proposal]),
            Selector(types=[BallotCast], tags=[ballot]),
        ]

    @applies(ProposalOpened)
    def _(self) -> None:
        self.is_open = True

    @applies(BallotCast)
    def _(self) -> None:
        self.has_voted = True

    def execute(self) -> None:
        if not self.is_open or self.has_voted:
            raise Refused
        self.trigger_event(
            BallotCast,
            tags=[self.proposal, f"ballot:{self.proposal}:{self.partner}"],
            proposal=self.proposal,
            partner=self.partner,
        )


class Factory(DCBInfrastructureFactory[Any]):
    """Gives the library's application a recorder on the store of the test."""

    store: ClassVar[Store]

    def dcb_recorder(self) -> DCBRecorder:
        return Recorder(self.store)


@pytest.fixture
def application(store: Store) -> Iterator[DCBApplication]:
    Factory.store = store
    env = {
        "PERSISTENCE_MODULE": f"{__name__}:Factory",
        "MAPPER_TOPIC": "eventsourcing.dcb.msgpack:MessagePackMapper",
    }
    with DCBApplication(env) as opened:
        opened.events.append(
            [Tagged(tags=["roof"], decision=ProposalOpened(proposal="roof"))],
            after=0,
        )
        yield opened


def test_an_application_of_the_library_runs(application: DCBApplication) -> None:
    """Its slices decide on what is recorded."""
    application.do(CastBallot("roof", "ada"))
    application.do(CastBallot("roof", "ben"))
    with pytest.raises(Refused):
        application.do(CastBallot("roof", "ada"))
    with pytest.raises(Refused):
        application.do(CastBallot("garden", "ada"))
    decisions = [tagged.decision for tagged in application.events.read()]
    assert decisions == [
        ProposalOpened(proposal="roof"),
        BallotCast(proposal="roof", partner="ada"),
        BallotCast(proposal="roof", partner="ben"),
    ]


def test_of_racing_ballots_of_one_partner_one_is_cast(
    application: DCBApplication,
) -> None:
    """The others are refused, or beaten at the append."""

    def cast(_: int) -> bool:
        try:
            application.do(CastBallot("roof", "ada"))
        except (IntegrityError, Refused):
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(cast, range(16))) == 1
    assert len(list(application.events.read())) == 2
