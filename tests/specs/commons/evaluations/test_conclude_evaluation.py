"""Conclude an evaluation."""

import msgspec
import pytest

from ledger.application import Ledger
from ledger.commons.evaluations.conclude_evaluation import ConcludeEvaluation
from ledger.commons.evaluations.refusals import EvaluationIsConcluded, NotTheOpener
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Capacity
from tests.cast import BEN, BRUMES, LITTORAL, acting_for, mandate
from tests.porch import (
    CALLS_FOR,
    COLLECTED,
    LEARNED,
    OBSERVED,
    OPENED,
    PORCH,
    PORCH_CONCLUDED,
    TOLD,
    asked,
)
from tests.rivals import ContestedStore, once
from tests.spec import SECRET, given


def concluding(
    partner_id: PartnerId = LITTORAL, /, **content: object
) -> ConcludeEvaluation:
    """Return the command to conclude the porch's evaluation."""
    plain: dict[str, object] = {
        "evaluation_id": PORCH,
        "observed": OBSERVED,
        "learned": LEARNED,
    }
    command: ConcludeEvaluation = asked(
        ConcludeEvaluation, partner_id, **(plain | content)
    )
    return command


def test_what_was_observed_and_learned_stands_beside_what_was_expected() -> None:
    """With what it calls for, if anything, and its day."""
    given(*TOLD).when(concluding()).then(PORCH_CONCLUDED)
    calling = msgspec.structs.replace(PORCH_CONCLUDED, calls_for=CALLS_FOR)
    given(*TOLD).when(concluding(calls_for=CALLS_FOR)).then(calling)


def test_nobody_told_is_a_conclusion_too() -> None:
    """That nothing was told is something to learn from."""
    given(*OPENED).when(concluding()).then(PORCH_CONCLUDED)


def test_whoever_opened_it_concludes() -> None:
    """Or the board: an evaluation whose opener left would never end."""
    given(*TOLD).when(concluding(BRUMES)).refused(NotTheOpener)
    seat = mandate(BEN, BRUMES, Capacity.BOARD_MEMBER)
    from_the_board = concluding(
        BRUMES, actor=acting_for(BEN, BRUMES, Capacity.BOARD_MEMBER)
    )
    by_the_board = msgspec.structs.replace(PORCH_CONCLUDED, partner_id=BRUMES)
    given(*TOLD, seat).when(from_the_board).then(by_the_board)


def test_it_is_concluded_once() -> None:
    """Nothing is rewritten afterwards: open another evaluation."""
    given(*TOLD, PORCH_CONCLUDED).when(concluding()).refused(EvaluationIsConcluded)


def test_two_conclusions_at_once_are_one() -> None:
    """The slower one reads the faster one's, and is refused."""
    store = ContestedStore(given(*TOLD))
    store.rival = once(store, PORCH_CONCLUDED)
    with pytest.raises(EvaluationIsConcluded):
        Ledger(store, secret=SECRET, clock=store.clock).handle(concluding())


def test_an_account_given_meanwhile_does_not_delay_it() -> None:
    """It stands beside the conclusion, for everybody to compare."""
    store = ContestedStore(given(*TOLD))
    store.rival = once(store, COLLECTED)
    Ledger(store, secret=SECRET, clock=store.clock).handle(concluding())
    assert store.attempts == 1
