"""Flags: what is held against a thing under the charter, and not settled yet."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ledger.governance.charter.events import (
    ArticleFlagRaised,
    ArticleFlagResolved,
    ArticleFlagWithdrawn,
)
from ledger.kernel.decider import Facts, facts
from ledger.kernel.identifiers import FlagId

FLAGS: Final = (ArticleFlagRaised, ArticleFlagResolved, ArticleFlagWithdrawn)
FlagFact = ArticleFlagRaised | ArticleFlagResolved | ArticleFlagWithdrawn


@dataclass(frozen=True)
class Flags:
    """The open flags on a thing, and the day the first of all was raised.

    A vote is delayed once, from that day: later flags are shown, and delay nothing.
    """

    open: frozenset[FlagId] = frozenset()
    first_on: date | None = None


NO_FLAGS: Final = Flags()


def flags_on(thing_id: str) -> Facts:
    """Depend on the flags raised on a thing."""
    return facts(*FLAGS, flagged_id=thing_id)


def evolve_flags(flags: Flags, fact: FlagFact) -> Flags:
    """Remember which are open."""
    match fact:
        case ArticleFlagRaised(flag_id=name, raised_on=day):
            first = flags.first_on or day
            return replace(flags, open=flags.open | {name}, first_on=first)
        case ArticleFlagResolved(flag_id=name) | ArticleFlagWithdrawn(flag_id=name):
            return replace(flags, open=flags.open - {name})
