"""Contents of the commons wing: its facts, its commands, and who may give each."""

from collections.abc import Mapping
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
from ledger.kernel.messages import Capacity, Command, Fact
from ledger.kernel.roles import BOARD, CONTRIBUTING, REPRESENTING, SPEAKING, Role

FACTS: Final[tuple[type[Fact], ...]] = (
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
)

DECIDERS: Final[Mapping[type[Command], Decider[Any, Any]]] = {
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
}

POLICY: Final[Mapping[type[Command], frozenset[Role]]] = {
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
}
