"""Working: how a result was reached, step by step, as data that a page tells.

A step's numbers are text: whole numbers, or fractions such as ``2/3``. They are
recorded with the result, so an auditor compares them one by one.
"""

from enum import StrEnum
from fractions import Fraction

import msgspec


class Says(StrEnum):
    """What a step says."""

    ELECTORATE = "electorate"
    RECUSED = "recused"
    TOOK_PART = "took_part"
    NO_QUORUM_ASKED = "no_quorum_asked"
    QUORUM_NEEDED = "quorum_needed"
    QUORUM_REACHED = "quorum_reached"
    QUORUM_MISSED = "quorum_missed"
    ANSWERS = "answers"
    COLLEGE_SILENT = "college_silent"
    COLLEGE_DIVIDED = "college_divided"
    COLLEGE_WEIGHS = "college_weighs"
    SIDES = "sides"
    NOBODY_DECIDED = "nobody_decided"
    MAJORITY_NEEDED = "majority_needed"
    MAJORITY_REACHED = "majority_reached"
    MAJORITY_MISSED = "majority_missed"
    COLLEGES_ADOPTING = "colleges_adopting"
    TIED = "tied"
    CHAIR_DECIDED = "chair_decided"
    CHAIR_SILENT = "chair_silent"
    LOT_DREW = "lot_drew"
    STATUS_QUO = "status_quo"
    OBJECTIONS_STAND = "objections_stand"
    NOBODY_CONSENTED = "nobody_consented"
    CONSENT_GIVEN = "consent_given"
    APPROVALS = "approvals"
    RETAINED = "retained"
    ADVICE_GIVEN = "advice_given"
    OPENINGS_MISSING = "openings_missing"
    OPENINGS_FALSE = "openings_false"


class Number(msgspec.Struct, frozen=True, array_like=True):
    """A named number of a step, exact and in text."""

    name: str
    value: str


class Step(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of the working."""

    says: Says
    numbers: tuple[Number, ...] = ()

    def number(self, name: str) -> str:
        """Return the number of this name; raises KeyError."""
        return {number.name: number.value for number in self.numbers}[name]


def step(says: Says, **numbers: int | str | Fraction) -> Step:
    """Return a step with its numbers, in the order of their names here."""
    return Step(
        says=says,
        numbers=tuple(Number(name, str(value)) for name, value in numbers.items()),
    )
