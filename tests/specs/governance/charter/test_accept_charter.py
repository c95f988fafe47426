"""Accept the charter."""

from msgspec.structs import replace

from ledger.governance.charter.refusals import (
    CharterAcceptedAlready,
    CharterChanged,
    NoCharterYet,
)
from ledger.membership.partners.refusals import NotYourPartner
from tests.cast import LITTORAL
from tests.chamber import (
    PARTNERS,
)
from tests.parchment import (
    ACCEPTED,
    AMENDED,
    FIRST,
    accepting,
)
from tests.spec import given


def test_a_partner_accepts_the_version_in_force_once() -> None:
    """A new version is accepted anew."""
    story = given(*PARTNERS, FIRST).when(accepting()).then(ACCEPTED)
    story.when(accepting(key="two")).refused(CharterAcceptedAlready)
    anew = replace(ACCEPTED, charter_version=2)
    given(*PARTNERS, FIRST, ACCEPTED, AMENDED).when(accepting(2)).then(anew)


def test_nobody_accepts_what_they_have_not_read() -> None:
    """The charter that was amended meanwhile is read first."""
    given(*PARTNERS, FIRST, AMENDED).when(accepting()).refused(CharterChanged)
    given(*PARTNERS).when(accepting()).refused(NoCharterYet)


def test_a_partner_accepts_for_itself() -> None:
    """And for no other."""
    other = accepting(partner_id=LITTORAL)
    given(*PARTNERS, FIRST).when(other).refused(NotYourPartner)
