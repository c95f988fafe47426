"""Value a contribution: an amount beside it, by a named method, later and apart.

A later valuation is shown in place of an earlier one, whose fact stays. The
note is words for the public.
"""

import re
from dataclasses import dataclass
from typing import Final

from ledger.commons.contributions.events import ContributionValued
from ledger.commons.contributions.record import (
    Record,
    evolve_record,
    record_of,
    require_other,
)
from ledger.commons.contributions.refusals import (
    MethodUnknown,
    MethodVersionUnknown,
    ValueOutOfBounds,
)
from ledger.kernel.decider import Boundary, Decider
from ledger.kernel.identifiers import ContributionId, PartnerId
from ledger.kernel.messages import Acting, Command
from ledger.kernel.words import Words

METHOD: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
METHOD_LENGTH_MAX: Final = 40
METHOD_VERSION_MAX: Final = 9_999
CENTS_MAX: Final = 10**13


@dataclass(frozen=True, kw_only=True)
class ValueContribution(Command):
    """A treasurer or board member puts an amount in euro cents beside it."""

    contribution_id: ContributionId
    partner_id: PartnerId
    cents: int
    method: str
    method_version: int
    note: Words | None = None


def boundary(command: ValueContribution) -> Boundary:
    """Depend on this contribution, and on the standing of the partner that acts."""
    return record_of(command.contribution_id, command.partner_id)


def decide(
    record: Record, command: ValueContribution, acting: Acting
) -> list[ContributionValued]:
    """Ask for a positive amount and a method that can be looked up."""
    require_other(record, command.partner_id, acting)
    if not 0 < command.cents <= CENTS_MAX:
        raise ValueOutOfBounds
    is_named = METHOD.fullmatch(command.method) is not None
    if not is_named or len(command.method) > METHOD_LENGTH_MAX:
        raise MethodUnknown
    if not 1 <= command.method_version <= METHOD_VERSION_MAX:
        raise MethodVersionUnknown
    return [
        ContributionValued(
            contribution_id=command.contribution_id,
            cents=command.cents,
            method=command.method,
            method_version=command.method_version,
            note=command.note,
        )
    ]


value_contribution = Decider(boundary, Record(), evolve_record, decide)
