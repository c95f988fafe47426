"""Catalogue: every command that a person may ask for by any way in, and how."""

from collections.abc import Mapping
from typing import Final

from ledger.governance.charter.amend_charter import AmendCharter
from ledger.governance.decisions.designate_elected import DesignateElected
from ledger.governance.decisions.record_decision import RecordDecision
from ledger.governance.decisions.refuse_effect import RefuseEffect
from ledger.governance.rules.adopt_rule import AdoptRule
from ledger.governance.voting.close_vote import CloseVote
from ledger.kernel.messages import Command
from ledger.membership.mandates.announce_mandate_end import AnnounceMandateEnd
from ledger.membership.mandates.recover_representation import RecoverRepresentation
from ledger.membership.partners.confirm_partnership import ConfirmPartnership
from ledger.membership.partners.decline_invitation import DeclineInvitation
from ledger.membership.partners.found_commons import FoundCommons
from web.schemas import (
    charter,
    colleges,
    contribution_acts,
    decisions,
    designations,
    evaluations,
    meetings,
    milestones,
    modalities,
    needs,
    partners,
    projects,
    proposals,
    recording,
    resources,
    rules,
    texts,
    voting,
)
from web.schemas.asking import Asking

ASKINGS: Final[Mapping[type[Command], Asking]] = {
    asking.command: asking
    for room in (
        rules,
        charter,
        colleges,
        recording,
        contribution_acts,
        modalities,
        needs,
        decisions,
        projects,
        milestones,
        resources,
        evaluations,
        partners,
        designations,
        texts,
        proposals,
        meetings,
        voting,
    )
    for asking in room.ASKED
}

BY_A_RULE: Final = "a rule asks for it, and never a person"
BY_LINK: Final = "only the link of the invitation answers it"
WITHOUT: Final[Mapping[type[Command], str]] = {
    FoundCommons: "only the link of the first start founds a commons",
    RecoverRepresentation: "the board names somebody by a letter that it has read",
    ConfirmPartnership: BY_LINK,
    DeclineInvitation: BY_LINK,
    AnnounceMandateEnd: BY_A_RULE,
    RecordDecision: BY_A_RULE,
    RefuseEffect: BY_A_RULE,
    AdoptRule: BY_A_RULE,
    AmendCharter: BY_A_RULE,
    CloseVote: BY_A_RULE,
    DesignateElected: BY_A_RULE,
}
"""The commands that have no schema, each with its reason."""
