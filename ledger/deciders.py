"""The table of contents: every fact the ledger can hold, every command it obeys."""

from typing import Any, Final

from ledger.commons.contributions import events as contributions
from ledger.commons.contributions import modalities
from ledger.commons.contributions.answer_contest import AnswerContest, answer_contest
from ledger.commons.contributions.ask_clarification import (
    AskClarification,
    ask_clarification,
)
from ledger.commons.contributions.confirm_contribution import (
    ConfirmContribution,
    confirm_contribution,
)
from ledger.commons.contributions.contest_contribution import (
    ContestContribution,
    contest_contribution,
)
from ledger.commons.contributions.correct_contribution import (
    CorrectContribution,
    correct_contribution,
)
from ledger.commons.contributions.found_modalities import (
    FoundModalities,
    found_modalities,
)
from ledger.commons.contributions.give_clarification import (
    GiveClarification,
    give_clarification,
)
from ledger.commons.contributions.record_contribution import (
    RecordContribution,
    record_contribution,
)
from ledger.commons.contributions.review_contribution import (
    ReviewContribution,
    review_contribution,
)
from ledger.commons.contributions.settle_contest import SettleContest, settle_contest
from ledger.commons.contributions.value_contribution import (
    ValueContribution,
    value_contribution,
)
from ledger.commons.contributions.withdraw_contribution import (
    WithdrawContribution,
    withdraw_contribution,
)
from ledger.commons.evaluations import events as evaluations
from ledger.commons.evaluations.answer_escalation import (
    AnswerEscalation,
    answer_escalation,
)
from ledger.commons.evaluations.conclude_evaluation import (
    ConcludeEvaluation,
    conclude_evaluation,
)
from ledger.commons.evaluations.countersign_account import (
    CountersignAccount,
    countersign_account,
)
from ledger.commons.evaluations.escalate_to_strategy import (
    EscalateToStrategy,
    escalate_to_strategy,
)
from ledger.commons.evaluations.give_account import GiveAccount, give_account
from ledger.commons.evaluations.open_evaluation import OpenEvaluation, open_evaluation
from ledger.commons.evaluations.trace_life_course import (
    TraceLifeCourse,
    trace_life_course,
)
from ledger.commons.needs import events as needs
from ledger.commons.needs.accept_offer import AcceptOffer, accept_offer
from ledger.commons.needs.make_offer import MakeOffer, make_offer
from ledger.commons.needs.meet_need import MeetNeed, meet_need
from ledger.commons.needs.state_need import StateNeed, state_need
from ledger.commons.needs.withdraw_need import WithdrawNeed, withdraw_need
from ledger.commons.needs.withdraw_offer import WithdrawOffer, withdraw_offer
from ledger.commons.projects import events as projects
from ledger.commons.projects.close_project import CloseProject, close_project
from ledger.commons.projects.cross_competence import CrossCompetence, cross_competence
from ledger.commons.projects.drop_milestone import DropMilestone, drop_milestone
from ledger.commons.projects.join_project import JoinProject, join_project
from ledger.commons.projects.launch_project import LaunchProject, launch_project
from ledger.commons.projects.leave_project import LeaveProject, leave_project
from ledger.commons.projects.move_milestone import MoveMilestone, move_milestone
from ledger.commons.projects.propose_project import ProposeProject, propose_project
from ledger.commons.projects.reach_milestone import ReachMilestone, reach_milestone
from ledger.commons.projects.revise_project import ReviseProject, revise_project
from ledger.commons.projects.set_financing_plan import (
    SetFinancingPlan,
    set_financing_plan,
)
from ledger.commons.projects.set_milestone import SetMilestone, set_milestone
from ledger.commons.projects.share_lead import ShareLead, share_lead
from ledger.commons.projects.write_journal_entry import (
    WriteJournalEntry,
    write_journal_entry,
)
from ledger.commons.resources import events as resources
from ledger.commons.resources.declare_reuse import DeclareReuse, declare_reuse
from ledger.commons.resources.fork_resource import ForkResource, fork_resource
from ledger.commons.resources.give_feedback import GiveFeedback, give_feedback
from ledger.commons.resources.hand_over_resource import (
    HandOverResource,
    hand_over_resource,
)
from ledger.commons.resources.publish_resource import PublishResource, publish_resource
from ledger.commons.resources.retire_resource import RetireResource, retire_resource
from ledger.commons.resources.revise_resource import ReviseResource, revise_resource
from ledger.commons.resources.withdraw_reuse import WithdrawReuse, withdraw_reuse
from ledger.kernel.decider import Decider
from ledger.kernel.messages import Command, Fact
from ledger.membership.mandates import events as mandates
from ledger.membership.mandates.announce_mandate_end import (
    AnnounceMandateEnd,
    announce_mandate_end,
)
from ledger.membership.mandates.grant_mandate import GrantMandate, grant_mandate
from ledger.membership.mandates.hand_over_representation import (
    HandOverRepresentation,
    hand_over_representation,
)
from ledger.membership.mandates.recover_representation import (
    RecoverRepresentation,
    recover_representation,
)
from ledger.membership.mandates.withdraw_mandate import (
    WithdrawMandate,
    withdraw_mandate,
)
from ledger.membership.partners import events as partners
from ledger.membership.partners.confirm_partnership import (
    ConfirmPartnership,
    confirm_partnership,
)
from ledger.membership.partners.declare_capacity import (
    DeclareCapacity,
    declare_capacity,
)
from ledger.membership.partners.decline_invitation import (
    DeclineInvitation,
    decline_invitation,
)
from ledger.membership.partners.end_partnership import EndPartnership, end_partnership
from ledger.membership.partners.found_commons import FoundCommons, found_commons
from ledger.membership.partners.invite_partner import InvitePartner, invite_partner
from ledger.membership.partners.merge_partner import MergePartner, merge_partner
from ledger.membership.partners.rename_partner import RenamePartner, rename_partner
from ledger.membership.partners.renew_invitation import (
    RenewInvitation,
    renew_invitation,
)
from ledger.membership.partners.resume_partnership import (
    ResumePartnership,
    resume_partnership,
)
from ledger.membership.partners.state_interest import StateInterest, state_interest
from ledger.membership.partners.suspend_partnership import (
    SuspendPartnership,
    suspend_partnership,
)
from ledger.membership.partners.withdraw_interest import (
    WithdrawInterest,
    withdraw_interest,
)
from ledger.membership.people import events as people
from ledger.membership.people.name_person import NamePerson, name_person
from ledger.words import events as words
from ledger.words.withdraw_words import WithdrawWords, withdraw_words

FACTS: Final[tuple[type[Fact], ...]] = (
    people.PersonEnrolled,
    people.PersonNamed,
    partners.CommonsFounded,
    partners.PartnerInvited,
    partners.InvitationRenewed,
    partners.InvitationDeclined,
    partners.PartnershipConfirmed,
    partners.InterestStated,
    partners.InterestWithdrawn,
    partners.CapacityDeclared,
    partners.PartnerRenamed,
    partners.PartnerMerged,
    partners.PartnershipSuspended,
    partners.PartnershipResumed,
    partners.PartnershipEnded,
    mandates.MandateGranted,
    mandates.MandateWithdrawn,
    mandates.RepresentationHandedOver,
    mandates.RepresentationRecovered,
    mandates.MandateEndAnnounced,
    contributions.ContributionRecorded,
    contributions.ContributionCorrected,
    contributions.ContributionWithdrawn,
    contributions.ContributionConfirmed,
    contributions.ContributionClarificationAsked,
    contributions.ContributionClarificationGiven,
    contributions.ContributionContested,
    contributions.ContestAnswered,
    contributions.ContestSettled,
    contributions.ContributionReviewed,
    contributions.ContributionValued,
    needs.NeedStated,
    needs.NeedMet,
    needs.NeedWithdrawn,
    needs.OfferMade,
    needs.OfferAccepted,
    needs.OfferWithdrawn,
    modalities.ModalitiesFounded,
    projects.ProjectProposed,
    projects.ProjectRevised,
    projects.ProjectLaunched,
    projects.ProjectJoined,
    projects.ProjectLeft,
    projects.CompetenceCrossed,
    projects.MilestoneSet,
    projects.MilestoneMoved,
    projects.MilestoneReached,
    projects.MilestoneDropped,
    projects.JournalEntryWritten,
    projects.FinancingPlanSet,
    projects.ProjectClosed,
    resources.ResourcePublished,
    resources.ResourceForked,
    resources.ResourceRevised,
    resources.ResourceHandedOver,
    resources.ReuseDeclared,
    resources.ReuseWithdrawn,
    resources.FieldFeedbackGiven,
    resources.ResourceRetired,
    evaluations.EvaluationOpened,
    evaluations.AccountGiven,
    evaluations.AccountCountersigned,
    evaluations.EvaluationConcluded,
    evaluations.EscalatedToStrategy,
    evaluations.EscalationAnswered,
    evaluations.LifeCourseTraced,
    words.WordsWithdrawn,
)

DECIDERS: Final[dict[type[Command], Decider[Any, Any]]] = {
    FoundCommons: found_commons,
    InvitePartner: invite_partner,
    RenewInvitation: renew_invitation,
    DeclineInvitation: decline_invitation,
    ConfirmPartnership: confirm_partnership,
    StateInterest: state_interest,
    WithdrawInterest: withdraw_interest,
    DeclareCapacity: declare_capacity,
    RenamePartner: rename_partner,
    MergePartner: merge_partner,
    SuspendPartnership: suspend_partnership,
    ResumePartnership: resume_partnership,
    EndPartnership: end_partnership,
    GrantMandate: grant_mandate,
    WithdrawMandate: withdraw_mandate,
    HandOverRepresentation: hand_over_representation,
    RecoverRepresentation: recover_representation,
    AnnounceMandateEnd: announce_mandate_end,
    NamePerson: name_person,
    RecordContribution: record_contribution,
    CorrectContribution: correct_contribution,
    WithdrawContribution: withdraw_contribution,
    ConfirmContribution: confirm_contribution,
    AskClarification: ask_clarification,
    GiveClarification: give_clarification,
    ContestContribution: contest_contribution,
    AnswerContest: answer_contest,
    SettleContest: settle_contest,
    ReviewContribution: review_contribution,
    ValueContribution: value_contribution,
    StateNeed: state_need,
    MeetNeed: meet_need,
    WithdrawNeed: withdraw_need,
    MakeOffer: make_offer,
    AcceptOffer: accept_offer,
    WithdrawOffer: withdraw_offer,
    FoundModalities: found_modalities,
    ProposeProject: propose_project,
    ReviseProject: revise_project,
    LaunchProject: launch_project,
    JoinProject: join_project,
    ShareLead: share_lead,
    LeaveProject: leave_project,
    CrossCompetence: cross_competence,
    SetMilestone: set_milestone,
    MoveMilestone: move_milestone,
    ReachMilestone: reach_milestone,
    DropMilestone: drop_milestone,
    WriteJournalEntry: write_journal_entry,
    SetFinancingPlan: set_financing_plan,
    CloseProject: close_project,
    PublishResource: publish_resource,
    ReviseResource: revise_resource,
    ForkResource: fork_resource,
    HandOverResource: hand_over_resource,
    DeclareReuse: declare_reuse,
    WithdrawReuse: withdraw_reuse,
    GiveFeedback: give_feedback,
    RetireResource: retire_resource,
    OpenEvaluation: open_evaluation,
    GiveAccount: give_account,
    CountersignAccount: countersign_account,
    ConcludeEvaluation: conclude_evaluation,
    EscalateToStrategy: escalate_to_strategy,
    AnswerEscalation: answer_escalation,
    TraceLifeCourse: trace_life_course,
    WithdrawWords: withdraw_words,
}
