"""What holds for whoever acts for a partner, whatever they ask."""

from collections.abc import Callable

import pytest

from ledger.kernel.identifiers import PartnerId
from ledger.kernel.messages import Capacity, Command, Fact
from ledger.membership.mandates.grant_mandate import GrantMandate
from ledger.membership.mandates.hand_over_representation import HandOverRepresentation
from ledger.membership.mandates.recover_representation import RecoverRepresentation
from ledger.membership.mandates.withdraw_mandate import WithdrawMandate
from ledger.membership.partners.declare_capacity import DeclareCapacity
from ledger.membership.partners.end_partnership import EndPartnership
from ledger.membership.partners.events import PartnershipResumed
from ledger.membership.partners.invite_partner import InvitePartner
from ledger.membership.partners.merge_partner import MergePartner
from ledger.membership.partners.refusals import NotYourPartner, YourPartnerNotActive
from ledger.membership.partners.rename_partner import RenamePartner
from ledger.membership.partners.renew_invitation import RenewInvitation
from ledger.membership.partners.resume_partnership import ResumePartnership
from ledger.membership.partners.state_interest import StateInterest
from ledger.membership.partners.suspend_partnership import SuspendPartnership
from ledger.membership.partners.withdraw_interest import WithdrawInterest
from tests.cast import BEN, BRUMES, LITTORAL, SOURCES, mandate
from tests.circle import (
    ADA_ACTS,
    BEN_ACTS,
    BOARD,
    CIRCLE,
    EXAMPLES,
    FELIX,
    HEDGES_STATED,
    PONT_DECLINED,
    asked,
    ended,
    merged,
    suspended,
)
from tests.spec import given

OWN: dict[type[Command], str] = {
    InvitePartner: "host_id",
    RenewInvitation: "host_id",
    StateInterest: "partner_id",
    WithdrawInterest: "partner_id",
    DeclareCapacity: "partner_id",
    RenamePartner: "partner_id",
    MergePartner: "acting_for_id",
    SuspendPartnership: "acting_for_id",
    ResumePartnership: "acting_for_id",
    GrantMandate: "acting_for_id",
    WithdrawMandate: "acting_for_id",
    HandOverRepresentation: "partner_id",
    RecoverRepresentation: "acting_for_id",
}
"""Where each command names the partner that is acted for."""

BODY = {ADA_ACTS: LITTORAL, BEN_ACTS: BRUMES, BOARD: LITTORAL}
HISTORY = (*CIRCLE, mandate(FELIX, BRUMES, Capacity.CONTRIBUTOR))


def history_of(command: type[Command]) -> list[Fact]:
    """Return what the example of this command needs to be granted."""
    needs: dict[type[Command], Fact] = {
        RenewInvitation: PONT_DECLINED,
        WithdrawInterest: HEDGES_STATED,
        ResumePartnership: suspended(BRUMES),
    }
    before = [*HISTORY, *([needs[command]] if command in needs else [])]
    if command is RecoverRepresentation:
        before.remove(mandate(BEN, BRUMES))
    return before


@pytest.mark.parametrize("command", OWN)
def test_the_people_of_an_active_partner_act(command: type[Command]) -> None:
    """Every example is granted, so that the refusals below mean something."""
    story = given(*history_of(command))
    assert story.ledger.handle(asked(command)).first


@pytest.mark.parametrize("command", OWN)
@pytest.mark.parametrize("rest", [suspended, ended, merged])
def test_the_people_of_a_partner_at_rest_do_not(
    command: type[Command], rest: Callable[[PartnerId], Fact]
) -> None:
    """Their mandates are in force, and their partner may not act."""
    body = BODY[EXAMPLES[command]["actor"]]
    (
        given(*history_of(command), rest(body))
        .when(asked(command))
        .refused(YourPartnerNotActive)
    )


@pytest.mark.parametrize("command", OWN)
def test_they_act_again_once_it_is_resumed(command: type[Command]) -> None:
    """A suspension leaves mandates as they were."""
    body = BODY[EXAMPLES[command]["actor"]]
    resumed = PartnershipResumed(partner_id=body)
    story = given(*history_of(command), suspended(body), resumed)
    assert story.ledger.handle(asked(command)).first


@pytest.mark.parametrize("command", [*OWN, EndPartnership])
def test_nobody_acts_for_another_partner(command: type[Command]) -> None:
    """The mandate says for whom, whatever the form says."""
    another = {OWN.get(command, "acting_for_id"): SOURCES}
    (
        given(*history_of(command))
        .when(asked(command, **another))
        .refused(NotYourPartner)
    )


@pytest.mark.parametrize("command", [name for name in OWN if name != MergePartner])
def test_another_partners_rest_is_no_obstacle(command: type[Command]) -> None:
    """Only where it is the one dealt with, as the successor in a merger."""
    story = given(*history_of(command), ended(SOURCES))
    assert story.ledger.handle(asked(command)).first
