"""Checking: what may not stand in a decision rule, whoever writes it."""

from typing import Final

from ledger.governance.rules.choices import CHOICES
from ledger.governance.rules.decision_rule import (
    Colleges,
    DecisionRule,
    Majority,
    Method,
    Quorum,
    QuorumOf,
    Secrecy,
    Share,
    Tie,
)
from ledger.governance.rules.refusals import (
    CastingVoteInSecret,
    CollegeOverCeiling,
    CollegeQuorumWithoutColleges,
    CollegesDoNotMakeOne,
    CollegeTwice,
    CollegeUnderFloor,
    ConsentWithoutColleges,
    DaysOutOfBounds,
    GroundTwice,
    MajorityCannotBeMissed,
    MajorityCannotBeReached,
    MoreAdoptingThanColleges,
    ProxiesOutOfBounds,
    QuorumCannotBeReached,
    ReasonForNoChoice,
    SeatsOutOfBounds,
    SecondCallOutOfBounds,
    SecondCallWithoutQuorum,
    ShareOutOfBounds,
    TooFewColleges,
    WeightOutOfBounds,
    WeightTwice,
)

DENOMINATOR_MAX: Final = 1_000_000
COLLEGES_MIN: Final = 2
SECOND_CALL_DAYS: Final = range(1, 61)
PROXIES: Final = range(1, 11)
SEATS: Final = range(1, 101)
DAYS: Final = range(366)
WEIGHTS: Final = range(1, 1_000_001)
WEIGHTED_MAX: Final = 500


def check_rule(rule: DecisionRule) -> None:
    """Refuse a rule that could not be obeyed, or that decides before anyone votes."""
    check_majority(rule.majority)
    if rule.fallback_majority is not None:
        check_majority(rule.fallback_majority)
    _check_quorums(rule)
    if rule.colleges is not None:
        if rule.method is Method.CONSENT:
            raise ConsentWithoutColleges
        check_colleges(rule.colleges)
    if rule.tie is Tie.CHAIR and rule.secrecy is Secrecy.SECRET:
        raise CastingVoteInSecret
    if rule.proxies is not None and rule.proxies.per_holder not in PROXIES:
        raise ProxiesOutOfBounds
    if rule.public_majority is not None:
        check_share(rule.public_majority.above)
    _check_seats(rule)
    _check_weights(rule)
    _check_grounds(rule)
    days = (rule.notice_days, rule.open_days, rule.extensions)
    if any(number not in DAYS for number in days) or rule.open_days < 1:
        raise DaysOutOfBounds
    for choice in rule.reasons_for:
        if choice not in CHOICES[rule.method]:
            raise ReasonForNoChoice(choice=choice)


def check_share(share: Share) -> None:
    """Refuse what is no share of a whole, or no fraction that people write."""
    if not 0 < share.under <= DENOMINATOR_MAX or not 0 <= share.over <= share.under:
        raise ShareOutOfBounds


def check_majority(majority: Majority) -> None:
    """Refuse a majority that is always or never reached."""
    check_share(majority.share)
    if majority.share.exact == 0 and not majority.strict:
        raise MajorityCannotBeMissed
    if majority.share.exact == 1 and majority.strict:
        raise MajorityCannotBeReached


def check_colleges(colleges: Colleges) -> None:
    """Refuse weights that do not make one, or that leave their bounds.

    By default each college holds between a tenth and a half of the votes (loi
    47-1775 du 10 septembre 1947, art. 19 octies).
    """
    members = colleges.members
    if len(members) < COLLEGES_MIN:
        raise TooFewColleges
    if len({one.college_id for one in members}) != len(members):
        raise CollegeTwice
    for share in (colleges.floor, colleges.ceiling, *(m.weight for m in members)):
        check_share(share)
    for one in members:
        if one.weight.exact < colleges.floor.exact:
            raise CollegeUnderFloor(
                college=one.college_id, floor=str(colleges.floor.exact)
            )
        if one.weight.exact > colleges.ceiling.exact:
            raise CollegeOverCeiling(
                college=one.college_id, ceiling=str(colleges.ceiling.exact)
            )
    if (total := sum(one.weight.exact for one in members)) != 1:
        raise CollegesDoNotMakeOne(sum=str(total))
    if not 0 <= colleges.adopting <= len(members):
        raise MoreAdoptingThanColleges(colleges=len(members))


def _check_quorums(rule: DecisionRule) -> None:
    if rule.second_call is not None:
        if rule.quorum is None:
            raise SecondCallWithoutQuorum
        if rule.second_call.days not in SECOND_CALL_DAYS:
            raise SecondCallOutOfBounds
    second = rule.second_call.quorum if rule.second_call is not None else None
    for quorum in (rule.quorum, second):
        if quorum is not None:
            _check_quorum(quorum, rule.colleges)


def _check_quorum(quorum: Quorum, colleges: Colleges | None) -> None:
    check_share(quorum.share)
    if quorum.share.exact == 1 and quorum.strict:
        raise QuorumCannotBeReached
    if quorum.of is QuorumOf.EACH_COLLEGE and colleges is None:
        raise CollegeQuorumWithoutColleges


def _check_seats(rule: DecisionRule) -> None:
    allowed = SEATS if rule.method is Method.APPROVAL else range(1, 2)
    if rule.seats not in allowed:
        raise SeatsOutOfBounds


def _check_weights(rule: DecisionRule) -> None:
    named = [one.partner_id for one in rule.weights]
    if len(named) > WEIGHTED_MAX or len(set(named)) != len(named):
        raise WeightTwice
    if any(one.weight not in WEIGHTS for one in rule.weights):
        raise WeightOutOfBounds


def _check_grounds(rule: DecisionRule) -> None:
    if len(set(rule.review_grounds)) != len(rule.review_grounds):
        raise GroundTwice
