"""Anomalies: each rule fires where it should, and is silent where all is usual."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from ledger.application import CODEC
from ledger.commons.contributions.events import (
    ContestSettled,
    ContributionConfirmed,
    ContributionContested,
    ContributionRecorded,
    ContributionWithdrawn,
    Nature,
    Settlement,
    Unit,
)
from ledger.kernel.codec import Envelope, Recorded
from ledger.kernel.identifiers import ContributionId, MandateId, PartnerId, PersonId
from ledger.kernel.messages import Capacity, Fact
from ledger.kernel.quantities import Period
from ledger.kernel.store.port import StoredEvent
from ledger.kernel.words import Audience, write
from ledger.membership.mandates.events import (
    Designation,
    MandateGranted,
    MandateWithdrawn,
)
from projections.anomalies import BURST_ENTRIES, UNSETTLED, Anomaly, anomalies
from web.demo.founding_story import tell
from web.demo.telling import Teller

NOON = datetime(2026, 6, 15, 12, tzinfo=UTC)
REASON = write("reason", "Parce que.", Audience.PUBLIC).reference
GIFT = ContributionId("gift")
BRUMES, LAB = PartnerId("brumes"), PartnerId("lab")


class Story:
    """Facts in their order, told one after the other."""

    def __init__(self) -> None:
        self.told: list[Recorded[Any]] = []

    def tell(
        self,
        fact: Fact,
        *,
        at: datetime = NOON,
        by: str = "person:ada",
        mandate: str | None = None,
        asked: datetime | None = None,
    ) -> int:
        envelope = Envelope(
            v=1,
            by=by,
            at=asked or at,
            fact=fact,
            mandate=MandateId(mandate) if mandate else None,
        )
        self.told.append(Recorded(len(self.told) + 1, at, envelope))
        return len(self.told)

    def asked(self, until: datetime = NOON) -> list[Anomaly]:
        return list(anomalies([self.told], until))


def granted(
    name: str, starts_on: date = date(2026, 1, 1), ends_on: date | None = None
) -> MandateGranted:
    return MandateGranted(
        mandate_id=MandateId(name),
        partner_id=BRUMES,
        person_id=PersonId("ada"),
        capacity=Capacity.REPRESENTATIVE,
        designation=Designation.ELECTION,
        starts_on=starts_on,
        ends_on=ends_on,
    )


def recorded(name: str = GIFT, quantity: str = "2") -> ContributionRecorded:
    return ContributionRecorded(
        contribution_id=ContributionId(name),
        partner_id=BRUMES,
        nature=Nature.TIME,
        quantity=Decimal(quantity),
        unit=Unit.HOUR,
        period=Period(date(2026, 5, 1), date(2026, 5, 2)),
        title=REASON,
    )


def confirmed() -> ContributionConfirmed:
    return ContributionConfirmed(
        contribution_id=GIFT, confirming_id=LAB, quantity=Decimal(2)
    )


def contested() -> ContributionContested:
    return ContributionContested(
        contribution_id=GIFT,
        contesting_id=LAB,
        contested_on=date(2026, 6, 15),
        reason=REASON,
    )


def settled() -> ContestSettled:
    return ContestSettled(
        contribution_id=GIFT,
        settling_id=PartnerId("third"),
        settlement=Settlement.SET_ASIDE,
        reason=REASON,
    )


@pytest.fixture
def story() -> Story:
    return Story()


def rules_of(found: Sequence[Anomaly]) -> list[str]:
    return [anomaly.rule for anomaly in found]


def test_the_founding_story_gives_nothing_to_ask() -> None:
    """What people did by the pages, at any hour, on any day, is usual."""
    teller = Teller()
    tell(teller)
    stored = [
        StoredEvent(
            n, past.recorded_at, past.event.kind, past.event.tags, past.event.data
        )
        for n, past in enumerate(teller.history(), 1)
    ]
    facts = [CODEC.decode(event) for event in stored]
    asked = list(anomalies([facts], facts[-1].recorded_at))
    assert set(rules_of(asked)) <= {"own_confirmation", "own_settlement"}


def test_time_never_goes_back(story: Story) -> None:
    """An entry from before the one it follows is named, with that one."""
    story.tell(recorded("a"))
    story.tell(recorded("b"), at=NOON - timedelta(seconds=1))
    assert story.asked() == [Anomaly("back", 2, 1, {"by": "1"})]


@pytest.mark.parametrize(("apart", "fires"), [(5, False), (6, True), (-6, True)])
def test_asking_and_recording_are_close(
    story: Story, apart: int, *, fires: bool
) -> None:
    """Five seconds are allowed by the store, six are not."""
    story.tell(recorded(), asked=NOON - timedelta(seconds=apart))
    assert (rules_of(story.asked()) == ["apart"]) == fires


@pytest.mark.parametrize(
    ("at", "rule"),
    [
        (datetime(2026, 6, 30, 21, 59, tzinfo=UTC), None),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), "lapsed_mandate"),
        (datetime(2026, 2, 1, 0, 0, tzinfo=UTC), None),
        (datetime(2026, 1, 31, 22, 59, tzinfo=UTC), "early_mandate"),
    ],
)
def test_a_mandate_holds_from_its_first_day_to_its_last(
    story: Story, at: datetime, rule: str | None
) -> None:
    """Both included, until midnight in Paris."""
    story.tell(
        granted("m", date(2026, 2, 1), date(2026, 6, 30)),
        at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    story.tell(recorded(), at=at, mandate="m")
    assert rules_of(story.asked()) == ([rule] if rule else [])


def test_a_withdrawn_mandate_lets_nobody_act(story: Story) -> None:
    """What was done before stays usual; what comes after names the withdrawal."""
    story.tell(granted("m"))
    story.tell(recorded("a"), mandate="m")
    withdrawn = story.tell(
        MandateWithdrawn(
            mandate_id=MandateId("m"), partner_id=BRUMES, person_id=PersonId("ada")
        )
    )
    story.tell(recorded("b"), mandate="m")
    assert story.asked() == [Anomaly("withdrawn_mandate", 4, withdrawn)]


def test_a_mandate_that_nobody_gave_is_named(story: Story) -> None:
    """It stands nowhere before."""
    story.tell(recorded(), mandate="nowhere")
    story.tell(granted("nowhere"))
    assert story.asked() == [Anomaly("unknown_mandate", 1)]


def test_nobody_confirms_what_they_declared(story: Story) -> None:
    """Under whatever mandate; another person may."""
    first = story.tell(recorded(), by="person:ada")
    story.tell(confirmed(), by="person:ben")
    assert story.asked() == []
    story.tell(confirmed(), by="person:ada")
    assert story.asked() == [Anomaly("own_confirmation", 3, first)]


@pytest.mark.parametrize("who", ["person:ada", "person:ben"])
def test_nobody_settles_their_own_contest(story: Story, who: str) -> None:
    """Neither who declared nor who contested; a third person may."""
    story.tell(recorded(), by="person:ada")
    story.tell(contested(), by="person:ben")
    story.tell(settled(), by="person:cleo")
    assert story.asked() == []
    story.tell(settled(), by=who)
    assert rules_of(story.asked()) == ["own_settlement"]


@pytest.mark.parametrize(
    ("apart", "fires"),
    [(0, 1), (60 / BURST_ENTRIES, 1), (60 / (BURST_ENTRIES - 1), 0)],
)
def test_a_burst_is_told_once(story: Story, apart: float, fires: int) -> None:
    """However long it goes on; people who type are slower."""
    story.tell(granted("m"))
    for n in range(3 * BURST_ENTRIES):
        at = NOON + timedelta(seconds=n * apart)
        story.tell(recorded(f"c{n}"), at=at, mandate="m")
    found = story.asked(NOON + timedelta(days=1))
    assert rules_of(found) == ["burst"] * fires
    if fires:
        assert found[0].other == 2


@pytest.mark.parametrize(("quantity", "fires"), [("1607", False), ("1607.5", True)])
def test_more_than_a_working_year_is_looked_at(
    story: Story, quantity: str, *, fires: bool
) -> None:
    """As the board's queue does."""
    story.tell(recorded(quantity=quantity))
    assert (rules_of(story.asked()) == ["unusual"]) == fires


def test_a_contest_does_not_stay_open_for_ever(story: Story) -> None:
    """Until it is settled, or what it is about is withdrawn."""
    story.tell(recorded(), by="person:ada")
    at = story.tell(contested(), by="person:ben")
    assert story.asked(NOON + UNSETTLED) == []
    late = NOON + UNSETTLED + timedelta(days=1)
    assert story.asked(late) == [Anomaly("unsettled", at, told={"days": "91"})]
    story.tell(settled(), by="person:cleo")
    assert story.asked(late) == []
    story.tell(contested(), by="person:ben")
    story.tell(
        ContributionWithdrawn(contribution_id=GIFT, partner_id=BRUMES, reason=REASON)
    )
    assert story.asked(late) == []


def test_no_hour_and_no_day_is_unusual(story: Story) -> None:
    """People work when they can: every hour of a year is looked at."""
    for n in range(366):
        at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=n * 25)
        story.tell(recorded(f"c{n}"), at=at)
    assert story.asked(datetime(2027, 6, 1, tzinfo=UTC)) == []
