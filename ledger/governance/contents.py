"""Contents of the governance wing: its facts, its commands, and who may give each."""

from collections.abc import Mapping
from typing import Any, Final

from ledger.governance.charter import events as charter
from ledger.governance.charter.accept_charter import AcceptCharter, accept_charter
from ledger.governance.charter.adopt_charter import AdoptCharter, adopt_charter
from ledger.governance.charter.amend_charter import AmendCharter, amend_charter
from ledger.governance.charter.answer_article_flag import (
    AnswerArticleFlag,
    answer_article_flag,
)
from ledger.governance.charter.raise_article_flag import (
    RaiseArticleFlag,
    raise_article_flag,
)
from ledger.governance.charter.resolve_article_flag import (
    ResolveArticleFlag,
    resolve_article_flag,
)
from ledger.governance.charter.withdraw_article_flag import (
    WithdrawArticleFlag,
    withdraw_article_flag,
)
from ledger.governance.decisions import contents as decisions
from ledger.governance.meetings import contents as meetings
from ledger.governance.proposals import contents as proposals
from ledger.governance.rules import events as rules
from ledger.governance.rules.adopt_rule import AdoptRule, adopt_rule
from ledger.governance.rules.draft_rule import DraftRule, draft_rule
from ledger.governance.rules.found_rules import FoundRules, found_rules
from ledger.governance.rules.sign_founding_rules import (
    SignFoundingRules,
    sign_founding_rules,
)
from ledger.governance.voting import contents as voting
from ledger.kernel.decider import Decider
from ledger.kernel.messages import Command, Fact
from ledger.kernel.roles import BOARD, BY_RULE, CONTRIBUTING, REPRESENTING, Role

FACTS: Final[tuple[type[Fact], ...]] = (
    charter.CharterAdopted,
    charter.CharterAmended,
    charter.CharterAccepted,
    charter.ArticleFlagRaised,
    charter.ArticleFlagAnswered,
    charter.ArticleFlagResolved,
    charter.ArticleFlagWithdrawn,
    rules.RulesFounded,
    rules.FoundingRulesSigned,
    rules.RuleDrafted,
    rules.RuleSimulated,
    rules.RuleAdopted,
    rules.RuleRepealed,
    *proposals.FACTS,
    *meetings.FACTS,
    *voting.FACTS,
    *decisions.FACTS,
)

DECIDERS: Final[Mapping[type[Command], Decider[Any, Any]]] = {
    FoundRules: found_rules,
    SignFoundingRules: sign_founding_rules,
    DraftRule: draft_rule,
    AdoptCharter: adopt_charter,
    AmendCharter: amend_charter,
    AcceptCharter: accept_charter,
    RaiseArticleFlag: raise_article_flag,
    AnswerArticleFlag: answer_article_flag,
    ResolveArticleFlag: resolve_article_flag,
    WithdrawArticleFlag: withdraw_article_flag,
    AdoptRule: adopt_rule,
    **proposals.DECIDERS,
    **meetings.DECIDERS,
    **voting.DECIDERS,
    **decisions.DECIDERS,
}

POLICY: Final[Mapping[type[Command], frozenset[Role]]] = {
    FoundRules: BOARD,
    SignFoundingRules: REPRESENTING,
    DraftRule: REPRESENTING,
    AdoptCharter: BOARD,
    AmendCharter: BY_RULE,
    AcceptCharter: REPRESENTING,
    RaiseArticleFlag: CONTRIBUTING,
    AnswerArticleFlag: CONTRIBUTING,
    ResolveArticleFlag: REPRESENTING,
    WithdrawArticleFlag: CONTRIBUTING,
    AdoptRule: BY_RULE,
    **proposals.POLICY,
    **meetings.POLICY,
    **voting.POLICY,
    **decisions.POLICY,
}
