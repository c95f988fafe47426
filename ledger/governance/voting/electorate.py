"""Electorate: who may vote, frozen as the vote opens, and what they did with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import msgspec

from ledger.governance.rules.decision_rule import DecisionRule
from ledger.governance.rules.fractions import ONE, Share
from ledger.governance.voting.refusals import (
    ElectorateIsEmpty,
    PublicBodiesDoNotHoldEnough,
    VoterWithoutCollege,
)
from ledger.kernel.identifiers import MandateId, PartnerId

NO_COLLEGE = ""


class Voter(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A mandate that votes, its weight, and its college where there are any.

    A mandate that lapses or is withdrawn later stays in the electorate, for the
    number to reach was announced with it; it casts no ballot any more.
    """

    mandate_id: MandateId
    partner_id: PartnerId | None = None
    college_id: str = NO_COLLEGE
    weight: Share = ONE
    is_public: bool = False


class Ballot(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one mandate answered last; ``through`` is who voted for it by proxy."""

    mandate_id: MandateId
    choices: tuple[str, ...]
    through: MandateId | None = None


@dataclass(frozen=True)
class Amount:
    """Mandates, and what they weigh together."""

    heads: int = 0
    weight: Fraction = Fraction(0)

    def __add__(self, other: "Amount") -> "Amount":
        """Add both, each to its own kind."""
        return Amount(self.heads + other.heads, self.weight + other.weight)


NOTHING = Amount()


@dataclass(frozen=True, kw_only=True)
class Group:
    """A college, or all where there are none: who may vote, came, and answered what.

    A vote held in a room enters as groups with their counts; an online vote is
    brought to groups from its ballots. Both are then judged by the same rule.
    """

    college_id: str = NO_COLLEGE
    electorate: Amount
    recused: Amount = NOTHING
    present: Amount = NOTHING
    represented: Amount = NOTHING
    answers: Mapping[str, Amount] = field(default_factory=dict[str, Amount])

    def answered(self, choice: str) -> Amount:
        """Return how many, and how heavy, gave this answer."""
        return self.answers.get(choice, NOTHING)


def check_electorate(rule: DecisionRule, voters: Sequence[Voter]) -> None:
    """Refuse to open a vote that nobody could take part in, or that the rule forbids.

    Public bodies of a GIP hold more than half of the votes (loi 2011-525 du 17
    mai 2011, art. 103).
    """
    if not voters:
        raise ElectorateIsEmpty
    if rule.colleges is not None:
        known = {college.college_id for college in rule.colleges.members}
        if any(voter.college_id not in known for voter in voters):
            raise VoterWithoutCollege
    if rule.public_majority is None:
        return
    public = sum(voter.weight.exact for voter in voters if voter.is_public)
    whole = sum(voter.weight.exact for voter in voters)
    if public <= rule.public_majority.above.exact * whole:
        share = str(rule.public_majority.above.exact)
        raise PublicBodiesDoNotHoldEnough(share=share)


def grouped(
    voters: Sequence[Voter],
    ballots: Sequence[Ballot],
    recused: frozenset[MandateId] = frozenset(),
) -> tuple[Group, ...]:
    """Return the groups of an online vote, in the order of their names.

    Whoever answered is present, or represented where somebody else answered for
    them. A mandate that is recused leaves electorate, quorum and vote alike
    (CGCT art. L1111-6), whatever it answered before.
    """
    answered = {ballot.mandate_id: ballot for ballot in ballots}
    names = sorted({voter.college_id for voter in voters})
    return tuple(_group(name, voters, answered, recused) for name in names)


def _group(
    name: str,
    voters: Sequence[Voter],
    answered: Mapping[MandateId, Ballot],
    recused: frozenset[MandateId],
) -> Group:
    electorate = left = present = represented = NOTHING
    answers: dict[str, Amount] = {}
    for voter in voters:
        if voter.college_id != name:
            continue
        one = Amount(1, voter.weight.exact)
        if voter.mandate_id in recused:
            left += one
            continue
        electorate += one
        ballot = answered.get(voter.mandate_id)
        if ballot is None:
            continue
        if ballot.through is None:
            present += one
        else:
            represented += one
        for choice in ballot.choices:
            answers[choice] = answers.get(choice, NOTHING) + one
    return Group(
        college_id=name,
        electorate=electorate,
        recused=left,
        present=present,
        represented=represented,
        answers=answers,
    )
