"""Deeds on the workshop that stories about the ledger share."""

from decimal import Decimal
from typing import Final

from ledger.application import Ledger
from ledger.commons.contributions.confirm_contribution import ConfirmContribution
from ledger.commons.contributions.contest_contribution import ContestContribution
from ledger.commons.contributions.events import ContributionConfirmed
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Fact
from ledger.kernel.words import Audience, write
from tests.cast import BRUMES
from tests.rivals import ContestedStore
from tests.spec import SECRET, given
from tests.workshop import RECORDED, WORKSHOP, asked

SO_FAR: Final = len(RECORDED)
"""The position of the workshop's record."""


def confirms(partner_id: PartnerId, **content: object) -> ConfirmContribution:
    command = asked(ConfirmContribution, partner_id, **content)
    assert isinstance(command, ConfirmContribution)
    return command


def contests(text: str, *, key: str = "form", size: int = 1) -> ContestContribution:
    """Return a contest whose reason is salted anew each time, as forms do."""
    reason = write("reason", text * size, Audience.PARTNERS)
    command = asked(
        ContestContribution, BRUMES, reason=reason.reference, words=(reason,), key=key
    )
    assert isinstance(command, ContestContribution)
    return command


def confirmed(partner_id: PartnerId, quantity: str = "7.5") -> ContributionConfirmed:
    return ContributionConfirmed(
        contribution_id=WORKSHOP, confirming_id=partner_id, quantity=Decimal(quantity)
    )


def recorded(*beside: Fact) -> tuple[ContestedStore, Ledger]:
    """Return a store that holds the workshop, and a ledger before it."""
    store = ContestedStore(given(*RECORDED, *beside))
    return store, Ledger(store, secret=SECRET, clock=store.clock)
