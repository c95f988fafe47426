"""Contents of the governance wing: its facts, its commands, and who may give each."""

from collections.abc import Mapping
from typing import Any, Final

from ledger.governance.charter import events as charter
from ledger.governance.charter.accept_charter import AcceptCharter, accept_charter
from ledger.governance.charter.adopt_charter import AdoptCharter, adopt_charter
from ledger.governance.charter.amend_charter import AmendCharter, amend_charter
from ledger.governance.charter.answer_article_flag import (
    AnswerArticleFlag,
    answer_article_flag,
)
from ledger.governance.charter.raise_article_flag import (
    RaiseArticleFlag,
    raise_article_flag,
)
from ledger.governance.charter.resolve_article_flag import (
    ResolveArticleFlag,
    resolve_article_flag,
)
from ledger.governance.charter.withdraw_article_flag import (
    WithdrawArticleFlag,
    withdraw_article_flag,
)
from ledger.governance.decisions import events as decisions
from ledger.governance.decisions.answer_appeal import AnswerAppeal, answer_appeal
from ledger.governance.decisions.appeal_decision import AppealDecision, appeal_decision
from ledger.governance.decisions.designate_elected import (
    DesignateElected,
    designate_elected,
)
from ledger.governance.decisions.implement_decision import (
    ImplementDecision,
    implement_decision,
)
from ledger.governance.decisions.ratify_decision import RatifyDecision, ratify_decision
from ledger.governance.decisions.record_decision import RecordDecision, record_decision
from ledger.governance.decisions.refuse_effect import RefuseEffect, refuse_effect
from ledger.governance.decisions.review_decision import ReviewDecision, review_decision
from ledger.governance.decisions.revisit_decision import (
    RevisitDecision,
    revisit_decision,
)
from ledger.governance.decisions.state_outcome import StateOutcome, state_outcome
from ledger.governance.decisions.supersede_decision import (
    SupersedeDecision,
    supersede_decision,
)
from ledger.governance.meetings import events as meetings
from ledger.governance.meetings.amend_statement import AmendStatement, amend_statement
from ledger.governance.meetings.answer_question import AnswerQuestion, answer_question
from ledger.governance.meetings.cancel_meeting import CancelMeeting, cancel_meeting
from ledger.governance.meetings.carry_over_question import (
    CarryOverQuestion,
    carry_over_question,
)
from ledger.governance.meetings.confirm_statement import (
    ConfirmStatement,
    confirm_statement,
)
from ledger.governance.meetings.convene_meeting import ConveneMeeting, convene_meeting
from ledger.governance.meetings.correct_minutes import CorrectMinutes, correct_minutes
from ledger.governance.meetings.issue_second_convocation import (
    IssueSecondConvocation,
    issue_second_convocation,
)
from ledger.governance.meetings.publish_minutes import PublishMinutes, publish_minutes
from ledger.governance.meetings.raise_question import RaiseQuestion, raise_question
from ledger.governance.meetings.record_attendance import (
    RecordAttendance,
    record_attendance,
)
from ledger.governance.meetings.record_statement import (
    RecordStatement,
    record_statement,
)
from ledger.governance.meetings.withdraw_question import (
    WithdrawQuestion,
    withdraw_question,
)
from ledger.governance.proposals import events as proposals
from ledger.governance.proposals.accept_amendment import (
    AcceptAmendment,
    accept_amendment,
)
from ledger.governance.proposals.answer_advice import AnswerAdvice, answer_advice
from ledger.governance.proposals.ask_proposal_clarification import (
    AskProposalClarification,
    ask_proposal_clarification,
)
from ledger.governance.proposals.contest_qualification import (
    ContestQualification,
    contest_qualification,
)
from ledger.governance.proposals.decline_amendment import (
    DeclineAmendment,
    decline_amendment,
)
from ledger.governance.proposals.draft_proposal import DraftProposal, draft_proposal
from ledger.governance.proposals.give_advice import GiveAdvice, give_advice
from ledger.governance.proposals.give_proposal_clarification import (
    GiveProposalClarification,
    give_proposal_clarification,
)
from ledger.governance.proposals.integrate_objection import (
    IntegrateObjection,
    integrate_objection,
)
from ledger.governance.proposals.post_update import PostUpdate, post_update
from ledger.governance.proposals.propose_amendment import (
    ProposeAmendment,
    propose_amendment,
)
from ledger.governance.proposals.publish_proposal import (
    PublishProposal,
    publish_proposal,
)
from ledger.governance.proposals.qualify_objection import (
    QualifyObjection,
    qualify_objection,
)
from ledger.governance.proposals.raise_objection import RaiseObjection, raise_objection
from ledger.governance.proposals.reword_proposal import RewordProposal, reword_proposal
from ledger.governance.proposals.share_reaction import ShareReaction, share_reaction
from ledger.governance.proposals.withdraw_objection import (
    WithdrawObjection,
    withdraw_objection,
)
from ledger.governance.proposals.withdraw_proposal import (
    WithdrawProposal,
    withdraw_proposal,
)
from ledger.governance.rules import events as rules
from ledger.governance.rules.adopt_rule import AdoptRule, adopt_rule
from ledger.governance.rules.draft_rule import DraftRule, draft_rule
from ledger.governance.rules.found_rules import FoundRules, found_rules
from ledger.governance.rules.sign_founding_rules import (
    SignFoundingRules,
    sign_founding_rules,
)
from ledger.governance.voting import events as voting
from ledger.governance.voting.cast_ballot import CastBallot, cast_ballot
from ledger.governance.voting.close_vote import CloseVote, close_vote
from ledger.governance.voting.countersign_session_vote import (
    CountersignSessionVote,
    countersign_session_vote,
)
from ledger.governance.voting.declare_interest import DeclareInterest, declare_interest
from ledger.governance.voting.extend_vote import ExtendVote, extend_vote
from ledger.governance.voting.open_vote import OpenVote, open_vote
from ledger.governance.voting.record_session_vote import (
    RecordSessionVote,
    record_session_vote,
)
from ledger.governance.voting.simulate_rule import SimulateRule, simulate_rule
from ledger.kernel.decider import Decider
from ledger.kernel.messages import Capacity, Command, Fact
from ledger.kernel.roles import (
    BOARD,
    BY_RULE,
    CONTRIBUTING,
    REPRESENTING,
    SERVING,
    Role,
)

FACTS: Final[tuple[type[Fact], ...]] = (
    charter.CharterAdopted,
    charter.CharterAmended,
    charter.CharterAccepted,
    charter.ArticleFlagRaised,
    charter.ArticleFlagAnswered,
    charter.ArticleFlagResolved,
    charter.ArticleFlagWithdrawn,
    decisions.DecisionRecorded,
    decisions.OutcomeStated,
    decisions.DecisionReviewed,
    decisions.DecisionRevisited,
    decisions.DecisionRatified,
    decisions.DecisionSuperseded,
    decisions.DecisionImplemented,
    decisions.DecisionAppealed,
    decisions.AppealAnswered,
    decisions.EffectRefused,
    meetings.MeetingConvened,
    meetings.SecondConvocationIssued,
    meetings.MeetingCancelled,
    meetings.AttendanceRecorded,
    meetings.StatementRecorded,
    meetings.StatementConfirmed,
    meetings.StatementAmended,
    meetings.QuestionRaised,
    meetings.QuestionAnswered,
    meetings.QuestionCarriedOver,
    meetings.QuestionWithdrawn,
    meetings.MinutesPublished,
    meetings.MinutesCorrected,
    proposals.ProposalDrafted,
    proposals.ProposalPublished,
    proposals.ProposalReworded,
    proposals.ProposalWithdrawn,
    proposals.ProposalClarificationAsked,
    proposals.ProposalClarificationGiven,
    proposals.ReactionShared,
    proposals.AdviceGiven,
    proposals.AdviceAnswered,
    proposals.UpdatePosted,
    proposals.AmendmentProposed,
    proposals.AmendmentAccepted,
    proposals.AmendmentDeclined,
    proposals.ObjectionRaised,
    proposals.ObjectionQualified,
    proposals.QualificationContested,
    proposals.ObjectionIntegrated,
    proposals.ObjectionWithdrawn,
    rules.RulesFounded,
    rules.FoundingRulesSigned,
    rules.RuleDrafted,
    rules.RuleSimulated,
    rules.RuleAdopted,
    rules.RuleRepealed,
    voting.ElectorateListed,
    voting.VoteOpened,
    voting.BallotCast,
    voting.BallotChanged,
    voting.ConflictOfInterestDeclared,
    voting.RecusalRecorded,
    voting.VoteExtended,
    voting.BallotsOpened,
    voting.VoteClosed,
    voting.SessionVoteRecorded,
    voting.SessionVoteCountersigned,
)

DECIDERS: Final[Mapping[type[Command], Decider[Any, Any]]] = {
    FoundRules: found_rules,
    SignFoundingRules: sign_founding_rules,
    DraftRule: draft_rule,
    SimulateRule: simulate_rule,
    AdoptCharter: adopt_charter,
    AmendCharter: amend_charter,
    AcceptCharter: accept_charter,
    RaiseArticleFlag: raise_article_flag,
    AnswerArticleFlag: answer_article_flag,
    ResolveArticleFlag: resolve_article_flag,
    WithdrawArticleFlag: withdraw_article_flag,
    OpenVote: open_vote,
    CastBallot: cast_ballot,
    DeclareInterest: declare_interest,
    ExtendVote: extend_vote,
    CloseVote: close_vote,
    RecordSessionVote: record_session_vote,
    CountersignSessionVote: countersign_session_vote,
    DraftProposal: draft_proposal,
    PublishProposal: publish_proposal,
    RewordProposal: reword_proposal,
    WithdrawProposal: withdraw_proposal,
    AskProposalClarification: ask_proposal_clarification,
    GiveProposalClarification: give_proposal_clarification,
    ShareReaction: share_reaction,
    GiveAdvice: give_advice,
    AnswerAdvice: answer_advice,
    PostUpdate: post_update,
    ProposeAmendment: propose_amendment,
    AcceptAmendment: accept_amendment,
    DeclineAmendment: decline_amendment,
    RaiseObjection: raise_objection,
    QualifyObjection: qualify_objection,
    ContestQualification: contest_qualification,
    IntegrateObjection: integrate_objection,
    WithdrawObjection: withdraw_objection,
    RecordDecision: record_decision,
    RefuseEffect: refuse_effect,
    AdoptRule: adopt_rule,
    DesignateElected: designate_elected,
    StateOutcome: state_outcome,
    ReviewDecision: review_decision,
    RevisitDecision: revisit_decision,
    RatifyDecision: ratify_decision,
    SupersedeDecision: supersede_decision,
    ImplementDecision: implement_decision,
    AppealDecision: appeal_decision,
    AnswerAppeal: answer_appeal,
    ConveneMeeting: convene_meeting,
    IssueSecondConvocation: issue_second_convocation,
    CancelMeeting: cancel_meeting,
    RecordAttendance: record_attendance,
    RecordStatement: record_statement,
    ConfirmStatement: confirm_statement,
    AmendStatement: amend_statement,
    PublishMinutes: publish_minutes,
    CorrectMinutes: correct_minutes,
    RaiseQuestion: raise_question,
    AnswerQuestion: answer_question,
    CarryOverQuestion: carry_over_question,
    WithdrawQuestion: withdraw_question,
}

POLICY: Final[Mapping[type[Command], frozenset[Role]]] = {
    FoundRules: BOARD,
    SignFoundingRules: REPRESENTING,
    DraftRule: REPRESENTING,
    SimulateRule: REPRESENTING,
    AdoptCharter: BOARD,
    AmendCharter: BY_RULE,
    AcceptCharter: REPRESENTING,
    RaiseArticleFlag: CONTRIBUTING,
    AnswerArticleFlag: CONTRIBUTING,
    ResolveArticleFlag: REPRESENTING,
    WithdrawArticleFlag: CONTRIBUTING,
    OpenVote: SERVING | REPRESENTING,
    CastBallot: REPRESENTING | BOARD,
    DeclareInterest: REPRESENTING | BOARD,
    ExtendVote: SERVING,
    CloseVote: BY_RULE,
    RecordSessionVote: SERVING,
    CountersignSessionVote: REPRESENTING | BOARD,
    DraftProposal: REPRESENTING,
    PublishProposal: REPRESENTING,
    RewordProposal: REPRESENTING,
    WithdrawProposal: REPRESENTING,
    AskProposalClarification: CONTRIBUTING,
    GiveProposalClarification: REPRESENTING,
    ShareReaction: CONTRIBUTING,
    GiveAdvice: CONTRIBUTING,
    AnswerAdvice: REPRESENTING,
    PostUpdate: REPRESENTING,
    ProposeAmendment: REPRESENTING,
    AcceptAmendment: REPRESENTING,
    DeclineAmendment: REPRESENTING,
    RaiseObjection: REPRESENTING,
    QualifyObjection: BOARD | {Capacity.FACILITATOR},
    ContestQualification: REPRESENTING,
    IntegrateObjection: REPRESENTING,
    WithdrawObjection: REPRESENTING,
    RecordDecision: BY_RULE,
    RefuseEffect: BY_RULE,
    AdoptRule: BY_RULE,
    DesignateElected: BY_RULE,
    StateOutcome: SERVING,
    ReviewDecision: BOARD,
    RevisitDecision: SERVING,
    RatifyDecision: REPRESENTING,
    SupersedeDecision: SERVING,
    ImplementDecision: SERVING | REPRESENTING,
    AppealDecision: REPRESENTING,
    AnswerAppeal: BOARD,
    ConveneMeeting: SERVING,
    IssueSecondConvocation: SERVING,
    CancelMeeting: SERVING,
    RecordAttendance: SERVING,
    RecordStatement: SERVING,
    ConfirmStatement: CONTRIBUTING,
    AmendStatement: CONTRIBUTING,
    PublishMinutes: SERVING,
    CorrectMinutes: SERVING,
    RaiseQuestion: CONTRIBUTING | SERVING,
    AnswerQuestion: SERVING,
    CarryOverQuestion: SERVING,
    WithdrawQuestion: CONTRIBUTING | SERVING,
}
