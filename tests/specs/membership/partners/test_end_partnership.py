"""End a partnership."""

from datetime import UTC, date, datetime

import pytest

from ledger.application import Ledger
from ledger.kernel.identifiers import PartnerId, PersonId
from ledger.kernel.messages import Capacity, Command, Fact
from ledger.membership.mandates.events import MandateWithdrawn
from ledger.membership.partners.end_partnership import EndPartnership
from ledger.membership.partners.events import PartnershipEnded
from ledger.membership.partners.refusals import (
    EndInFuture,
    NotYourPartner,
    OwnPartnerOnBoard,
    PartnerNotActive,
    SeatsOnTheBoard,
    UnknownPartner,
    YourPartnerNotActive,
)
from tests.cast import (
    ADA,
    BEN,
    BRUMES,
    LITTORAL,
    PONT,
    SOURCES,
    YEAR_END,
    acting_for,
    mandate,
)
from tests.circle import (
    BOARD,
    CIRCLE,
    FELIX,
    NEWCOMER,
    REASON,
    TODAY,
    YESTERDAY,
    asked,
    ended,
    merged,
    suspended,
)
from tests.rivals import ContestedStore, once
from tests.spec import SECRET, given, record

LEFT = PartnershipEnded(partner_id=BRUMES, ended_on=TODAY, reason=REASON)
BY_BOARD = {"actor": BOARD, "acting_for_id": LITTORAL}


def test_a_partner_leaves() -> None:
    """Its representative says so, with or without a reason."""
    given(*CIRCLE).when(asked(EndPartnership)).then(LEFT)
    (
        given(*CIRCLE)
        .when(asked(EndPartnership, reason=None))
        .then(PartnershipEnded(partner_id=BRUMES, ended_on=TODAY))
    )


def test_a_person_in_their_own_name_leaves() -> None:
    """Nobody is kept because they represent no body."""
    alone = mandate(BEN, BRUMES, Capacity.PARTICIPANT)
    actor = acting_for(BEN, BRUMES, Capacity.PARTICIPANT)
    given(*CIRCLE, alone).when(asked(EndPartnership, actor=actor)).then(LEFT)


def test_the_board_ends_a_partnership() -> None:
    """Also that of a partner which is suspended."""
    for history in ([], [suspended(BRUMES)]):
        given(*CIRCLE, *history).when(asked(EndPartnership, **BY_BOARD)).then(LEFT)


def test_a_suspended_partner_may_leave() -> None:
    """It may do nothing else, and nobody is held."""
    given(*CIRCLE, suspended(BRUMES)).when(asked(EndPartnership)).then(LEFT)


def test_a_representative_ends_only_their_own_partnership() -> None:
    """Only the board ends another's."""
    (
        given(*CIRCLE)
        .when(asked(EndPartnership, partner_id=SOURCES))
        .refused(NotYourPartner)
    )


def test_the_board_of_a_suspended_partner_ends_nothing() -> None:
    """Not even its own partnership: that is its representative's to do."""
    story = given(*CIRCLE, suspended(LITTORAL))
    for name in (BRUMES, LITTORAL):
        command = asked(EndPartnership, partner_id=name, **BY_BOARD)
        story.when(command).refused(YourPartnerNotActive)


def test_the_board_does_not_end_its_own_partnership() -> None:
    """Its representative leaves, or a member of another partner ends it."""
    own = asked(EndPartnership, partner_id=LITTORAL, **BY_BOARD)
    given(*CIRCLE).when(own).refused(OwnPartnerOnBoard)


def leaves(partner_id: PartnerId, person_id: PersonId) -> Command:
    return asked(
        EndPartnership,
        actor=acting_for(person_id, partner_id),
        acting_for_id=partner_id,
        partner_id=partner_id,
    )


def test_a_partner_with_a_seat_on_the_board_gives_it_back_first() -> None:
    """The last board would leave with it; the board takes its seats back itself."""
    given(*CIRCLE).when(leaves(LITTORAL, ADA)).refused(SeatsOnTheBoard)
    seat = mandate(FELIX, BRUMES, Capacity.BOARD_MEMBER)
    story = given(*CIRCLE, seat).when(leaves(BRUMES, BEN)).refused(SeatsOnTheBoard)
    back = MandateWithdrawn(
        mandate_id=seat.mandate_id, partner_id=BRUMES, person_id=FELIX
    )
    record(story.store, back, at=story.clock.now)
    story.when(leaves(BRUMES, BEN)).then(LEFT)


@pytest.mark.parametrize(
    "rest",
    [
        mandate(FELIX, BRUMES, Capacity.BOARD_MEMBER, ends_on=YESTERDAY),
        mandate(FELIX, BRUMES, Capacity.BOARD_MEMBER, starts_on=YEAR_END),
        mandate(FELIX, BRUMES, Capacity.TREASURER),
        mandate(FELIX, SOURCES, Capacity.BOARD_MEMBER),
    ],
)
def test_a_seat_that_is_not_held_today_keeps_nobody(rest: Fact) -> None:
    """Lapsed, still to come, another role, or another partner's."""
    given(*CIRCLE, rest).when(leaves(BRUMES, BEN)).then(LEFT)


def test_the_seats_of_a_suspended_partner_keep_it_not() -> None:
    """They are at rest: nobody acts under them, and nobody is held."""
    seat = mandate(FELIX, BRUMES, Capacity.BOARD_MEMBER)
    (given(*CIRCLE, seat, suspended(BRUMES)).when(leaves(BRUMES, BEN)).then(LEFT))


def test_the_board_ends_a_partnership_with_its_seats() -> None:
    """Whoever ends it sits there for another partner."""
    seat = mandate(FELIX, BRUMES, Capacity.BOARD_MEMBER)
    given(*CIRCLE, seat).when(asked(EndPartnership, **BY_BOARD)).then(LEFT)


def test_a_seat_given_meanwhile_keeps_the_partner() -> None:
    """It was decided on mandates as they were, and is decided anew."""
    store = ContestedStore(given(*CIRCLE))
    store.rival = once(store, mandate(FELIX, BRUMES, Capacity.BOARD_MEMBER))
    ledger = Ledger(store, secret=SECRET, clock=store.time)
    with pytest.raises(SeatsOnTheBoard):
        ledger.handle(leaves(BRUMES, BEN))


@pytest.mark.parametrize("gone", [ended(BRUMES), merged(BRUMES)])
def test_a_partnership_ends_once(gone: Fact) -> None:
    """Whoever has left or merged has no partnership to end."""
    given(*CIRCLE, gone).when(asked(EndPartnership)).refused(PartnerNotActive)


def test_a_prospect_has_no_partnership_to_end() -> None:
    """It declines instead; and a body that is not here is unknown."""
    story = given(*CIRCLE)
    pont = asked(EndPartnership, partner_id=PONT, **BY_BOARD)
    story.when(pont).refused(PartnerNotActive)
    nobody = asked(EndPartnership, partner_id=NEWCOMER, **BY_BOARD)
    story.when(nobody).refused(UnknownPartner)


@pytest.mark.parametrize(
    ("day", "at", "has_come"),
    [
        (date(2026, 3, 21), datetime(2026, 3, 20, 22, 59, tzinfo=UTC), False),
        (date(2026, 3, 21), datetime(2026, 3, 20, 23, 0, tzinfo=UTC), True),
        (date(2026, 7, 1), datetime(2026, 6, 30, 21, 59, tzinfo=UTC), False),
        (date(2026, 7, 1), datetime(2026, 6, 30, 22, 0, tzinfo=UTC), True),
    ],
)
def test_the_day_of_leaving_has_come_in_paris(
    day: date,
    at: datetime,
    has_come: bool,  # noqa: FBT001  # a column of the table
) -> None:
    """Nobody leaves in advance."""
    command = asked(EndPartnership, at=at, ended_on=day, reason=None)
    story = given(*CIRCLE).when(command)
    if has_come:
        story.then(PartnershipEnded(partner_id=BRUMES, ended_on=day))
    else:
        story.refused(EndInFuture)


def test_another_partner_leaving_is_no_obstacle() -> None:
    """Partners do not touch."""
    given(*CIRCLE, ended(SOURCES)).when(asked(EndPartnership)).then(LEFT)
