"""Outcomes: what a vote ends in, and how that was reached."""

from enum import StrEnum

import msgspec

from ledger.governance.voting.working import Step


class Outcome(StrEnum):
    """What a vote ends in."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    QUORUM_MISSED = "quorum_missed"
    CONSENT_WITHHELD = "consent_withheld"
    RETAINED = "retained"
    NOTHING_RETAINED = "nothing_retained"
    ADVISED = "advised"
    VOIDED = "voided"


class Result(msgspec.Struct, frozen=True):
    """The outcome, its working, and the options retained where there were any."""

    outcome: Outcome
    working: tuple[Step, ...]
    retained: tuple[str, ...] = ()
