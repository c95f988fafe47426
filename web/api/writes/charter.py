"""Charter and rules: found, sign, draft and adopt them; flags, colleges, proxies."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _

from ledger.commons.contributions.events import ContributionRecorded
from ledger.commons.projects.events import ProjectProposed
from ledger.commons.resources.events import ResourceForked, ResourcePublished
from ledger.governance.charter.accept_charter import AcceptCharter
from ledger.governance.charter.adopt_charter import AdoptCharter
from ledger.governance.charter.answer_article_flag import AnswerArticleFlag
from ledger.governance.charter.events import FlaggedThing
from ledger.governance.charter.raise_article_flag import RaiseArticleFlag
from ledger.governance.charter.resolve_article_flag import ResolveArticleFlag
from ledger.governance.charter.withdraw_article_flag import WithdrawArticleFlag
from ledger.governance.proposals.events import ProposalPublished
from ledger.governance.rules.draft_rule import DraftRule
from ledger.governance.rules.found_rules import FoundRules
from ledger.governance.rules.sign_founding_rules import SignFoundingRules
from ledger.governance.voting.simulate_rule import SimulateRule
from ledger.kernel.messages import Fact
from ledger.membership.mandates.assign_to_college import AssignToCollege
from ledger.membership.mandates.found_college import FoundCollege
from ledger.membership.mandates.give_proxy import GiveProxy
from ledger.membership.mandates.revoke_proxy import RevokeProxy
from web.api.bearers import Bearer
from web.api.problem import Problem
from web.api.writes.finding import of_the_fact
from web.api.writes.route import Route

OWNED: Final[tuple[tuple[FlaggedThing, type[Fact], str], ...]] = (
    (FlaggedThing.PROPOSAL, ProposalPublished, "proposal_id"),
    (FlaggedThing.PROJECT, ProjectProposed, "project_id"),
    (FlaggedThing.CONTRIBUTION, ContributionRecorded, "contribution_id"),
    (FlaggedThing.RESOURCE, ResourcePublished, "resource_id"),
    (FlaggedThing.RESOURCE, ResourceForked, "resource_id"),
)


def _whose(name: str, bearer: Bearer) -> Mapping[str, Any]:
    """Return what kind of thing bears this name, and the partner that made it."""
    for thing, kind, identifier in OWNED:
        try:
            found = of_the_fact(kind, identifier, "partner_id")(name, bearer)
        except Problem:
            continue
        return {"thing": thing, "owner_id": found["partner_id"]}
    raise Problem("not_found")


ROUTES: Final = (
    Route(
        command=FoundRules,
        rule="/founding_rules",
        summary=_("Put founding rules to those who sign them"),
    ),
    Route(
        command=SignFoundingRules,
        rule="/founding_rules/signatures",
        summary=_("Sign the founding rules"),
    ),
    Route(command=DraftRule, rule="/rule_drafts", summary=_("Draft a rule")),
    Route(
        command=SimulateRule,
        rule="/rule_drafts/<identifier>/trials",
        summary=_("Try a draft of a rule on past votes"),
        names="draft_rule_id",
    ),
    Route(command=AdoptCharter, rule="/charter", summary=_("Adopt the first charter")),
    Route(
        command=AcceptCharter,
        rule="/charter/acceptances",
        summary=_("Accept the charter for one's partner"),
    ),
    Route(
        command=RaiseArticleFlag,
        rule="/things/<identifier>/flags",
        summary=_("Flag a proposal, project, contribution or resource"),
        names="flagged_id",
        find=_whose,
    ),
    Route(
        command=AnswerArticleFlag,
        rule="/flags/<identifier>/answers",
        summary=_("Answer a flag on what is one's own"),
        names="flag_id",
    ),
    Route(
        command=ResolveArticleFlag,
        rule="/flags/<identifier>/resolution",
        summary=_("Settle a flag between two other partners"),
        names="flag_id",
    ),
    Route(
        command=WithdrawArticleFlag,
        rule="/flags/<identifier>/withdrawal",
        summary=_("Take a flag back"),
        names="flag_id",
    ),
    Route(command=FoundCollege, rule="/colleges", summary=_("Found a college")),
    Route(
        command=AssignToCollege,
        rule="/colleges/<identifier>/partners",
        summary=_("Say in which college a partner votes"),
        names="college_id",
    ),
    Route(command=GiveProxy, rule="/proxies", summary=_("Give a proxy")),
    Route(
        command=RevokeProxy,
        rule="/proxies/<identifier>/revocation",
        summary=_("Take a proxy back"),
        names="proxy_id",
    ),
)
