"""The pact: founding rules that stories share, and who signs them."""

from ledger.governance.rules.events import (
    FoundingRulesSigned,
    Kind,
    KindRule,
    RulesFounded,
)
from ledger.governance.rules.found_rules import FoundRules
from ledger.governance.rules.sign_founding_rules import SignFoundingRules
from ledger.kernel.identifiers import PartnerId
from tests.cast import BRUMES, LITTORAL, acting_for
from tests.chamber import BOARD, RULE
from tests.spec import NOON
from tests.workshop import PERSON_OF

BY_VOTE = (KindRule(Kind.ORIENTATION, RULE),)

PUT = RulesFounded(
    partner_id=LITTORAL,
    founding=1,
    rules=BY_VOTE,
    signatories=(LITTORAL, BRUMES),
)

SIGNED = FoundingRulesSigned(partner_id=BRUMES, founding=1)


def founding(
    rules: tuple[KindRule, ...] = BY_VOTE,
    signatories: tuple[PartnerId, ...] = (LITTORAL, BRUMES),
    partner_id: PartnerId = LITTORAL,
) -> FoundRules:
    """Return the command, or the fact, that the story asks for."""
    return FoundRules(
        actor=BOARD[LITTORAL],
        at=NOON,
        key=f"{rules} {signatories} {partner_id}",
        partner_id=partner_id,
        rules=rules,
        signatories=signatories,
    )


def signing(partner_id: PartnerId = BRUMES, number: int = 1) -> SignFoundingRules:
    """Return the command, or the fact, that the story asks for."""
    return SignFoundingRules(
        actor=acting_for(PERSON_OF[partner_id], partner_id),
        at=NOON,
        key=f"{partner_id} {number}",
        partner_id=partner_id,
        founding=number,
    )
