"""Catalogue: every command that a person may ask for by any way in, and how."""

from collections.abc import Mapping
from typing import Final

from ledger.kernel.messages import Command
from ledger.membership.mandates.announce_mandate_end import AnnounceMandateEnd
from ledger.membership.mandates.grant_mandate import GrantMandate
from ledger.membership.mandates.hand_over_representation import HandOverRepresentation
from ledger.membership.mandates.recover_representation import RecoverRepresentation
from ledger.membership.partners.confirm_partnership import ConfirmPartnership
from ledger.membership.partners.decline_invitation import DeclineInvitation
from ledger.membership.partners.found_commons import FoundCommons
from ledger.membership.partners.invite_partner import InvitePartner
from ledger.membership.partners.renew_invitation import RenewInvitation
from web.schemas import (
    contribution_acts,
    evaluations,
    milestones,
    modalities,
    needs,
    partners,
    projects,
    recording,
    resources,
    texts,
)
from web.schemas.asking import Asking

ASKINGS: Final[Mapping[type[Command], Asking]] = {
    asking.command: asking
    for room in (
        recording,
        contribution_acts,
        modalities,
        needs,
        projects,
        milestones,
        resources,
        evaluations,
        partners,
        texts,
    )
    for asking in room.ASKED
}

BY_LETTER: Final = "a letter with a link that serves once goes out with it"
BY_LINK: Final = "only the link of the invitation answers it"
WITHOUT: Final[Mapping[type[Command], str]] = {
    FoundCommons: "only the link of the first start founds a commons",
    InvitePartner: BY_LETTER,
    RenewInvitation: BY_LETTER,
    GrantMandate: BY_LETTER,
    HandOverRepresentation: BY_LETTER,
    RecoverRepresentation: BY_LETTER,
    ConfirmPartnership: BY_LINK,
    DeclineInvitation: BY_LINK,
    AnnounceMandateEnd: "a rule asks for it, and never a person",
}
"""The commands that have no schema, each with its reason."""
