"""Draft a rule before it is put to the vote."""

from ledger.governance.rules.decision_rule import DecisionRule, Method
from ledger.governance.rules.draft_rule import DraftRule
from ledger.governance.rules.events import Kind, RuleDrafted
from ledger.governance.rules.refusals import RuleDraftExists, SeatsOutOfBounds
from ledger.kernel.identifiers import DraftRuleId, PartnerId
from ledger.membership.partners.refusals import NotYourPartner
from tests.cast import BRUMES, LITTORAL, acting_for
from tests.chamber import PARTNERS, RULE
from tests.spec import NOON, given
from tests.workshop import PERSON_OF

LIGHTER = DraftRuleId("lighter")
DRAFTED = RuleDrafted(
    draft_rule_id=LIGHTER, partner_id=LITTORAL, kind=Kind.CHARTER, rule=RULE
)


def drafting(rule: DecisionRule = RULE, partner_id: PartnerId = LITTORAL) -> DraftRule:
    return DraftRule(
        actor=acting_for(PERSON_OF[LITTORAL], LITTORAL),
        at=NOON,
        key=f"{rule} {partner_id}",
        draft_rule_id=LIGHTER,
        partner_id=partner_id,
        kind=Kind.CHARTER,
        rule=rule,
    )


def test_a_partner_drafts_a_rule() -> None:
    """It changes nothing by itself."""
    given(*PARTNERS).when(drafting()).then(DRAFTED)


def test_a_draft_is_written_once() -> None:
    """Another one has another name."""
    given(*PARTNERS, DRAFTED).when(drafting()).refused(RuleDraftExists)


def test_a_draft_can_be_obeyed() -> None:
    """As any rule."""
    unfit = DecisionRule(method=Method.FOR_AGAINST, seats=2)
    given(*PARTNERS).when(drafting(unfit)).refused(SeatsOutOfBounds)


def test_a_draft_is_of_ones_own_partner() -> None:
    """Nobody writes for another."""
    given(*PARTNERS).when(drafting(partner_id=BRUMES)).refused(NotYourPartner)
