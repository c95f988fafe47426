"""The ledger among rivals: whoever comes second decides again."""

from datetime import timedelta
from decimal import Decimal

import pytest

from ledger.application import (
    ATTEMPTS_MAX,
    CODEC,
    Ledger,
    TooContended,
)
from ledger.commons.contributions.events import (
    ContributionCorrected,
)
from ledger.commons.contributions.refusals import (
    ContributionIsContested,
)
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.refusals import KeyReused, NoMandateInForce
from ledger.kernel.store.port import Appended
from ledger.membership.mandates.events import MandateWithdrawn
from tests.cast import BEN, BRUMES, LITTORAL, SOURCES, mandate_id
from tests.deeds import SO_FAR, confirmed, confirms, contests, recorded
from tests.rivals import once, twin
from tests.spec import NOON, SECRET, facts_since
from tests.workshop import (
    SOURCES_CONTESTED,
    WORKSHOP,
)


def test_a_conflict_is_decided_again_on_the_newer_history() -> None:
    """A rival's correction between reading and writing is taken into account."""
    store, ledger = recorded()
    corrected = ContributionCorrected(
        contribution_id=WORKSHOP,
        partner_id=LITTORAL,
        difference=Decimal("0.5"),
        reason=SOURCES_CONTESTED.reason,
    )
    store.rival = once(store, corrected)
    ledger.handle(confirms(BRUMES))
    assert facts_since(store, SO_FAR) == [corrected, confirmed(BRUMES, "8")]
    assert store.attempts == 2


def test_deciding_again_may_end_in_a_refusal() -> None:
    """A contest between reading and writing makes the confirmation wait."""
    store, ledger = recorded()
    store.rival = once(store, SOURCES_CONTESTED)
    with pytest.raises(ContributionIsContested):
        ledger.handle(confirms(BRUMES))
    assert facts_since(store, SO_FAR) == [SOURCES_CONTESTED]


def test_a_mandate_withdrawn_meanwhile_stops_the_command() -> None:
    """Standing is conditioned in the same append as everything else."""
    store, ledger = recorded()
    withdrawn = MandateWithdrawn(
        mandate_id=mandate_id(BEN, BRUMES), partner_id=BRUMES, person_id=BEN
    )
    store.rival = once(store, withdrawn)
    with pytest.raises(NoMandateInForce):
        ledger.handle(confirms(BRUMES))
    assert facts_since(store, SO_FAR) == [withdrawn]


def test_a_second_attempt_is_stamped_anew() -> None:
    """The time of a fact is the time of the attempt that recorded it."""
    store, ledger = recorded()
    meanwhile = once(store, confirmed(SOURCES))
    later = NOON + timedelta(seconds=3)

    def rival() -> None:
        meanwhile()
        store.time.now = later

    store.rival = rival
    ledger.handle(confirms(BRUMES))
    *_, event = store.since(SO_FAR)
    assert CODEC.decode(event).envelope.at == later


def test_a_boundary_that_keeps_moving_is_given_up() -> None:
    """After eight attempts nothing is recorded, and the person tries again."""
    store, ledger = recorded()
    partners = iter(range(100))

    def rival() -> None:
        once(store, confirmed(PartnerId(f"p{next(partners)}")))()

    store.rival = rival
    with pytest.raises(TooContended):
        ledger.handle(confirms(BRUMES))
    assert store.attempts == ATTEMPTS_MAX == 8
    assert confirmed(BRUMES) not in facts_since(store, SO_FAR)


def test_a_twin_under_the_same_key_is_answered_like_a_repeat() -> None:
    """Both sendings looked for the key before either was recorded."""
    store, ledger = recorded()
    elsewhere = Ledger(store, secret=SECRET, clock=store.clock)
    store.rival = twin(elsewhere, contests("Trop d’heures"))
    answer = ledger.handle(contests("Trop d’heures"))
    assert answer == Appended(SO_FAR + 1, SO_FAR + 1, is_repeat=True)
    assert store.head().position == SO_FAR + 1


def test_a_twin_with_other_content_reuses_the_key() -> None:
    """The one that comes second is told so, though the key was free at first."""
    store, ledger = recorded()
    elsewhere = Ledger(store, secret=SECRET, clock=store.clock)
    store.rival = twin(elsewhere, contests("Trop d’heures"))
    with pytest.raises(KeyReused):
        ledger.handle(contests("Pas assez d’heures"))
    assert store.head().position == SO_FAR + 1
