"""Rename a partner: it goes by another name from now on."""

from dataclasses import dataclass

from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words
from ledger.membership.partners.events import PartnerRenamed
from ledger.membership.partners.standing import (
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)


@dataclass(frozen=True, kw_only=True)
class RenamePartner(Command):
    """A partner takes another name."""

    partner_id: PartnerId
    name: Words
    short_name: Words


def boundary(command: RenamePartner) -> Boundary:
    """Depend on where the partner stands."""
    return (partnership_of(command.partner_id),)


def evolve(_partnership: Partnership, fact: PartnershipFact) -> Partnership:
    """Remember where the partner stands."""
    return evolve_partnership(fact)


def decide(
    partnership: Partnership, command: RenamePartner, acting: Acting
) -> list[PartnerRenamed]:
    """Let an active partner take another name."""
    require_standing(acting, command.partner_id, partnership)
    return [
        PartnerRenamed(
            partner_id=command.partner_id,
            name=command.name,
            short_name=command.short_name,
        )
    ]


rename_partner = Decider(boundary, Partnership.UNKNOWN, evolve, decide)
