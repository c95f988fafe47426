"""Roles: in what quality somebody asks, and the groups of them that policies name."""

from enum import StrEnum
from typing import Final

from ledger.kernel.messages import Acting, Capacity


class Special(StrEnum):
    """Those who act without a mandate; the decider says which of them may."""

    PERSON_WITHOUT_MANDATE = "person_without_mandate"
    RULE = "rule"


Role = Capacity | Special

ALONE: Final[frozenset[Role]] = frozenset({Special.PERSON_WITHOUT_MANDATE})
ANYBODY: Final[frozenset[Role]] = ALONE | frozenset(Capacity)
CONTRIBUTING: Final[frozenset[Role]] = frozenset(
    {
        Capacity.REPRESENTATIVE,
        Capacity.ALTERNATE,
        Capacity.CONTRIBUTOR,
        Capacity.PARTICIPANT,
    }
)
BOARD: Final[frozenset[Role]] = frozenset({Capacity.BOARD_MEMBER})
REPRESENTING: Final[frozenset[Role]] = frozenset(
    {Capacity.REPRESENTATIVE, Capacity.ALTERNATE}
)
SPEAKING: Final[frozenset[Role]] = REPRESENTING | {Capacity.PARTICIPANT}
SERVING: Final[frozenset[Role]] = frozenset(
    {Capacity.BOARD_MEMBER, Capacity.SECRETARY, Capacity.FACILITATOR}
)
"""Who serves all partners: convenes, opens votes, keeps the minutes."""
BY_RULE: Final[frozenset[Role]] = frozenset({Special.RULE})
INVITING: Final[frozenset[Role]] = frozenset(
    {
        Capacity.BOARD_MEMBER,
        Capacity.REPRESENTATIVE,
        Capacity.FACILITATOR,
        Capacity.SECRETARY,
    }
)


def role_of(acting: Acting) -> Role:
    """Return the one role someone acts in."""
    if acting.actor.rule is not None:
        return Special.RULE
    return acting.capacity or Special.PERSON_WITHOUT_MANDATE
