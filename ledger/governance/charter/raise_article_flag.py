"""Raise a flag: hold a thing against an article of the charter, and say why.

Whose thing it is comes with the command. A proposal's own facts are asked; those
of things that other wings keep were read by whoever asks.
"""

from dataclasses import dataclass, replace

from ledger.governance.charter.events import ArticleFlagRaised, FlaggedThing
from ledger.governance.charter.in_force import (
    CHARTER,
    NO_CHARTER,
    Charter,
    CharterFact,
    evolve_charter,
    the_charter,
)
from ledger.governance.charter.refusals import (
    FlagExists,
    NoCharterYet,
    NotTheOwnersThing,
    OwnThing,
    UnknownArticle,
)
from ledger.governance.proposals.tabled import (
    NOT_TABLED,
    TABLED,
    Tabled,
    TabledFact,
    evolve_tabled,
    tabled,
)
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import FlagId, PartnerId, ProposalId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.words import Words
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)


@dataclass(frozen=True, kw_only=True)
class RaiseArticleFlag(Command):
    """A partner flags a thing of another one."""

    flag_id: FlagId
    partner_id: PartnerId
    thing: FlaggedThing
    flagged_id: str
    owner_id: PartnerId
    article: int
    reason: Words


@dataclass(frozen=True)
class Raising:
    """Where the partner stands, the charter, the proposal, whether it was raised."""

    partnership: Partnership = Partnership.UNKNOWN
    charter: Charter = NO_CHARTER
    table: Tabled = NOT_TABLED
    is_raised: bool = False


def boundary(command: RaiseArticleFlag) -> Boundary:
    """Depend on the partner, on the charter, on the thing, on this name."""
    return (
        partnership_of(command.partner_id),
        the_charter(),
        tabled(ProposalId(command.flagged_id)),
        facts(ArticleFlagRaised, flag_id=command.flag_id),
    )


def evolve(
    raising: Raising,
    fact: PartnershipFact | CharterFact | TabledFact | ArticleFlagRaised,
) -> Raising:
    """Remember all four."""
    if isinstance(fact, PARTNERSHIP):
        return replace(raising, partnership=evolve_partnership(fact))
    if isinstance(fact, CHARTER):
        return replace(raising, charter=evolve_charter(raising.charter, fact))
    if isinstance(fact, TABLED):
        return replace(raising, table=evolve_tabled(raising.table, fact))
    match fact:
        case ArticleFlagRaised():
            return replace(raising, is_raised=True)


def decide(
    raising: Raising, command: RaiseArticleFlag, acting: Acting
) -> list[ArticleFlagRaised]:
    """Take it against an article that is in force today."""
    require_standing(acting, command.partner_id, raising.partnership)
    if raising.is_raised:
        raise FlagExists
    if not raising.charter.version:
        raise NoCharterYet
    if command.article not in raising.charter.numbers:
        raise UnknownArticle
    _check_owner(raising.table, command)
    return [
        ArticleFlagRaised(
            flag_id=command.flag_id,
            partner_id=command.partner_id,
            thing=command.thing,
            flagged_id=command.flagged_id,
            owner_id=command.owner_id,
            charter_version=raising.charter.version,
            article=command.article,
            raised_on=day_in_paris(command.at),
            reason=command.reason,
        )
    ]


def _check_owner(table: Tabled, command: RaiseArticleFlag) -> None:
    if command.owner_id == command.partner_id:
        raise OwnThing
    if command.thing is not FlaggedThing.PROPOSAL:
        return
    if not table.version or table.partner_id != command.owner_id:
        raise NotTheOwnersThing


raise_article_flag = Decider(boundary, Raising(), evolve, decide)
