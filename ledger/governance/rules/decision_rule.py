"""Decision rule: every parameter by which a vote or a consent is decided, as data.

A vote freezes the rule as it opens. What each parameter does is in
`ledger/governance/voting/counting.py`; what may not be combined is in
`checking.py`.
"""

from enum import StrEnum

import msgspec

from ledger.governance.rules.fractions import HALF, ONE, Share
from ledger.kernel.identifiers import PartnerId


class Method(StrEnum):
    """How those who vote answer."""

    CONSENT = "consent"
    FOR_AGAINST = "for_against"
    APPROVAL = "approval"
    ADVICE = "advice"


class Basis(StrEnum):
    """What a majority is a share of."""

    VOTES_CAST = "votes_cast"
    VOTES_AND_ABSTENTIONS = "votes_and_abstentions"
    ELECTORATE = "electorate"


class Majority(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The share that adopts: more than it where strict, otherwise at least it.

    Blank ballots are votes of the basis only where ``blank_counts``.
    """

    basis: Basis = Basis.VOTES_CAST
    share: Share = HALF
    strict: bool = True
    blank_counts: bool = False


class QuorumOf(StrEnum):
    """What a quorum is a share of."""

    MANDATES = "mandates"
    WEIGHTS = "weights"
    EACH_COLLEGE = "each_college"


class Quorum(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The share of the electorate that must take part for a vote to be valid.

    Those who are represented by a proxy, who abstain or vote blank take part
    unless it is said that they do not.
    """

    of: QuorumOf = QuorumOf.MANDATES
    share: Share = HALF
    strict: bool = True
    represented_count: bool = True
    abstentions_count: bool = True
    blanks_count: bool = True


class SecondCall(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A second convocation on the same items, where the quorum was missed.

    ``days`` pass between both, whole ones; without ``quorum`` any attendance does.
    """

    days: int
    quorum: Quorum | None = None


class InsideCollege(StrEnum):
    """What a college's weight becomes."""

    PROPORTIONAL = "proportional"
    WINNER_TAKES_ALL = "winner_takes_all"


class College(msgspec.Struct, frozen=True):
    """A college and its share of all the votes."""

    college_id: str
    weight: Share


class Colleges(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Colleges that vote apart, with the bounds that their weights keep to.

    ``adopting`` asks for a majority in that many colleges besides the overall one.
    """

    members: tuple[College, ...]
    floor: Share = Share(1, 10)
    ceiling: Share = HALF
    inside: InsideCollege = InsideCollege.PROPORTIONAL
    adopting: int = 0


class Tie(StrEnum):
    """What becomes of votes that are equal on both sides."""

    STATUS_QUO = "status_quo"
    CHAIR = "chair"
    LOT = "lot"


class Secrecy(StrEnum):
    """What is seen of the choices, and when."""

    OPEN = "open"
    SEALED = "sealed"
    SECRET = "secret"  # noqa: S105  # a kind of ballot, no password


class Fallback(StrEnum):
    """What follows where consent fails."""

    DEFER = "defer"
    ESCALATE = "escalate"
    VOTE = "vote"


class Proxies(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How many mandates one holder may vote for besides their own."""

    per_holder: int = 1


class PublicMajority(msgspec.Struct, frozen=True):
    """Public bodies hold more than this share of the votes, or no vote opens."""

    above: Share = HALF


class Voters(StrEnum):
    """Who votes: a mandate for each partner, or the members of the board."""

    PARTNERS = "partners"
    BOARD = "board"


class PartnerWeight(msgspec.Struct, frozen=True):
    """What a partner's mandate weighs; whoever is not named weighs one."""

    partner_id: PartnerId
    weight: int


class Ground(StrEnum):
    """On what ground the board may return or suspend a decision."""

    PROCEDURE = "procedure"
    CHARTER = "charter"
    LAW = "law"
    MEANS = "means"


class DecisionRule(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """How one kind of decision is made.

    ``reasons_for`` names the choices that must be reasoned. ``seats`` is how
    many options an approval vote retains. ``review_grounds`` are those on which the
    board may return or suspend what was decided, and unless ``needs_review_date``
    is waived, whoever states the outcome says when it is looked at again.
    """

    method: Method
    voters: Voters = Voters.PARTNERS
    weights: tuple[PartnerWeight, ...] = ()
    majority: Majority = Majority()
    quorum: Quorum | None = None
    second_call: SecondCall | None = None
    colleges: Colleges | None = None
    proxies: Proxies | None = None
    public_majority: PublicMajority | None = None
    reasons_for: tuple[str, ...] = ()
    tie: Tie = Tie.STATUS_QUO
    secrecy: Secrecy = Secrecy.OPEN
    fallback: Fallback = Fallback.DEFER
    fallback_majority: Majority | None = None
    seats: int = 1
    notice_days: int = 0
    open_days: int = 7
    extensions: int = 0
    review_grounds: tuple[Ground, ...] = tuple(Ground)
    needs_review_date: bool = True


__all__ = [
    "HALF",
    "ONE",
    "Basis",
    "College",
    "Colleges",
    "DecisionRule",
    "Fallback",
    "Ground",
    "InsideCollege",
    "Majority",
    "Method",
    "PartnerWeight",
    "Proxies",
    "PublicMajority",
    "Quorum",
    "QuorumOf",
    "SecondCall",
    "Secrecy",
    "Share",
    "Tie",
    "Voters",
]
