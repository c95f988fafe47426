"""Flagged: one flag as it stands, for whoever answers it, settles it, takes it back."""

from dataclasses import dataclass, replace
from typing import Final

from ledger.governance.charter.events import ArticleFlagRaised
from ledger.governance.charter.flags import FLAGS, FlagFact
from ledger.governance.charter.refusals import FlagIsClosed, UnknownFlag
from ledger.kernel.decider import Boundary, facts
from ledger.kernel.identifiers import FlagId, PartnerId
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
)


@dataclass(frozen=True)
class Flagged:
    """Where the partner stands, the flag as it was raised, and whether it is closed."""

    partnership: Partnership = Partnership.UNKNOWN
    flag: ArticleFlagRaised | None = None
    is_closed: bool = False


NOT_FLAGGED: Final = Flagged()


def flagged_before(partner_id: PartnerId, flag_id: FlagId) -> Boundary:
    """Depend on the partner and on this flag."""
    return (partnership_of(partner_id), facts(*FLAGS, flag_id=flag_id))


def evolve_flagged(flagged: Flagged, fact: PartnershipFact | FlagFact) -> Flagged:
    """Remember both."""
    if isinstance(fact, PARTNERSHIP):
        return replace(flagged, partnership=evolve_partnership(fact))
    if isinstance(fact, ArticleFlagRaised):
        return replace(flagged, flag=fact)
    return replace(flagged, is_closed=True)


def open_flag(flagged: Flagged) -> ArticleFlagRaised:
    """Return the flag; refuse one that is not there, or closed."""
    if flagged.flag is None:
        raise UnknownFlag
    if flagged.is_closed:
        raise FlagIsClosed
    return flagged.flag
