"""Give a proxy."""

from datetime import timedelta

from msgspec.structs import replace

from ledger.kernel.identifiers import (
    MandateId,
    MeetingId,
    VoteId,
)
from ledger.membership.mandates.events import (
    MandateWithdrawn,
)
from ledger.membership.mandates.refusals import (
    HolderNotInForce,
    ProxyDayPast,
    ProxyExists,
    ProxyScopeUnclear,
    ProxyToOneself,
)
from ledger.membership.partners.refusals import NotYourPartner
from tests.benches import ADAS, BENS, GIVEN, giving
from tests.cast import BEN, BRUMES
from tests.chamber import PARTNERS
from tests.spec import given
from tests.workshop import TODAY


def test_a_mandate_gives_its_vote_until_a_day() -> None:
    """To somebody who votes today, and once under this name."""
    story = given(*PARTNERS).when(giving()).then(GIVEN)
    story.when(giving(key="two")).refused(ProxyExists)


def test_a_mandate_gives_its_vote_for_a_vote_or_a_meeting() -> None:
    """Exactly one of the three."""
    vote, meeting = VoteId("vote"), MeetingId("june")
    given(*PARTNERS).when(giving(until=None, vote_id=vote)).then(
        replace(GIVEN, until=None, vote_id=vote)
    )
    given(*PARTNERS).when(giving(until=None, meeting_id=meeting)).then(
        replace(GIVEN, until=None, meeting_id=meeting)
    )
    story = given(*PARTNERS)
    story.when(giving(until=None)).refused(ProxyScopeUnclear)
    story.when(giving(vote_id=vote)).refused(ProxyScopeUnclear)


def test_a_proxy_ends_within_a_year() -> None:
    """Today is the first day that it may end on."""
    story = given(*PARTNERS)
    story.when(giving(until=TODAY - timedelta(days=1))).refused(ProxyDayPast)
    story.when(giving(until=TODAY + timedelta(days=367))).refused(ProxyDayPast)
    last = TODAY + timedelta(days=366)
    story.when(giving(until=last)).then(replace(GIVEN, until=last))


def test_a_proxy_goes_to_somebody_else_who_votes_today() -> None:
    """Not to oneself, nor to a designation that is over."""
    story = given(*PARTNERS)
    story.when(giving(holder=ADAS)).refused(ProxyToOneself)
    story.when(giving(holder=MandateId("nobody"))).refused(HolderNotInForce)
    over = MandateWithdrawn(mandate_id=BENS, partner_id=BRUMES, person_id=BEN)
    given(*PARTNERS, over).when(giving()).refused(HolderNotInForce)


def test_a_proxy_is_ones_own_partners() -> None:
    """Nobody gives another's vote."""
    given(*PARTNERS).when(giving(partner_id=BRUMES)).refused(NotYourPartner)
