"""Charter sentences: what facts about rules, charter, flags and votes given say."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask_babel import LazyString, lazy_gettext

from ledger.governance.charter import events as charter
from ledger.governance.rules import events as rules
from ledger.kernel.messages import Fact
from ledger.membership.mandates import events as mandates
from web.texts.sentences import said_of

ACTIONS: Final[Mapping[type[Fact], LazyString]] = {
    rules.RulesFounded: lazy_gettext("Founding rules written"),
    rules.FoundingRulesSigned: lazy_gettext("Founding rules signed"),
    rules.RuleDrafted: lazy_gettext("Rule drafted"),
    rules.RuleSimulated: lazy_gettext("Draft of a rule tried"),
    rules.RuleAdopted: lazy_gettext("Rule adopted"),
    rules.RuleRepealed: lazy_gettext("Rule repealed"),
    charter.CharterAdopted: lazy_gettext("Charter adopted"),
    charter.CharterAmended: lazy_gettext("Charter amended"),
    charter.CharterAccepted: lazy_gettext("Charter accepted"),
    charter.ArticleFlagRaised: lazy_gettext("Flag raised"),
    charter.ArticleFlagAnswered: lazy_gettext("Flag answered"),
    charter.ArticleFlagResolved: lazy_gettext("Flag settled"),
    charter.ArticleFlagWithdrawn: lazy_gettext("Flag taken back"),
    mandates.CollegeFounded: lazy_gettext("College founded"),
    mandates.PartnerAssignedToCollege: lazy_gettext("Partner assigned to a college"),
    mandates.ProxyGiven: lazy_gettext("Proxy given"),
    mandates.ProxyRevoked: lazy_gettext("Proxy taken back"),
}
SENTENCES: Final[Mapping[type[Fact], LazyString]] = {
    rules.RulesFounded: lazy_gettext(
        "%(who)s put founding rules to those who sign them."
    ),
    rules.FoundingRulesSigned: lazy_gettext("%(who)s signed the founding rules."),
    rules.RuleDrafted: lazy_gettext("%(who)s drafted a rule."),
    rules.RuleSimulated: lazy_gettext("%(who)s tried a draft of a rule on past votes."),
    rules.RuleAdopted: lazy_gettext(
        "A decision changed the rule of a kind of decision: rules version %(version)s."
    ),
    rules.RuleRepealed: lazy_gettext(
        "A decision ended the rule of a kind of decision: rules version %(version)s."
    ),
    charter.CharterAdopted: lazy_gettext("%(who)s wrote the first charter."),
    charter.CharterAmended: lazy_gettext(
        "A decision changed the charter: version %(version)s."
    ),
    charter.CharterAccepted: lazy_gettext(
        "%(who)s accepted version %(version)s of the charter."
    ),
    charter.ArticleFlagRaised: lazy_gettext(
        "%(who)s held something against article %(article)s of the charter."
    ),
    charter.ArticleFlagAnswered: lazy_gettext("%(who)s answered a flag."),
    charter.ArticleFlagResolved: lazy_gettext("%(who)s said how a flag is settled."),
    charter.ArticleFlagWithdrawn: lazy_gettext("%(who)s took a flag back."),
    mandates.CollegeFounded: lazy_gettext("The board founded a college."),
    mandates.PartnerAssignedToCollege: lazy_gettext(
        "%(who)s votes in a college from then on."
    ),
    mandates.ProxyGiven: lazy_gettext("%(who)s gave a proxy."),
    mandates.ProxyRevoked: lazy_gettext("%(who)s took a proxy back."),
}


def _saying(sentence: LazyString) -> Callable[[Any, str], str]:
    """Return what tells a fact by this sentence."""

    def told(fact: Any, who: str) -> str:  # noqa: ANN401  # any fact of the table
        version = getattr(fact, "charter_version", getattr(fact, "rules_version", None))
        article = getattr(fact, "article", None)
        return said_of(str(sentence), who, version=version, article=article)

    return told


TOLD: Final[Mapping[type[Fact], Callable[[Any, str], str]]] = {
    kind: _saying(sentence) for kind, sentence in SENTENCES.items()
}
