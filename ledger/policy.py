"""The policy: which capacities may ask for what. What is not listed is refused."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from ledger.commons.contributions.answer_contest import AnswerContest
from ledger.commons.contributions.ask_clarification import AskClarification
from ledger.commons.contributions.confirm_contribution import ConfirmContribution
from ledger.commons.contributions.contest_contribution import ContestContribution
from ledger.commons.contributions.correct_contribution import CorrectContribution
from ledger.commons.contributions.found_modalities import FoundModalities
from ledger.commons.contributions.give_clarification import GiveClarification
from ledger.commons.contributions.record_contribution import RecordContribution
from ledger.commons.contributions.review_contribution import ReviewContribution
from ledger.commons.contributions.settle_contest import SettleContest
from ledger.commons.contributions.value_contribution import ValueContribution
from ledger.commons.contributions.withdraw_contribution import WithdrawContribution
from ledger.commons.evaluations.answer_escalation import AnswerEscalation
from ledger.commons.evaluations.conclude_evaluation import ConcludeEvaluation
from ledger.commons.evaluations.countersign_account import CountersignAccount
from ledger.commons.evaluations.escalate_to_strategy import EscalateToStrategy
from ledger.commons.evaluations.give_account import GiveAccount
from ledger.commons.evaluations.open_evaluation import OpenEvaluation
from ledger.commons.evaluations.trace_life_course import TraceLifeCourse
from ledger.commons.needs.accept_offer import AcceptOffer
from ledger.commons.needs.make_offer import MakeOffer
from ledger.commons.needs.meet_need import MeetNeed
from ledger.commons.needs.state_need import StateNeed
from ledger.commons.needs.withdraw_need import WithdrawNeed
from ledger.commons.needs.withdraw_offer import WithdrawOffer
from ledger.commons.projects.close_project import CloseProject
from ledger.commons.projects.cross_competence import CrossCompetence
from ledger.commons.projects.drop_milestone import DropMilestone
from ledger.commons.projects.join_project import JoinProject
from ledger.commons.projects.launch_project import LaunchProject
from ledger.commons.projects.leave_project import LeaveProject
from ledger.commons.projects.move_milestone import MoveMilestone
from ledger.commons.projects.propose_project import ProposeProject
from ledger.commons.projects.reach_milestone import ReachMilestone
from ledger.commons.projects.revise_project import ReviseProject
from ledger.commons.projects.set_financing_plan import SetFinancingPlan
from ledger.commons.projects.set_milestone import SetMilestone
from ledger.commons.projects.share_lead import ShareLead
from ledger.commons.projects.write_journal_entry import WriteJournalEntry
from ledger.commons.resources.declare_reuse import DeclareReuse
from ledger.commons.resources.fork_resource import ForkResource
from ledger.commons.resources.give_feedback import GiveFeedback
from ledger.commons.resources.hand_over_resource import HandOverResource
from ledger.commons.resources.publish_resource import PublishResource
from ledger.commons.resources.retire_resource import RetireResource
from ledger.commons.resources.revise_resource import ReviseResource
from ledger.commons.resources.withdraw_reuse import WithdrawReuse
from ledger.kernel.messages import Acting, Capacity, Command
from ledger.kernel.refusals import NotAllowed
from ledger.membership.mandates.announce_mandate_end import AnnounceMandateEnd
from ledger.membership.mandates.grant_mandate import GrantMandate
from ledger.membership.mandates.hand_over_representation import HandOverRepresentation
from ledger.membership.mandates.recover_representation import RecoverRepresentation
from ledger.membership.mandates.withdraw_mandate import WithdrawMandate
from ledger.membership.partners.confirm_partnership import ConfirmPartnership
from ledger.membership.partners.declare_capacity import DeclareCapacity
from ledger.membership.partners.decline_invitation import DeclineInvitation
from ledger.membership.partners.end_partnership import EndPartnership
from ledger.membership.partners.found_commons import FoundCommons
from ledger.membership.partners.invite_partner import InvitePartner
from ledger.membership.partners.merge_partner import MergePartner
from ledger.membership.partners.rename_partner import RenamePartner
from ledger.membership.partners.renew_invitation import RenewInvitation
from ledger.membership.partners.resume_partnership import ResumePartnership
from ledger.membership.partners.state_interest import StateInterest
from ledger.membership.partners.suspend_partnership import SuspendPartnership
from ledger.membership.partners.withdraw_interest import WithdrawInterest
from ledger.membership.people.name_person import NamePerson
from ledger.words.withdraw_words import WithdrawWords


class Special(StrEnum):
    """Those who act without a mandate; the decider says which of them may."""

    PERSON_WITHOUT_MANDATE = "person_without_mandate"
    RULE = "rule"


Role = Capacity | Special

ALONE: Final[frozenset[Role]] = frozenset({Special.PERSON_WITHOUT_MANDATE})
ANYBODY: Final[frozenset[Role]] = ALONE | frozenset(Capacity)
CONTRIBUTING: Final[frozenset[Role]] = frozenset(
    {
        Capacity.REPRESENTATIVE,
        Capacity.ALTERNATE,
        Capacity.CONTRIBUTOR,
        Capacity.PARTICIPANT,
    }
)
BOARD: Final[frozenset[Role]] = frozenset({Capacity.BOARD_MEMBER})
REPRESENTING: Final[frozenset[Role]] = frozenset(
    {Capacity.REPRESENTATIVE, Capacity.ALTERNATE}
)
SPEAKING: Final[frozenset[Role]] = REPRESENTING | {Capacity.PARTICIPANT}
INVITING: Final[frozenset[Role]] = frozenset(
    {
        Capacity.BOARD_MEMBER,
        Capacity.REPRESENTATIVE,
        Capacity.FACILITATOR,
        Capacity.SECRETARY,
    }
)

POLICY: Final[Mapping[type[Command], frozenset[Role]]] = {
    FoundCommons: ALONE,
    InvitePartner: INVITING,
    RenewInvitation: INVITING,
    DeclineInvitation: ALONE,
    ConfirmPartnership: ALONE,
    StateInterest: SPEAKING,
    WithdrawInterest: SPEAKING,
    DeclareCapacity: REPRESENTING,
    RenamePartner: SPEAKING,
    MergePartner: BOARD,
    SuspendPartnership: BOARD,
    ResumePartnership: BOARD,
    EndPartnership: BOARD | {Capacity.REPRESENTATIVE, Capacity.PARTICIPANT},
    GrantMandate: BOARD | {Capacity.REPRESENTATIVE},
    WithdrawMandate: BOARD | {Capacity.REPRESENTATIVE},
    HandOverRepresentation: frozenset({Capacity.REPRESENTATIVE}),
    RecoverRepresentation: BOARD,
    AnnounceMandateEnd: frozenset({Special.RULE}),
    RecordContribution: CONTRIBUTING,
    CorrectContribution: CONTRIBUTING,
    WithdrawContribution: CONTRIBUTING,
    ConfirmContribution: REPRESENTING | {Capacity.CONTRIBUTOR},
    AskClarification: CONTRIBUTING | BOARD,
    GiveClarification: CONTRIBUTING,
    ContestContribution: REPRESENTING | {Capacity.CONTRIBUTOR},
    AnswerContest: CONTRIBUTING,
    SettleContest: REPRESENTING | BOARD,
    ReviewContribution: BOARD,
    ValueContribution: BOARD | {Capacity.TREASURER},
    StateNeed: CONTRIBUTING,
    MeetNeed: CONTRIBUTING,
    WithdrawNeed: CONTRIBUTING,
    MakeOffer: CONTRIBUTING,
    AcceptOffer: CONTRIBUTING,
    WithdrawOffer: CONTRIBUTING,
    FoundModalities: BOARD,
    ProposeProject: REPRESENTING,
    ReviseProject: REPRESENTING,
    LaunchProject: REPRESENTING,
    JoinProject: SPEAKING,
    ShareLead: REPRESENTING | BOARD,
    LeaveProject: SPEAKING,
    CrossCompetence: CONTRIBUTING,
    SetMilestone: REPRESENTING | {Capacity.CONTRIBUTOR},
    MoveMilestone: REPRESENTING | {Capacity.CONTRIBUTOR},
    ReachMilestone: REPRESENTING | {Capacity.CONTRIBUTOR},
    DropMilestone: REPRESENTING | {Capacity.CONTRIBUTOR},
    WriteJournalEntry: CONTRIBUTING,
    SetFinancingPlan: REPRESENTING,
    CloseProject: REPRESENTING,
    PublishResource: REPRESENTING | {Capacity.CONTRIBUTOR},
    ReviseResource: REPRESENTING | {Capacity.CONTRIBUTOR},
    ForkResource: REPRESENTING | {Capacity.CONTRIBUTOR},
    HandOverResource: REPRESENTING | BOARD,
    DeclareReuse: CONTRIBUTING,
    WithdrawReuse: CONTRIBUTING,
    GiveFeedback: CONTRIBUTING,
    RetireResource: REPRESENTING,
    OpenEvaluation: REPRESENTING | {Capacity.CONTRIBUTOR},
    GiveAccount: CONTRIBUTING,
    CountersignAccount: CONTRIBUTING,
    ConcludeEvaluation: REPRESENTING | BOARD,
    EscalateToStrategy: REPRESENTING,
    AnswerEscalation: BOARD,
    TraceLifeCourse: CONTRIBUTING,
    NamePerson: ANYBODY,
    WithdrawWords: CONTRIBUTING | BOARD | {Capacity.DATA_PROTECTION_OFFICER},
}


def role_of(acting: Acting) -> Role:
    """Return the one role someone acts in."""
    if acting.actor.rule is not None:
        return Special.RULE
    return acting.capacity or Special.PERSON_WITHOUT_MANDATE


def permit(command: type[Command], acting: Acting) -> None:
    """Refuse what the policy does not list."""
    if role_of(acting) not in POLICY.get(command, frozenset()):
        raise NotAllowed
