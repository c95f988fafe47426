"""Sign the founding rules."""

from msgspec.structs import replace

from ledger.governance.rules.refusals import (
    NoRulesYet,
    RulesFoundedAnew,
    SignatureNotAwaited,
)
from ledger.governance.rules.sign_founding_rules import SignFoundingRules
from ledger.membership.partners.refusals import (
    NotYourPartner,
)
from tests.cast import BRUMES, LITTORAL, PONT, SOURCES, acting_for
from tests.chamber import PARTNERS
from tests.pact import PUT, SIGNED, signing
from tests.spec import NOON, given
from tests.workshop import PERSON_OF


def test_a_signature_that_is_awaited_is_taken_once() -> None:
    """The second is not awaited any more, nor that of others."""
    story = given(*PARTNERS, PUT).when(signing()).then(SIGNED)
    again = SignFoundingRules(
        actor=acting_for(PERSON_OF[BRUMES], BRUMES),
        at=NOON,
        key="again",
        partner_id=BRUMES,
        founding=1,
    )
    story.when(again).refused(SignatureNotAwaited)
    story.when(signing(SOURCES)).refused(SignatureNotAwaited)
    story.when(signing(LITTORAL)).refused(SignatureNotAwaited)


def test_nobody_signs_what_they_have_not_read() -> None:
    """Rules that were founded anew meanwhile are read first."""
    anew = replace(PUT, founding=2)
    given(*PARTNERS, PUT, anew).when(signing()).refused(RulesFoundedAnew)
    given(*PARTNERS).when(signing()).refused(NoRulesYet)


def test_a_partner_that_is_none_signs_nothing() -> None:
    """Nor does anybody for another partner."""
    other = SignFoundingRules(
        actor=acting_for(PERSON_OF[PONT], PONT),
        at=NOON,
        key="other",
        partner_id=BRUMES,
        founding=1,
    )
    given(*PARTNERS, PUT).when(other).refused(NotYourPartner)
