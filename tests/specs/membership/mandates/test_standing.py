"""Standing: under what mandate someone acts."""

from datetime import UTC, date, datetime

import pytest

from ledger.kernel.identifiers import MandateId
from ledger.kernel.messages import Actor, Fact
from ledger.kernel.refusals import NoMandateInForce
from ledger.membership.mandates.events import MandateWithdrawn
from ledger.membership.partners.events import PartnerRenamed
from ledger.membership.partners.rename_partner import RenamePartner
from tests.cast import ADA, BEN, BRUMES, acting_for, mandate, mandate_id
from tests.circle import CIRCLE, FELIX, asked
from tests.spec import given

BENS = mandate_id(BEN, BRUMES)
WITHDRAWN = MandateWithdrawn(mandate_id=BENS, partner_id=BRUMES, person_id=BEN)


@pytest.mark.parametrize(
    "actor",
    [
        Actor(person_id=ADA, mandate_id=BENS),
        Actor(person_id=BEN, mandate_id=MandateId("never-granted")),
    ],
)
def test_nobody_acts_under_a_mandate_that_is_not_theirs(actor: Actor) -> None:
    """Neither another person's, nor one that was never granted."""
    given(*CIRCLE).when(asked(RenamePartner, actor=actor)).refused(NoMandateInForce)


def test_nobody_acts_under_a_mandate_that_was_withdrawn() -> None:
    """Not from the moment on that it was."""
    given(*CIRCLE, WITHDRAWN).when(asked(RenamePartner)).refused(NoMandateInForce)


@pytest.mark.parametrize(
    "other",
    [
        mandate(FELIX, BRUMES),
        MandateWithdrawn(
            mandate_id=mandate_id(FELIX, BRUMES), partner_id=BRUMES, person_id=FELIX
        ),
    ],
)
def test_another_persons_mandate_is_no_obstacle(other: Fact) -> None:
    """Mandates of one partner do not touch."""
    story = given(*CIRCLE, mandate(FELIX, BRUMES), other)
    assert story.ledger.handle(asked(RenamePartner)).first


@pytest.mark.parametrize(
    ("last_day", "at", "holds"),
    [
        (date(2026, 3, 20), datetime(2026, 3, 20, 22, 59, 59, tzinfo=UTC), True),
        (date(2026, 3, 20), datetime(2026, 3, 20, 23, 0, 0, tzinfo=UTC), False),
        (date(2026, 7, 31), datetime(2026, 7, 31, 21, 59, 59, tzinfo=UTC), True),
        (date(2026, 7, 31), datetime(2026, 7, 31, 22, 0, 0, tzinfo=UTC), False),
    ],
)
def test_a_mandate_holds_to_the_last_second_of_its_day_in_paris(
    last_day: date,
    at: datetime,
    holds: bool,  # noqa: FBT001  # a column of the table
) -> None:
    """In winter and in summer time; then it has lapsed, and no fact says so."""
    lapsing = mandate(FELIX, BRUMES, ends_on=last_day)
    actor = acting_for(FELIX, BRUMES)
    story = given(*CIRCLE, lapsing).when(asked(RenamePartner, actor=actor, at=at))
    if holds:
        story.then_kinds(PartnerRenamed)
    else:
        story.refused(NoMandateInForce)
