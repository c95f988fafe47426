"""Take a proxy back."""

from ledger.membership.mandates.refusals import (
    NotYourProxy,
    ProxyIsRevoked,
    UnknownProxy,
)
from ledger.membership.partners.refusals import NotYourPartner
from tests.benches import GIVEN, REVOKED, revoking
from tests.cast import LITTORAL, SOURCES
from tests.chamber import PARTNERS
from tests.spec import given


def test_a_partner_takes_its_proxy_back_once() -> None:
    """What was cast through it stays cast."""
    given(*PARTNERS, GIVEN).when(revoking()).then(REVOKED)
    given(*PARTNERS, GIVEN, REVOKED).when(revoking()).refused(ProxyIsRevoked)


def test_only_who_gave_a_proxy_takes_it_back() -> None:
    """Not who holds it."""
    story = given(*PARTNERS, GIVEN)
    story.when(revoking(SOURCES)).refused(NotYourProxy)
    story.when(revoking(LITTORAL, acts=SOURCES)).refused(NotYourPartner)
    given(*PARTNERS).when(revoking()).refused(UnknownProxy)
