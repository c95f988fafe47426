"""Found the rules."""

import pytest
from msgspec.structs import replace

from ledger.governance.rules.decision_rule import DecisionRule, Method
from ledger.governance.rules.events import (
    Kind,
    KindRule,
)
from ledger.governance.rules.in_force import (
    NO_RULES,
    evolve_rules,
    rule_for,
)
from ledger.governance.rules.refusals import (
    FounderNotAmongSignatories,
    KindTwice,
    NoRulesYet,
    OrientationRuleMissing,
    RulesAlreadyFounded,
    RulesAwaitSignatures,
    SeatsOutOfBounds,
    SignatoryNamedTwice,
    TooManySignatories,
)
from ledger.kernel.identifiers import PartnerId
from ledger.membership.partners.refusals import (
    NotYourPartner,
    UnknownPartner,
)
from tests.cast import BRUMES, LITTORAL
from tests.chamber import PARTNERS, RULE
from tests.pact import BY_VOTE, PUT, SIGNED, founding
from tests.spec import given


def test_rules_are_put_to_those_who_sign() -> None:
    """The founder’s own partner signs by founding them."""
    given(*PARTNERS).when(founding()).then(PUT)


def test_rules_are_written_again_until_all_have_signed() -> None:
    """Then a change is decided by them."""
    again = replace(PUT, founding=2)
    given(*PARTNERS, PUT).when(founding()).then(again)
    given(*PARTNERS, PUT, SIGNED).when(founding()).refused(RulesAlreadyFounded)


def test_every_kind_has_a_rule_and_only_one() -> None:
    """That of orientations serves whatever has none of its own."""
    story = given(*PARTNERS)
    alone = (KindRule(Kind.CHARTER, RULE),)
    story.when(founding(alone)).refused(OrientationRuleMissing)
    story.when(founding(())).refused(OrientationRuleMissing)
    story.when(founding(BY_VOTE * 2)).refused(KindTwice)


def test_rules_can_be_obeyed() -> None:
    """A vote for and against retains one answer."""
    unfit = DecisionRule(method=Method.FOR_AGAINST, seats=2)
    rules = (*BY_VOTE, KindRule(Kind.RULE, unfit))
    given(*PARTNERS).when(founding(rules)).refused(SeatsOutOfBounds)


def test_those_who_sign_are_partners_each_named_once() -> None:
    """The founder among them, and 200 at most."""
    story = given(*PARTNERS)
    twice = (LITTORAL, BRUMES, BRUMES)
    story.when(founding(signatories=twice)).refused(SignatoryNamedTwice)
    story.when(founding(signatories=(BRUMES,))).refused(FounderNotAmongSignatories)
    nobody = (LITTORAL, PartnerId("nobody"))
    story.when(founding(signatories=nobody)).refused(UnknownPartner)
    many = (LITTORAL, *(PartnerId(f"p{number}") for number in range(200)))
    story.when(founding(signatories=many)).refused(TooManySignatories)


def test_the_board_founds_for_its_own_partner() -> None:
    """Nobody signs in another’s name."""
    story = given(*PARTNERS)
    story.when(founding(partner_id=BRUMES)).refused(NotYourPartner)


def test_nothing_is_decided_before_all_have_signed() -> None:
    """Then a kind without a rule of its own is decided as orientations are."""
    with pytest.raises(NoRulesYet):
        rule_for(NO_RULES, Kind.CHARTER)
    waiting = evolve_rules(NO_RULES, PUT)
    with pytest.raises(RulesAwaitSignatures):
        rule_for(waiting, Kind.CHARTER)
    assert rule_for(evolve_rules(waiting, SIGNED), Kind.CHARTER) == RULE
