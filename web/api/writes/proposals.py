"""Proposals: draft and publish one, amend it, object to it, and talk about it."""

from typing import Final

from flask_babel import lazy_gettext as _

from ledger.governance.proposals.accept_amendment import AcceptAmendment
from ledger.governance.proposals.answer_advice import AnswerAdvice
from ledger.governance.proposals.ask_proposal_clarification import (
    AskProposalClarification,
)
from ledger.governance.proposals.contest_qualification import ContestQualification
from ledger.governance.proposals.decline_amendment import DeclineAmendment
from ledger.governance.proposals.draft_proposal import DraftProposal
from ledger.governance.proposals.events import (
    AdviceGiven,
    AmendmentProposed,
    ObjectionRaised,
    ProposalClarificationAsked,
)
from ledger.governance.proposals.give_advice import GiveAdvice
from ledger.governance.proposals.give_proposal_clarification import (
    GiveProposalClarification,
)
from ledger.governance.proposals.integrate_objection import IntegrateObjection
from ledger.governance.proposals.post_update import PostUpdate
from ledger.governance.proposals.propose_amendment import ProposeAmendment
from ledger.governance.proposals.publish_proposal import PublishProposal
from ledger.governance.proposals.qualify_objection import QualifyObjection
from ledger.governance.proposals.raise_objection import RaiseObjection
from ledger.governance.proposals.reword_proposal import RewordProposal
from ledger.governance.proposals.share_reaction import ShareReaction
from ledger.governance.proposals.withdraw_objection import WithdrawObjection
from ledger.governance.proposals.withdraw_proposal import WithdrawProposal
from ledger.kernel.messages import Command, Fact
from web.api.writes.finding import of_the_fact
from web.api.writes.route import Route
from web.forms.field import Text

NAME: Final = "proposal_id"
ADVICE = (AdviceGiven, "advice_id")
AMENDMENT = (AmendmentProposed, "amendment_id")
CLARIFICATION = (ProposalClarificationAsked, "precision_id")
OBJECTION = (ObjectionRaised, "objection_id")


def _on(command: type[Command], rule: str, summary: Text) -> Route:
    """Return the route of what is said or done about a proposal."""
    at = f"/proposals/<identifier>/{rule}"
    return Route(command=command, rule=at, summary=summary, names=NAME)


def _to(
    part: tuple[type[Fact], str], command: type[Command], rule: str, summary: Text
) -> Route:
    """Return the route of what answers a part of the conversation about one."""
    kind, name = part
    find = of_the_fact(kind, name, NAME)
    return Route(command=command, rule=rule, summary=summary, names=name, find=find)


ROUTES: Final = (
    Route(command=DraftProposal, rule="/proposals", summary=_("Draft a proposal")),
    _on(PublishProposal, "publication", _("Put a drafted proposal to the commons")),
    _on(RewordProposal, "versions", _("Reword a proposal: a new version")),
    _on(WithdrawProposal, "withdrawal", _("Withdraw a proposal")),
    _on(AskProposalClarification, "questions", _("Ask what a proposal means")),
    _on(ShareReaction, "reactions", _("Share a reaction to a proposal")),
    _on(GiveAdvice, "advice", _("Give advice on a proposal")),
    _on(PostUpdate, "updates", _("Tell how a proposal stands")),
    _on(ProposeAmendment, "amendments", _("Propose an amendment")),
    _on(RaiseObjection, "objections", _("Raise an objection")),
    _to(
        CLARIFICATION,
        GiveProposalClarification,
        "/proposal_questions/<identifier>/answer",
        _("Say what a proposal means"),
    ),
    _to(
        ADVICE,
        AnswerAdvice,
        "/advice/<identifier>/answer",
        _("Say what became of an advice"),
    ),
    _to(
        AMENDMENT,
        AcceptAmendment,
        "/amendments/<identifier>/acceptance",
        _("Accept an amendment, and reword the proposal with it"),
    ),
    _to(
        AMENDMENT,
        DeclineAmendment,
        "/amendments/<identifier>/refusal",
        _("Decline an amendment, and say why"),
    ),
    _to(
        OBJECTION,
        QualifyObjection,
        "/objections/<identifier>/qualifications",
        _("Qualify an objection"),
    ),
    _to(
        OBJECTION,
        ContestQualification,
        "/objections/<identifier>/contests",
        _("Contest how an objection was qualified"),
    ),
    _to(
        OBJECTION,
        IntegrateObjection,
        "/objections/<identifier>/integration",
        _("Say that an amendment integrates an objection"),
    ),
    _to(
        OBJECTION,
        WithdrawObjection,
        "/objections/<identifier>/withdrawal",
        _("Withdraw an objection"),
    ),
)
