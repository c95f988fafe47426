"""The need: what the decisions about one need remember."""

from dataclasses import dataclass, replace
from datetime import date

from ledger.commons.needs.events import NeedMet, NeedStated, NeedWithdrawn
from ledger.commons.needs.refusals import (
    NeedIsMet,
    NeedIsWithdrawn,
    NotYourNeed,
    UnknownNeed,
)
from ledger.kernel.decider import Boundary, Facts, facts
from ledger.kernel.identifiers import NeedId, PartnerId
from ledger.kernel.messages import Acting
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)

NEED = (NeedStated, NeedMet, NeedWithdrawn)
NeedFact = NeedStated | NeedMet | NeedWithdrawn


@dataclass(frozen=True)
class Need:
    """Who seeks something, until when, and whether that has ended."""

    author: PartnerId | None = None
    until: date | None = None
    is_met: bool = False
    is_withdrawn: bool = False


NO_NEED = Need()


@dataclass(frozen=True)
class Closing:
    """A need, and where the partner stands that would end it."""

    partnership: Partnership = Partnership.UNKNOWN
    need: Need = NO_NEED


def life_of_need(need_id: NeedId) -> Facts:
    """Depend on how one need began and ended."""
    return facts(*NEED, need_id=need_id)


def evolve_need(need: Need, fact: NeedFact) -> Need:
    """Remember what the fact changes."""
    match fact:
        case NeedStated(partner_id=author, until=until):
            return Need(author=author, until=until)
        case NeedMet():
            return replace(need, is_met=True)
        case NeedWithdrawn():
            return replace(need, is_withdrawn=True)


def require_open(need: Need) -> None:
    """Refuse a need that nobody stated, or that has ended."""
    if need.author is None:
        raise UnknownNeed
    if need.is_met:
        raise NeedIsMet
    if need.is_withdrawn:
        raise NeedIsWithdrawn


def closing_of(need_id: NeedId, partner_id: PartnerId) -> Boundary:
    """Depend on the need, and on the standing of the partner that would end it."""
    return (partnership_of(partner_id), life_of_need(need_id))


def evolve_closing(closing: Closing, fact: PartnershipFact | NeedFact) -> Closing:
    """Remember what the fact changes."""
    if isinstance(fact, PARTNERSHIP):
        return replace(closing, partnership=evolve_partnership(fact))
    return replace(closing, need=evolve_need(closing.need, fact))


def require_own_open(closing: Closing, partner_id: PartnerId, acting: Acting) -> None:
    """Refuse anybody but the partner that stated the need, and a need that ended."""
    require_standing(acting, partner_id, closing.partnership)
    if closing.need.author not in {None, partner_id}:
        raise NotYourNeed
    require_open(closing.need)
