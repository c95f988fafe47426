"""Choices: the answers of each method that are the same in every vote.

The options of a vote by approval are its own; a ballot that names none of them
is blank.
"""

from collections.abc import Mapping
from typing import Final

from ledger.governance.rules.decision_rule import Method

FOR: Final = "for"
AGAINST: Final = "against"
ABSTENTION: Final = "abstention"
BLANK: Final = "blank"

CONSENT: Final = "consent"
RESERVATION: Final = "reservation"
OBJECTION: Final = "objection"

APPROVE: Final = "approve"
ADVICE: Final = "advice"

CHOICES: Final[Mapping[Method, tuple[str, ...]]] = {
    Method.FOR_AGAINST: (FOR, AGAINST, ABSTENTION, BLANK),
    Method.CONSENT: (CONSENT, RESERVATION, OBJECTION),
    Method.APPROVAL: (APPROVE, ABSTENTION, BLANK),
    Method.ADVICE: (ADVICE, ABSTENTION),
}
