"""The policy: which capacities may ask for what. What is not listed is refused."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from ledger.kernel.messages import Acting, Capacity, Command
from ledger.kernel.refusals import NotAllowed


class Special(StrEnum):
    """Those who act without a mandate; the decider says which of them may."""

    PERSON_WITHOUT_MANDATE = "person_without_mandate"
    RULE = "rule"


Role = Capacity | Special

POLICY: Final[Mapping[type[Command], frozenset[Role]]] = {}


def role_of(acting: Acting) -> Role:
    """Return the one role someone acts in."""
    if acting.actor.rule is not None:
        return Special.RULE
    return acting.capacity or Special.PERSON_WITHOUT_MANDATE


def permit(command: type[Command], acting: Acting) -> None:
    """Refuse what the policy does not list."""
    if role_of(acting) not in POLICY.get(command, frozenset()):
        raise NotAllowed
