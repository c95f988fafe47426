"""Close a vote: count what was cast under the rule it opened with.

A rule does this once the moment has come; nobody else can, nor sooner. Sealed
ballots are opened by it: one that is missing or false voids the count, visibly.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from ledger.governance.proposals.objections import (
    NO_OBJECTIONS,
    OBJECTIONS,
    ObjectionFact,
    Objections,
    evolve_objections,
    objections_to,
    settled_mandates,
)
from ledger.governance.rules.choices import BLANK, OBJECTION, RESERVATION
from ledger.governance.rules.decision_rule import Secrecy
from ledger.governance.voting.answers import answer_sealed
from ledger.governance.voting.booth import (
    EMPTY,
    OWN,
    VOTE,
    Booth,
    OwnFact,
    VoteFact,
    evolve_booth,
)
from ledger.governance.voting.counting import Question, count
from ledger.governance.voting.electorate import Ballot, Group, grouped
from ledger.governance.voting.events import (
    BallotsOpened,
    Opening,
    VoteClosed,
    VoteOpened,
)
from ledger.governance.voting.outcomes import Outcome, Result
from ledger.governance.voting.refusals import (
    UnknownVote,
    VoteGoesOn,
    VoteIsClosed,
)
from ledger.governance.voting.sealing import false, missing
from ledger.governance.voting.tallies import counted_of
from ledger.governance.voting.tie_break import TieBreak
from ledger.governance.voting.working import Says, Step, step
from ledger.kernel.chunks import chunked, seal
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import ProposalId, VoteId
from ledger.kernel.messages import Acting, Command, Fact
from ledger.kernel.quantities import day_in_paris

PART_OPENINGS: Final = 100


@dataclass(frozen=True, kw_only=True)
class CloseVote(Command):
    """The moment has come: count.

    ``openings`` holds what sealed ballots were committed to, ``seed`` the public
    seed of a lot.
    """

    vote_id: VoteId
    proposal_id: ProposalId
    openings: tuple[Opening, ...] = ()
    seed: str = ""


@dataclass(frozen=True)
class Count:
    """All that was cast in this vote, and the objections to what it decides."""

    booth: Booth = EMPTY
    objections: Objections = field(default_factory=lambda: NO_OBJECTIONS)


def boundary(command: CloseVote) -> Boundary:
    """Depend on all of this vote: whoever votes meanwhile is counted or refused."""
    return (
        facts(*VOTE, *OWN, vote_id=command.vote_id),
        objections_to(command.proposal_id),
    )


def evolve(state: Count, fact: VoteFact | OwnFact | ObjectionFact) -> Count:
    """Remember ballots and objections."""
    if isinstance(fact, OBJECTIONS):
        return replace(state, objections=evolve_objections(state.objections, fact))
    return replace(state, booth=evolve_booth(state.booth, fact))


def decide(state: Count, command: CloseVote, _acting: Acting) -> list[Fact]:
    """Count once, after the moment announced."""
    booth = state.booth
    vote = booth.vote
    if vote is None or vote.proposal_id != command.proposal_id:
        raise UnknownVote
    if booth.is_closed:
        raise VoteIsClosed
    closes_at = (booth.extended or vote).closes_at
    if command.at < closes_at:
        raise VoteGoesOn(moment=closes_at.isoformat())
    voters = list(booth.voters.values())
    assert seal([voters]) == vote.electorate, "every part of the electorate is here"
    ballots = _ballots(state, vote, command.openings)
    groups = grouped(voters, ballots, booth.recused)
    result = _result(state, vote, command, ballots, groups)
    opened = [
        BallotsOpened(vote_id=command.vote_id, part=number, openings=part)
        for number, part in enumerate(chunked(command.openings, PART_OPENINGS))
    ]
    closed = VoteClosed(
        vote_id=command.vote_id,
        proposal_id=vote.proposal_id,
        closed_on=day_in_paris(command.at),
        outcome=result.outcome,
        retained=result.retained,
        counted=counted_of(groups),
        working=result.working,
        seed=command.seed,
    )
    return [*opened, closed]


def _ballots(
    state: Count, vote: VoteOpened, openings: Sequence[Opening]
) -> list[Ballot]:
    """Return what each mandate answered last, opened where it was sealed.

    Who objected, and whose objections are all settled, stands aside.
    """
    opened = {opening.mandate_id: opening for opening in openings}
    settled = settled_mandates(state.objections)
    ballots: list[Ballot] = []
    for name, cast in sorted(state.booth.ballots.items()):
        choices = cast.choices
        if vote.rule.secrecy is Secrecy.SEALED:
            one = opened.get(name)
            choices = answer_sealed(vote, one.choices, one.reason) if one else (BLANK,)
        if choices == (OBJECTION,) and name in settled:
            choices = (RESERVATION,)
        ballots.append(Ballot(mandate_id=name, choices=choices, through=cast.through))
    return ballots


def _result(
    state: Count,
    vote: VoteOpened,
    command: CloseVote,
    ballots: Sequence[Ballot],
    groups: Sequence[Group],
) -> Result:
    steps = _void(state, vote, command.openings)
    if steps:
        return Result(Outcome.VOIDED, steps)
    chair = next((b.choices for b in ballots if b.mandate_id == vote.chair_id), ())
    is_heard = vote.chair_id not in state.booth.recused
    question = Question(
        rule=vote.rule,
        options=tuple(option.option_id for option in vote.options),
        call=vote.call,
        tie_break=TieBreak(chair=chair if is_heard else (), seed=command.seed),
    )
    return count(question, groups)


def _void(
    state: Count, vote: VoteOpened, openings: Sequence[Opening]
) -> tuple[Step, ...]:
    """Say why sealed ballots cannot be counted, if they cannot."""
    if vote.rule.secrecy is not Secrecy.SEALED:
        return ()
    committed = {
        name: cast.commitment or "" for name, cast in state.booth.ballots.items()
    }
    left = missing(committed, openings)
    wrong = false(vote.vote_id, committed, openings)
    return (
        *((step(Says.OPENINGS_MISSING, ballots=len(left)),) if left else ()),
        *((step(Says.OPENINGS_FALSE, ballots=len(wrong)),) if wrong else ()),
    )


close_vote = Decider(boundary, Count(), evolve, decide)
