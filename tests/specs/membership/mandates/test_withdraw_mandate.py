"""Withdraw a mandate."""

from datetime import UTC, date, datetime

import pytest

from ledger.application import Ledger
from ledger.kernel.identifiers import MandateId
from ledger.kernel.messages import Capacity, Fact
from ledger.kernel.refusals import NoMandateInForce
from ledger.membership.mandates.events import MandateWithdrawn
from ledger.membership.mandates.refusals import (
    LastRepresentative,
    OwnSeat,
    SeatOfTheBoard,
    UnknownMandate,
)
from ledger.membership.mandates.withdraw_mandate import WithdrawMandate
from ledger.membership.partners.refusals import NotYourPartner
from tests.cast import (
    ADA,
    BEN,
    BRUMES,
    CLEO,
    DIA,
    LITTORAL,
    SOURCES,
    acting_for,
    mandate,
    mandate_id,
)
from tests.circle import (
    BOARD,
    CIRCLE,
    FELIX,
    REASON,
    asked,
    ended,
    suspended,
)
from tests.rivals import ContestedStore, once
from tests.spec import SECRET, given

CONTRIBUTES = mandate(FELIX, BRUMES, Capacity.CONTRIBUTOR)
ALSO_REPRESENTS = mandate(FELIX, BRUMES)
STANDS_IN = mandate(FELIX, BRUMES, Capacity.ALTERNATE)
BY_BOARD = {"actor": BOARD, "acting_for_id": LITTORAL}
BENS = {"mandate_id": mandate_id(BEN, BRUMES)}


BEN_WITHDRAWN = MandateWithdrawn(
    mandate_id=mandate_id(BEN, BRUMES), partner_id=BRUMES, person_id=BEN, reason=REASON
)
FELIX_WITHDRAWN = MandateWithdrawn(
    mandate_id=CONTRIBUTES.mandate_id,
    partner_id=BRUMES,
    person_id=FELIX,
    reason=REASON,
)


def test_a_representative_withdraws_a_mandate_of_their_partner() -> None:
    """It ends before its day, with or without a reason."""
    story = given(*CIRCLE, CONTRIBUTES)
    story.when(asked(WithdrawMandate)).then(FELIX_WITHDRAWN)
    story = given(*CIRCLE, CONTRIBUTES)
    (fact,) = story.when(asked(WithdrawMandate, reason=None)).then_kinds(
        MandateWithdrawn
    )
    assert fact.reason is None


def test_the_board_withdraws_a_mandate() -> None:
    """That of any partner, active or not."""
    for history in ([], [suspended(BRUMES)]):
        (
            given(*CIRCLE, CONTRIBUTES, *history)
            .when(asked(WithdrawMandate, **BY_BOARD))
            .then(FELIX_WITHDRAWN)
        )


def test_a_representative_withdraws_no_mandate_of_another_partner() -> None:
    """Each partner withdraws its own, and the board."""
    dias = asked(
        WithdrawMandate, partner_id=SOURCES, mandate_id=mandate_id(DIA, SOURCES)
    )
    given(*CIRCLE).when(dias).refused(NotYourPartner)


@pytest.mark.parametrize(
    "history", [[], [CONTRIBUTES, FELIX_WITHDRAWN], [mandate(FELIX, SOURCES)]]
)
def test_a_mandate_is_withdrawn_once(history: list[Fact]) -> None:
    """One that was never granted, or already withdrawn, is unknown."""
    given(*CIRCLE, *history).when(asked(WithdrawMandate)).refused(UnknownMandate)


def test_the_mandate_of_another_partner_is_unknown_here() -> None:
    """Naming one's own partner does not make its mandate one's own."""
    dias = asked(WithdrawMandate, mandate_id=MandateId(mandate_id(DIA, SOURCES)))
    given(*CIRCLE).when(dias).refused(UnknownMandate)


def test_the_last_representative_stays() -> None:
    """Neither they nor the board leave a partner without anyone."""
    story = given(*CIRCLE, CONTRIBUTES)
    story.when(asked(WithdrawMandate, **BENS)).refused(LastRepresentative)
    by_board = asked(WithdrawMandate, **BENS, **BY_BOARD)
    story.when(by_board).refused(LastRepresentative)


def test_one_of_two_representatives_may_go() -> None:
    """The other one is left."""
    (
        given(*CIRCLE, ALSO_REPRESENTS)
        .when(asked(WithdrawMandate, **BENS))
        .then(BEN_WITHDRAWN)
    )


def test_an_alternate_does_not_count() -> None:
    """They could designate nobody, and so the partner would be stuck."""
    (
        given(*CIRCLE, STANDS_IN)
        .when(asked(WithdrawMandate, **BENS))
        .refused(LastRepresentative)
    )


def test_an_alternate_may_always_go() -> None:
    """The representative is left; or the board makes way for a recovery."""
    alone = [fact for fact in CIRCLE if fact != mandate(BEN, BRUMES)]
    theirs = asked(WithdrawMandate, mandate_id=STANDS_IN.mandate_id, **BY_BOARD)
    for history in (CIRCLE, alone):
        given(*history, STANDS_IN).when(theirs).then_kinds(MandateWithdrawn)


@pytest.mark.parametrize("rest", [suspended(BRUMES), ended(BRUMES)])
def test_a_partner_at_rest_needs_no_representative(rest: Fact) -> None:
    """The board may withdraw all its mandates."""
    (
        given(*CIRCLE, rest)
        .when(asked(WithdrawMandate, **BENS, **BY_BOARD))
        .then(BEN_WITHDRAWN)
    )


@pytest.mark.parametrize(
    ("last_day", "at", "is_left"),
    [
        (date(2026, 3, 20), datetime(2026, 3, 20, 22, 59, tzinfo=UTC), True),
        (date(2026, 3, 20), datetime(2026, 3, 20, 23, 0, tzinfo=UTC), False),
        (date(2026, 7, 31), datetime(2026, 7, 31, 21, 59, tzinfo=UTC), True),
        (date(2026, 7, 31), datetime(2026, 7, 31, 22, 0, tzinfo=UTC), False),
    ],
)
def test_a_lapsed_representative_is_nobody(
    last_day: date,
    at: datetime,
    is_left: bool,  # noqa: FBT001  # a column of the table
) -> None:
    """Whoever's last day has passed in Paris represents nobody any more."""
    lapsing = mandate(FELIX, BRUMES, ends_on=last_day)
    story = given(*CIRCLE, lapsing).when(asked(WithdrawMandate, at=at, **BENS))
    if is_left:
        story.then(BEN_WITHDRAWN)
    else:
        story.refused(LastRepresentative)


def test_two_representatives_do_not_withdraw_each_other_at_once() -> None:
    """The second one finds that they are the last."""
    store = ContestedStore(given(*CIRCLE, ALSO_REPRESENTS))
    other_goes = MandateWithdrawn(
        mandate_id=ALSO_REPRESENTS.mandate_id, partner_id=BRUMES, person_id=FELIX
    )
    store.rival = once(store, other_goes)
    ledger = Ledger(store, secret=SECRET, clock=store.time)
    with pytest.raises(LastRepresentative):
        ledger.handle(asked(WithdrawMandate, **BENS))


CLEOS_SEAT = mandate_id(CLEO, LITTORAL, Capacity.BOARD_MEMBER)
SEAT = mandate(FELIX, BRUMES, Capacity.BOARD_MEMBER)
SEAT_WITHDRAWN = MandateWithdrawn(
    mandate_id=SEAT.mandate_id, partner_id=BRUMES, person_id=FELIX, reason=REASON
)


def test_the_board_takes_back_a_seat() -> None:
    """One of its members withdraws another's."""
    command = asked(WithdrawMandate, mandate_id=SEAT.mandate_id, **BY_BOARD)
    given(*CIRCLE, SEAT).when(command).then(SEAT_WITHDRAWN)


def test_a_partner_does_not_take_back_what_the_board_gave() -> None:
    """Otherwise a representative could leave the commons without a board."""
    bens = asked(WithdrawMandate, mandate_id=SEAT.mandate_id)
    given(*CIRCLE, SEAT).when(bens).refused(SeatOfTheBoard)
    adas = asked(
        WithdrawMandate,
        actor=acting_for(ADA, LITTORAL),
        acting_for_id=LITTORAL,
        partner_id=LITTORAL,
        mandate_id=CLEOS_SEAT,
    )
    given(*CIRCLE).when(adas).refused(SeatOfTheBoard)


@pytest.mark.parametrize("others", [[], [SEAT]])
def test_nobody_gives_up_the_seat_they_act_under(others: list[Fact]) -> None:
    """Alone or not: another member withdraws it, and so one is always left."""
    command = asked(
        WithdrawMandate, partner_id=LITTORAL, mandate_id=CLEOS_SEAT, **BY_BOARD
    )
    given(*CIRCLE, *others).when(command).refused(OwnSeat)


def test_two_members_of_the_board_do_not_withdraw_each_other_at_once() -> None:
    """The second one finds that they no longer sit there."""
    store = ContestedStore(given(*CIRCLE, SEAT))
    cleo_goes = MandateWithdrawn(
        mandate_id=CLEOS_SEAT, partner_id=LITTORAL, person_id=CLEO
    )
    store.rival = once(store, cleo_goes)
    ledger = Ledger(store, secret=SECRET, clock=store.time)
    with pytest.raises(NoMandateInForce):
        ledger.handle(asked(WithdrawMandate, mandate_id=SEAT.mandate_id, **BY_BOARD))
