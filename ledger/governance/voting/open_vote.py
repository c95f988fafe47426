"""Open a vote: freeze the rule in force, who votes, and until when.

What the vote obeys is copied into it: a rule that changes meanwhile, or a
designation that ends, changes nothing of what was announced.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from ledger.governance.charter.flags import (
    FLAGS,
    NO_FLAGS,
    FlagFact,
    Flags,
    evolve_flags,
    flags_on,
)
from ledger.governance.proposals.refusals import NotYourProposal
from ledger.governance.proposals.subjects import kind_of
from ledger.governance.proposals.tabled import (
    NOT_TABLED,
    TABLED,
    Tabled,
    TabledFact,
    evolve_tabled,
    tabled,
)
from ledger.governance.rules.decision_rule import (
    DecisionRule,
    Secrecy,
    Tie,
)
from ledger.governance.rules.in_force import (
    NO_RULES,
    RULES,
    RulesFact,
    RulesInForce,
    evolve_rules,
    rule_for,
    rules_in_force,
)
from ledger.governance.voting.applicable import (
    Putting,
    applicable,
    check_notice,
    require_tabled,
)
from ledger.governance.voting.convocations import Call
from ledger.governance.voting.electorate import Voter, check_electorate
from ledger.governance.voting.events import ElectorateListed, Option, VoteOpened
from ledger.governance.voting.opening import DAYS_OPEN_MAX, electorate_of, in_parts
from ledger.governance.voting.options import check_options
from ledger.governance.voting.refusals import (
    ChairDoesNotVote,
    ChairMissing,
    ClosesTooLate,
    ClosesTooSoon,
    ElectorateTooLarge,
    SecretOutside,
    VoteExists,
)
from ledger.governance.voting.standing_votes import (
    NO_VOTES,
    Votes,
    VotesFact,
    evolve_votes,
    votes_on,
)
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import MandateId, PartnerId, ProposalId, VoteId
from ledger.kernel.messages import Acting, Command, Fact
from ledger.kernel.quantities import day_in_paris
from ledger.membership.mandates.assembly import REPRESENTING
from ledger.membership.mandates.roll import (
    NO_ROLL,
    ROLL,
    Roll,
    RollFact,
    evolve_roll,
    the_roll,
)
from ledger.membership.partners.refusals import YourPartnerNotActive
from ledger.membership.partners.standing import require_acting_for

ELECTORATE_MAX: Final = 10_000


@dataclass(frozen=True, kw_only=True)
class OpenVote(Command):
    """Put a version of a proposal to the vote, until a moment."""

    vote_id: VoteId
    proposal_id: ProposalId
    partner_id: PartnerId
    text_version: int
    closes_at: datetime
    call: Call = Call.FIRST
    options: tuple[Option, ...] = ()
    chair_id: MandateId | None = None


@dataclass(frozen=True)
class Hall:
    """The proposal, what is held against it, its votes, the rules, and who votes."""

    table: Tabled = NOT_TABLED
    flags: Flags = NO_FLAGS
    votes: Votes = field(default_factory=lambda: NO_VOTES)
    rules: RulesInForce = NO_RULES
    roll: Roll = NO_ROLL


def boundary(command: OpenVote) -> Boundary:
    """Depend on the proposal and its votes, on the rules, on everybody who votes."""
    return (
        tabled(command.proposal_id),
        votes_on(command.proposal_id),
        flags_on(command.proposal_id),
        rules_in_force(),
        the_roll(),
        facts(VoteOpened, vote_id=command.vote_id),
    )


HallFact = TabledFact | VotesFact | FlagFact | RulesFact | RollFact


def evolve(hall: Hall, fact: HallFact) -> Hall:
    """Remember what the fact changes."""
    if isinstance(fact, TABLED):
        return replace(hall, table=evolve_tabled(hall.table, fact))
    if isinstance(fact, FLAGS):
        return replace(hall, flags=evolve_flags(hall.flags, fact))
    if isinstance(fact, RULES):
        return replace(hall, rules=evolve_rules(hall.rules, fact))
    if isinstance(fact, ROLL):
        return replace(hall, roll=evolve_roll(hall.roll, fact))
    return replace(hall, votes=evolve_votes(hall.votes, fact))


def decide(hall: Hall, command: OpenVote, acting: Acting) -> list[Fact]:
    """Open it where the rule in force allows, on what everybody can read."""
    _check_actor(hall, command, acting)
    if command.vote_id in hall.votes:
        raise VoteExists
    subject = require_tabled(hall.table, command.text_version)
    kind = kind_of(subject)
    today = day_in_paris(command.at)
    in_force = rule_for(hall.rules, kind)
    if in_force.secrecy is Secrecy.SECRET:
        raise SecretOutside
    putting = Putting(command.call, command.text_version, today)
    rule = applicable(hall.votes, in_force, putting)
    check_notice(hall.table, hall.flags, rule, putting)
    _check_days(command, rule)
    check_options(rule, command.options, command.words)
    voters = electorate_of(rule, hall.roll, today)
    if len(voters) > ELECTORATE_MAX:
        raise ElectorateTooLarge
    check_electorate(rule, voters)
    _check_chair(rule, command, voters)
    parts, sealed = in_parts(voters)
    opened = VoteOpened(
        vote_id=command.vote_id,
        proposal_id=command.proposal_id,
        partner_id=command.partner_id,
        text_version=command.text_version,
        kind=kind,
        rules_version=hall.rules.version,
        rule=rule,
        call=command.call,
        options=command.options,
        opened_on=today,
        closes_at=command.closes_at,
        chair_id=command.chair_id,
        electorate=sealed,
    )
    listed = [
        ElectorateListed(vote_id=command.vote_id, part=number, voters=part)
        for number, part in enumerate(parts)
    ]
    return [opened, *listed]


def _check_actor(hall: Hall, command: OpenVote, acting: Acting) -> None:
    """Let whoever serves the commons open it, or represents its author."""
    require_acting_for(acting, command.partner_id)
    if command.partner_id not in hall.roll.active:
        raise YourPartnerNotActive
    is_author = hall.table.partner_id == command.partner_id
    if acting.capacity in REPRESENTING and not is_author:
        raise NotYourProposal


def _check_days(command: OpenVote, rule: DecisionRule) -> None:
    """Keep the days that the rule lets a vote be open.

    A vote is open an hour less at the change of clocks in spring.
    """
    lasts = command.closes_at - command.at
    if lasts < timedelta(days=rule.open_days) - timedelta(hours=1):
        raise ClosesTooSoon(days=rule.open_days)
    if lasts > timedelta(days=DAYS_OPEN_MAX):
        raise ClosesTooLate


def _check_chair(rule: DecisionRule, command: OpenVote, voters: list[Voter]) -> None:
    if command.chair_id is None:
        if rule.tie is Tie.CHAIR:
            raise ChairMissing
        return
    if all(voter.mandate_id != command.chair_id for voter in voters):
        raise ChairDoesNotVote


open_vote = Decider(boundary, Hall(), evolve, decide)
