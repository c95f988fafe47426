"""What holds alike for everything that is done with an evaluation."""

from typing import Any, Final

import msgspec
import pytest

from ledger.application import Ledger
from ledger.commons.evaluations.refusals import (
    EvaluationIsConcluded,
    UnknownEvaluation,
)
from ledger.kernel.identifiers import AccountId, PartnerId, PersonId
from ledger.kernel.messages import Actor, Capacity, Fact
from ledger.kernel.refusals import NotAllowed, TooMuchText
from ledger.kernel.words import Audience, write
from ledger.membership.partners.events import (
    PartnershipEnded,
    PartnershipResumed,
    PartnershipSuspended,
)
from ledger.membership.partners.refusals import NotYourPartner, YourPartnerNotActive
from ledger.policy import POLICY
from tests.cast import words
from tests.porch import (
    AWA_TRACED,
    BENCH_OPENED,
    BRUMES_TELLS,
    COLLECTED,
    PONT_ASKS,
    PORCH_CONCLUDED,
    PORCH_OPENED,
    SOURCES_COUNTERSIGNS,
    WRITTEN,
    of_bench,
)
from tests.porch_deeds import (
    DEEDS,
    EVERYTHING,
    LASTING_DEEDS,
    RUNNING_DEEDS,
    THIRD,
    Deed,
    named,
)
from tests.rivals import ContestedStore, once
from tests.spec import SECRET, given
from tests.workshop import TODAY

every_deed = pytest.mark.parametrize("deed", EVERYTHING, ids=named)
every_deed_on_the_porch = pytest.mark.parametrize("deed", DEEDS, ids=named)
LENGTH: Final = 100_000


def test_every_deed_is_told_here() -> None:
    """A command added to the room is added to this list."""
    told = {deed.command for deed in EVERYTHING}
    room = "ledger.commons.evaluations."
    assert told == {kind for kind in POLICY if kind.__module__.startswith(room)}


@every_deed
@pytest.mark.parametrize("capacity", Capacity)
def test_each_deed_is_open_to_its_capacities(deed: Deed, capacity: Capacity) -> None:
    """Who may ask for a deed may, and nobody else."""
    when = given(*deed.history).when(deed.asked(capacity))
    if capacity in deed.capacities:
        when.story.ledger.handle(when.command)
    else:
        when.refused(NotAllowed)


@every_deed
def test_nobody_acts_on_evaluations_without_a_mandate(deed: Deed) -> None:
    """A person alone, or a rule, does nothing with an evaluation."""
    alone, rule = Actor(person_id=PersonId("eve")), Actor(rule="any", cause=1)
    for actor in (alone, rule):
        given(*deed.history).when(deed.asked(actor=actor)).refused(NotAllowed)


@every_deed_on_the_porch
def test_an_unknown_evaluation_is_refused(deed: Deed) -> None:
    """What was never opened is no evaluation, even beside one that is."""
    history = [f for f in deed.history if not hasattr(f, "evaluation_id")]
    given(*history, BENCH_OPENED).when(deed.asked()).refused(UnknownEvaluation)


@pytest.mark.parametrize("deed", RUNNING_DEEDS, ids=named)
def test_a_concluded_evaluation_stays_as_it_is(deed: Deed) -> None:
    """No account is added or countersigned, and it is not concluded twice."""
    given(*deed.history, PORCH_CONCLUDED).when(deed.asked()).refused(
        EvaluationIsConcluded
    )


@pytest.mark.parametrize("deed", LASTING_DEEDS, ids=named)
def test_a_conclusion_may_still_call_on_the_board(deed: Deed) -> None:
    """What is learned is often what only the board can act on."""
    given(*deed.history, PORCH_CONCLUDED).ledger.handle(deed.asked())


@every_deed
def test_nobody_acts_for_another_partner(deed: Deed) -> None:
    """The body acted for is the one that gave the mandate."""
    given(*deed.history).when(deed.asked(partner_id=THIRD)).refused(NotYourPartner)


@every_deed
def test_a_suspended_partner_does_not_act(deed: Deed) -> None:
    """Suspended, a partner does nothing; resumed, it acts again."""
    suspended = PartnershipSuspended(partner_id=deed.partner_id, reason=words("why"))
    resumed = PartnershipResumed(partner_id=deed.partner_id)
    given(*deed.history, suspended).when(deed.asked()).refused(YourPartnerNotActive)
    given(*deed.history, suspended, resumed).ledger.handle(deed.asked())


@every_deed
def test_a_partner_that_left_does_not_act(deed: Deed) -> None:
    """A partner whose partnership ended does nothing."""
    ended = PartnershipEnded(partner_id=deed.partner_id, ended_on=TODAY)
    given(*deed.history, ended).when(deed.asked()).refused(YourPartnerNotActive)


WORDY: Final = [
    (deed, field)
    for deed in EVERYTHING
    for field in ("title", "expected", "happened", "observed", "question", "answer")
    if field in deed.content
]


@pytest.mark.parametrize(("deed", "field"), WORDY)
def test_a_text_of_a_hundred_thousand_signs_is_refused(deed: Deed, field: str) -> None:
    """And nothing is recorded, not even the beginning of it."""
    told = field == "happened"
    audience = Audience.PARTNERS if told else Audience.PUBLIC
    flood = write(field, "é" * LENGTH, audience)
    content: dict[str, Any] = {field: flood.reference, "words": (*WRITTEN, flood)}
    given(*deed.history).when(deed.asked(**content)).refused(TooMuchText)


ELSEWHERE: Final[tuple[Fact, ...]] = (
    PartnershipSuspended(partner_id=PartnerId("far"), reason=words("why")),
    BENCH_OPENED,
    *(of_bench(f) for f in (BRUMES_TELLS, SOURCES_COUNTERSIGNS, PONT_ASKS)),
    of_bench(PORCH_CONCLUDED),
    msgspec.structs.replace(COLLECTED, account_id=AccountId("noon")),
    msgspec.structs.replace(AWA_TRACED, course_id="another"),
)
"""Facts that no deed about the porch depends on."""


@every_deed
def test_what_happens_elsewhere_does_not_delay(deed: Deed) -> None:
    """Other evaluations, other accounts and life courses are no conflict."""
    store = ContestedStore(given(*deed.history))
    store.rival = once(store, *ELSEWHERE)
    Ledger(store, secret=SECRET, clock=store.clock).handle(deed.asked())
    assert store.attempts == 1


@every_deed_on_the_porch
def test_the_evaluation_is_read_anew_when_it_changes(deed: Deed) -> None:
    """Opened again under the same name, were it possible, it would be read."""
    store = ContestedStore(given(*deed.history))
    store.rival = once(store, PORCH_OPENED)
    Ledger(store, secret=SECRET, clock=store.clock).handle(deed.asked())
    assert store.attempts == 2


@every_deed
def test_the_standing_of_who_acts_is_taken_into_account(deed: Deed) -> None:
    """A partner resumed meanwhile is read anew."""
    store = ContestedStore(given(*deed.history))
    store.rival = once(store, PartnershipResumed(partner_id=deed.partner_id))
    Ledger(store, secret=SECRET, clock=store.clock).handle(deed.asked())
    assert store.attempts == 2
