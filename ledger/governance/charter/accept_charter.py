"""Accept the charter: a partner says that it holds itself to this version."""

from dataclasses import dataclass, replace

from ledger.governance.charter.events import CharterAccepted
from ledger.governance.charter.in_force import (
    CHARTER,
    NO_CHARTER,
    Charter,
    CharterFact,
    evolve_charter,
    the_charter,
)
from ledger.governance.charter.refusals import (
    CharterAcceptedAlready,
    CharterChanged,
    NoCharterYet,
)
from ledger.kernel.decider import Boundary, Decider, facts
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.membership.partners.standing import (
    PARTNERSHIP,
    Partnership,
    PartnershipFact,
    evolve_partnership,
    partnership_of,
    require_standing,
)


@dataclass(frozen=True, kw_only=True)
class AcceptCharter(Command):
    """A partner accepts what it was shown: the charter of this version."""

    partner_id: PartnerId
    charter_version: int


@dataclass(frozen=True)
class Accepting:
    """Where the partner stands, the charter, and what it last accepted."""

    partnership: Partnership = Partnership.UNKNOWN
    charter: Charter = NO_CHARTER
    accepted: int = 0


def boundary(command: AcceptCharter) -> Boundary:
    """Depend on the partner, on the charter, on what the partner accepted."""
    return (
        partnership_of(command.partner_id),
        the_charter(),
        facts(CharterAccepted, partner_id=command.partner_id),
    )


def evolve(
    accepting: Accepting, fact: PartnershipFact | CharterFact | CharterAccepted
) -> Accepting:
    """Remember all three."""
    if isinstance(fact, PARTNERSHIP):
        return replace(accepting, partnership=evolve_partnership(fact))
    if isinstance(fact, CHARTER):
        return replace(accepting, charter=evolve_charter(accepting.charter, fact))
    match fact:
        case CharterAccepted(charter_version=version):
            return replace(accepting, accepted=version)


def decide(
    accepting: Accepting, command: AcceptCharter, acting: Acting
) -> list[CharterAccepted]:
    """Take it for the version in force, once.

    A decision that changes the charter meanwhile makes it a refusal, not the
    acceptance of what nobody has read.
    """
    require_standing(acting, command.partner_id, accepting.partnership)
    if not accepting.charter.version:
        raise NoCharterYet
    if command.charter_version != accepting.charter.version:
        raise CharterChanged
    if accepting.accepted == command.charter_version:
        raise CharterAcceptedAlready
    return [
        CharterAccepted(
            partner_id=command.partner_id, charter_version=command.charter_version
        )
    ]


accept_charter = Decider(boundary, Accepting(), evolve, decide)
