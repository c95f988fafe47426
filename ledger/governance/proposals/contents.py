"""Contents of the room of proposals: its facts, its commands, and who may give each."""

from collections.abc import Mapping
from typing import Any, Final

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
from ledger.kernel.decider import Decider
from ledger.kernel.messages import Capacity, Command, Fact
from ledger.kernel.roles import BOARD, CONTRIBUTING, REPRESENTING, Role

FACTS: Final[tuple[type[Fact], ...]] = (
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
)

DECIDERS: Final[Mapping[type[Command], Decider[Any, Any]]] = {
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
}

POLICY: Final[Mapping[type[Command], frozenset[Role]]] = {
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
}
