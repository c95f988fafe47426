"""What may not stand in a decision rule."""

from dataclasses import dataclass
from typing import Any

import pytest
from msgspec.structs import replace

from ledger.governance.rules import presets
from ledger.governance.rules.checking import check_rule
from ledger.governance.rules.decision_rule import (
    College,
    Colleges,
    DecisionRule,
    Ground,
    Majority,
    Method,
    PartnerWeight,
    Proxies,
    PublicMajority,
    Quorum,
    QuorumOf,
    SecondCall,
    Secrecy,
    Tie,
)
from ledger.governance.rules.fractions import Share
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
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Refusal

PLAIN = DecisionRule(method=Method.FOR_AGAINST)
HALF = Share(1, 2)


def colleges(*weights: tuple[str, Share], **others: Any) -> Colleges:  # noqa: ANN401  # any parameter of the rule
    members = tuple(College(name, weight) for name, weight in weights)
    return Colleges(members=members, **others)


TOWN = PartnerId("town")
HALVES = colleges(("labs", HALF), ("towns", HALF))


@dataclass(frozen=True)
class Wrong:
    """A change to a plain rule, and why it is refused."""

    refusal: type[Refusal]
    changes: dict[str, Any]


WRONG = {
    "half of nothing": Wrong(
        ShareOutOfBounds, {"majority": Majority(share=Share(1, 0))}
    ),
    "more than all": Wrong(ShareOutOfBounds, {"majority": Majority(share=Share(3, 2))}),
    "less than nothing": Wrong(
        ShareOutOfBounds, {"majority": Majority(share=Share(-1, 2))}
    ),
    "a fraction nobody writes": Wrong(
        ShareOutOfBounds, {"majority": Majority(share=Share(1, 1_000_001))}
    ),
    "a share of public bodies": Wrong(
        ShareOutOfBounds, {"public_majority": PublicMajority(Share(2))}
    ),
    "a majority of nothing": Wrong(
        MajorityCannotBeMissed, {"majority": Majority(share=Share(0), strict=False)}
    ),
    "more than the whole": Wrong(
        MajorityCannotBeReached, {"majority": Majority(share=Share(1))}
    ),
    "more than everybody": Wrong(
        QuorumCannotBeReached, {"quorum": Quorum(share=Share(1))}
    ),
    "more than everybody the second time": Wrong(
        QuorumCannotBeReached,
        {
            "quorum": Quorum(),
            "second_call": SecondCall(days=3, quorum=Quorum(share=Share(1))),
        },
    ),
    "a quorum in colleges that are not": Wrong(
        refusal=CollegeQuorumWithoutColleges,
        changes={"quorum": Quorum(of=QuorumOf.EACH_COLLEGE)},
    ),
    "a second call without a first quorum": Wrong(
        SecondCallWithoutQuorum, {"second_call": SecondCall(days=3)}
    ),
    "a second call at once": Wrong(
        SecondCallOutOfBounds, {"quorum": Quorum(), "second_call": SecondCall(days=0)}
    ),
    "one college": Wrong(TooFewColleges, {"colleges": colleges(("labs", Share(1)))}),
    "two colleges of one name": Wrong(
        refusal=CollegeTwice,
        changes={"colleges": colleges(("labs", HALF), ("labs", HALF))},
    ),
    "weights that make less than one": Wrong(
        refusal=CollegesDoNotMakeOne,
        changes={"colleges": colleges(("labs", HALF), ("towns", Share(2, 5)))},
    ),
    "a college under a tenth": Wrong(
        refusal=CollegeUnderFloor,
        changes={
            "colleges": colleges(
                ("labs", HALF), ("towns", Share(9, 20)), ("citizens", Share(1, 20))
            )
        },
    ),
    "a college over a half": Wrong(
        refusal=CollegeOverCeiling,
        changes={"colleges": colleges(("labs", Share(3, 5)), ("towns", Share(2, 5)))},
    ),
    "three of two colleges": Wrong(
        refusal=MoreAdoptingThanColleges,
        changes={"colleges": colleges(("labs", HALF), ("towns", HALF), adopting=3)},
    ),
    "consent by colleges": Wrong(
        ConsentWithoutColleges, {"method": Method.CONSENT, "colleges": HALVES}
    ),
    "a casting vote that nobody may know": Wrong(
        CastingVoteInSecret, {"tie": Tie.CHAIR, "secrecy": Secrecy.SECRET}
    ),
    "no proxy at all, allowed": Wrong(
        ProxiesOutOfBounds, {"proxies": Proxies(per_holder=0)}
    ),
    "two winners of one question": Wrong(SeatsOutOfBounds, {"seats": 2}),
    "a partner weighed twice": Wrong(
        refusal=WeightTwice,
        changes={"weights": (PartnerWeight(TOWN, 1), PartnerWeight(TOWN, 2))},
    ),
    "a partner that weighs nothing": Wrong(
        refusal=WeightOutOfBounds, changes={"weights": (PartnerWeight(TOWN, 0),)}
    ),
    "no seat": Wrong(SeatsOutOfBounds, {"method": Method.APPROVAL, "seats": 0}),
    "a vote of no day": Wrong(DaysOutOfBounds, {"open_days": 0}),
    "notice of two years": Wrong(DaysOutOfBounds, {"notice_days": 730}),
    "a ground listed twice": Wrong(
        GroundTwice, {"review_grounds": (Ground.LAW, Ground.LAW)}
    ),
    "a reason for another method's answer": Wrong(
        ReasonForNoChoice, {"reasons_for": ("objection",)}
    ),
}


@pytest.mark.parametrize("name", sorted(WRONG))
def test_a_rule_that_cannot_be_obeyed_is_refused(name: str) -> None:
    """Each thing that may not stand in a rule has its own reason."""
    wrong = WRONG[name]
    with pytest.raises(wrong.refusal):
        check_rule(replace(PLAIN, **wrong.changes))


@pytest.mark.parametrize(
    "rule",
    [
        presets.MUNICIPAL_COUNCIL,
        presets.ASSOCIATION,
        presets.CONSENT,
        presets.cooperative(),
        presets.PUBLIC_INTEREST_GROUP,
        presets.UNANIMITY,
    ],
    ids=["council", "association", "consent", "cooperative", "group", "unanimity"],
)
def test_presets_may_be_adopted_as_they_are(rule: DecisionRule) -> None:
    """What is ready to adopt keeps to the same bounds."""
    check_rule(rule)


def test_a_floor_of_the_statutes_own_holds_in_its_place() -> None:
    """A twentieth is enough where the rule says so."""
    bounded = colleges(
        ("labs", HALF),
        ("towns", Share(9, 20)),
        ("citizens", Share(1, 20)),
        floor=Share(1, 20),
    )
    check_rule(replace(PLAIN, colleges=bounded))
