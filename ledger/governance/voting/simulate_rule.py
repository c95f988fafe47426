"""Simulate a rule: count past votes anew by a draft, and show what would differ.

The counts that a vote recorded are judged by the draft. How the chair voted is
known of a room only: elsewhere a tie that the chair would break stays one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from ledger.governance.rules.decision_rule import DecisionRule
from ledger.governance.rules.events import RuleDrafted, RuleSimulated, Simulated
from ledger.governance.rules.refusals import (
    NothingToSimulate,
    UnknownRuleDraft,
    VoteNotClosed,
)
from ledger.governance.voting.counting import Question, count
from ledger.governance.voting.electorate import NO_COLLEGE
from ledger.governance.voting.events import (
    SessionVoteRecorded,
    VoteClosed,
    VoteOpened,
)
from ledger.governance.voting.outcomes import Outcome
from ledger.governance.voting.tallies import groups_of
from ledger.governance.voting.tie_break import TieBreak
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import DraftRuleId, PartnerId, VoteId
from ledger.kernel.messages import Acting, Command
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)

VOTES_MAX: Final = 50
PastFact = VoteOpened | VoteClosed | SessionVoteRecorded


@dataclass(frozen=True, kw_only=True)
class SimulateRule(Command):
    """A partner tries a draft on votes that are closed."""

    draft_rule_id: DraftRuleId
    partner_id: PartnerId
    votes: tuple[VoteId, ...]


@dataclass(frozen=True)
class Trying:
    """Where the partner stands, the draft, and the votes chosen."""

    partnership: Partnership = Partnership.UNKNOWN
    draft: RuleDrafted | None = None
    opened: Mapping[VoteId, VoteOpened | SessionVoteRecorded] = field(
        default_factory=dict[VoteId, VoteOpened | SessionVoteRecorded]
    )
    closed: Mapping[VoteId, VoteClosed | SessionVoteRecorded] = field(
        default_factory=dict[VoteId, VoteClosed | SessionVoteRecorded]
    )


def boundary(command: SimulateRule) -> Boundary:
    """Depend on the partner, on the draft, on each vote chosen."""
    return (
        partnership_of(command.partner_id),
        facts(RuleDrafted, draft_rule_id=command.draft_rule_id),
        *(
            facts(VoteOpened, VoteClosed, SessionVoteRecorded, vote_id=name)
            for name in command.votes[:VOTES_MAX]
        ),
    )


def evolve(trying: Trying, fact: PartnershipFact | RuleDrafted | PastFact) -> Trying:
    """Remember what was drafted, and what each vote came to."""
    if isinstance(fact, PARTNERSHIP):
        return replace(trying, partnership=evolve_partnership(fact))
    match fact:
        case RuleDrafted():
            return replace(trying, draft=fact)
        case VoteOpened(vote_id=name):
            return replace(trying, opened={**trying.opened, name: fact})
        case VoteClosed(vote_id=name):
            return replace(trying, closed={**trying.closed, name: fact})
        case SessionVoteRecorded(vote_id=name):
            return replace(
                trying,
                opened={**trying.opened, name: fact},
                closed={**trying.closed, name: fact},
            )


def decide(
    trying: Trying, command: SimulateRule, acting: Acting
) -> list[RuleSimulated]:
    """Count each vote by the draft; one that it cannot judge refuses all."""
    require_standing(acting, command.partner_id, trying.partnership)
    if trying.draft is None:
        raise UnknownRuleDraft
    chosen = set(command.votes)
    if not 0 < len(command.votes) <= VOTES_MAX or len(chosen) != len(command.votes):
        raise NothingToSimulate
    rule = trying.draft.rule
    votes = tuple(_tried(trying, rule, name) for name in command.votes)
    return [
        RuleSimulated(
            draft_rule_id=command.draft_rule_id,
            partner_id=command.partner_id,
            votes=votes,
        )
    ]


def _tried(trying: Trying, rule: DecisionRule, name: VoteId) -> Simulated:
    opened, closed = trying.opened.get(name), trying.closed.get(name)
    if opened is None or closed is None or closed.outcome is Outcome.VOIDED:
        raise VoteNotClosed
    groups = groups_of(closed.counted)
    weighed = {NO_COLLEGE}
    if rule.colleges is not None:
        weighed = {college.college_id for college in rule.colleges.members}
    if opened.rule.method is not rule.method:
        raise VoteNotClosed
    if {group.college_id for group in groups} != weighed:
        raise VoteNotClosed
    chair = closed.chair if isinstance(closed, SessionVoteRecorded) else ()
    question = Question(
        rule=rule,
        options=tuple(option.option_id for option in opened.options),
        call=opened.call,
        tie_break=TieBreak(chair=chair, seed=closed.seed),
    )
    would_be = count(question, groups).outcome
    return Simulated(vote_id=name, outcome=closed.outcome, would_be=would_be)


simulate_rule = Decider(boundary, Trying(), evolve, decide)
