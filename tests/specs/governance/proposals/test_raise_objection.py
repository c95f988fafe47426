"""Raise an objection."""

import msgspec

from ledger.governance.proposals.raise_objection import RaiseObjection
from ledger.governance.proposals.refusals import (
    ObjectionExists,
    ProposalIsDecided,
    TooManyObjections,
)
from ledger.kernel.identifiers import ObjectionId, PartnerId
from ledger.kernel.messages import Command
from tests.agora import (
    DECIDED,
    HARM,
    NOISE,
    OBJECTED,
    ON_THE_TABLE,
    TAKEN_BACK,
    TASTE,
    UNDER_VOTE,
    asked,
)
from tests.cast import SOURCES
from tests.spec import given


def objecting(name: ObjectionId = NOISE, partner_id: PartnerId = SOURCES) -> Command:
    return asked(RaiseObjection, partner_id, objection_id=name, harm=HARM)


def test_a_mandate_names_the_harm() -> None:
    """Before a vote, and while it is open."""
    given(*ON_THE_TABLE).when(objecting()).then(OBJECTED)
    given(*UNDER_VOTE).when(objecting()).then(OBJECTED)


def test_nothing_is_objected_once_it_is_decided() -> None:
    """An appeal is another matter."""
    given(*DECIDED).when(objecting()).refused(ProposalIsDecided)


def test_a_name_serves_once() -> None:
    """Look for it on the page."""
    given(*ON_THE_TABLE, OBJECTED).when(objecting()).refused(ObjectionExists)


def test_a_partner_has_five_objections_at_a_time() -> None:
    """One that is settled makes room for another."""
    five = [
        msgspec.structs.replace(OBJECTED, objection_id=ObjectionId(f"harm{n}"))
        for n in range(4)
    ]
    full = (*ON_THE_TABLE, OBJECTED, *five)
    given(*full).when(objecting(TASTE)).refused(TooManyObjections)
    given(*full, TAKEN_BACK).when(objecting(TASTE)).then_kinds(type(OBJECTED))
