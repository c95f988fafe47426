"""Presets: rules ready to adopt, as laws and customs write them.

Each is a starting point that a commons makes its own: none binds anybody until
it is adopted, and what statutes say comes first.
"""

from collections.abc import Sequence
from typing import Final

from ledger.governance.rules.choices import OBJECTION
from ledger.governance.rules.decision_rule import (
    College,
    Colleges,
    DecisionRule,
    Fallback,
    Majority,
    Method,
    Proxies,
    PublicMajority,
    Quorum,
    QuorumOf,
    SecondCall,
    Tie,
)
from ledger.governance.rules.fractions import Share

MUNICIPAL_COUNCIL: Final = DecisionRule(
    method=Method.FOR_AGAINST,
    quorum=Quorum(represented_count=False),
    second_call=SecondCall(days=3),
    proxies=Proxies(per_holder=1),
    tie=Tie.CHAIR,
    notice_days=3,
    open_days=1,
)
"""A municipal council of fewer than 3,500 inhabitants.

More than half of those in office are present, whoever gave a proxy is not
(CGCT art. L2121-17); else a second convocation at least three days later needs
no quorum. One proxy a holder, the absolute majority of the votes cast, the
chair's casting vote (art. L2121-20). Three clear days of notice (art. L2121-11).
"""

ASSOCIATION: Final = DecisionRule(
    method=Method.FOR_AGAINST,
    quorum=Quorum(share=Share(1, 4), strict=False),
    second_call=SecondCall(days=15),
    proxies=Proxies(per_holder=2),
    notice_days=15,
)
"""An association whose statutes say nothing unusual.

The law of 1 July 1901 leaves all of it to the statutes: a quarter present or
represented, two proxies a holder, a majority of the votes cast.
"""

CONSENT: Final = DecisionRule(
    method=Method.CONSENT,
    quorum=Quorum(strict=False),
    reasons_for=(OBJECTION,),
    fallback=Fallback.DEFER,
    open_days=14,
)
"""Consent, as sociocracy practises it: adopted when no reasoned objection remains.

Silence is not consent: half of the mandates must answer.
"""


def cooperative(colleges: Sequence[College] = ()) -> DecisionRule:
    """Return the rule of a SCIC that votes by colleges.

    Three colleges at least, each with a tenth to a half of the votes, equal where
    the statutes say nothing; inside a college, one member one vote (loi 47-1775
    du 10 septembre 1947, art. 19 octies).
    """
    usual = (
        College("producers", Share(1, 3)),
        College("users", Share(1, 3)),
        College("supporters", Share(1, 3)),
    )
    return DecisionRule(
        method=Method.FOR_AGAINST,
        quorum=Quorum(share=Share(1, 3), strict=False),
        second_call=SecondCall(days=15),
        colleges=Colleges(members=tuple(colleges) or usual),
        proxies=Proxies(per_holder=2),
        notice_days=15,
    )


PUBLIC_INTEREST_GROUP: Final = DecisionRule(
    method=Method.FOR_AGAINST,
    quorum=Quorum(of=QuorumOf.WEIGHTS, strict=False),
    second_call=SecondCall(days=15),
    proxies=Proxies(per_holder=1),
    public_majority=PublicMajority(),
    notice_days=15,
)
"""The assembly of a GIP, by the rights that its convention gives to each.

Public bodies hold more than half of the votes (loi 2011-525 du 17 mai 2011,
art. 103); the quorum of half of the rights is that of the model convention.
"""

UNANIMITY: Final = DecisionRule(
    method=Method.FOR_AGAINST,
    majority=Majority(share=Share(1), strict=False),
    quorum=Quorum(strict=False),
)
"""All the votes cast, as many conventions ask for before they are changed."""
