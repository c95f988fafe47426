"""Proposal acts: what a signed-in person may do about a proposal as it stands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import url_for
from flask_babel import lazy_gettext

from ledger.governance.proposals.ask_proposal_clarification import (
    AskProposalClarification,
)
from ledger.governance.proposals.give_advice import GiveAdvice
from ledger.governance.proposals.post_update import PostUpdate
from ledger.governance.proposals.publish_proposal import PublishProposal
from ledger.governance.proposals.raise_objection import RaiseObjection
from ledger.governance.proposals.share_reaction import ShareReaction
from ledger.governance.proposals.withdraw_proposal import WithdrawProposal
from ledger.kernel.messages import Command
from projections.governance.proposals import ProposalRow, ProposalState
from web.auth.viewer import Viewer
from web.forms.field import Field, Text
from web.pages.commons.evaluation_acts import ANYBODY, Fits, may
from web.schemas.proposals import (
    ADVICE,
    BEARING,
    HARM,
    QUESTION,
    REACTION,
    SUMMARY,
    TEXT,
    TITLE,
    UPDATE,
    WHY_WITHDRAW,
)

OPEN: Final = frozenset({ProposalState.DISCUSSED, ProposalState.UNDER_VOTE})
DRAFT: Final = frozenset({ProposalState.DRAFT})


@dataclass(frozen=True, kw_only=True)
class Act:
    """A form of one command about one proposal; ``fits`` tells who may ask it."""

    path: str
    command: type[Command]
    title: Text
    button: Text
    said: Text
    fields: Sequence[Field]
    states: frozenset[ProposalState] = OPEN
    fits: Callable[[ProposalRow], Fits] = lambda _row: ANYBODY
    is_grave: bool = False


def authors(row: ProposalRow) -> Fits:
    """Return who acts as its author."""
    return lambda hat: hat.partner_id == row.partner_id


def others(row: ProposalRow) -> Fits:
    """Return who acts for another partner than its author."""
    return lambda hat: hat.partner_id != row.partner_id


ACTS: Final[Mapping[str, Act]] = {
    "publish_proposal": Act(
        path="publier",
        command=PublishProposal,
        title=lazy_gettext("Put it to the commons"),
        button=lazy_gettext("Publish the proposal"),
        said=lazy_gettext("The proposal is published: everyone can read it."),
        fields=(TITLE, TEXT, SUMMARY, BEARING),
        states=DRAFT,
        fits=authors,
    ),
    "share_reaction": Act(
        path="reagir",
        command=ShareReaction,
        title=lazy_gettext("React to it"),
        button=lazy_gettext("Share my reaction"),
        said=lazy_gettext("Your reaction is shared: everyone can read it."),
        fields=(REACTION,),
    ),
    "ask_proposal_clarification": Act(
        path="preciser",
        command=AskProposalClarification,
        title=lazy_gettext("Ask for a clarification"),
        button=lazy_gettext("Ask it"),
        said=lazy_gettext("Your question is asked: everyone can read it."),
        fields=(QUESTION,),
    ),
    "give_advice": Act(
        path="conseiller",
        command=GiveAdvice,
        title=lazy_gettext("Give advice"),
        button=lazy_gettext("Give this advice"),
        said=lazy_gettext("Your advice is given: its author owes you an answer."),
        fields=(ADVICE,),
        fits=others,
    ),
    "raise_objection": Act(
        path="objecter",
        command=RaiseObjection,
        title=lazy_gettext("Object to it"),
        button=lazy_gettext("Raise this objection"),
        said=lazy_gettext("Your objection is raised: everyone can read it."),
        fields=(HARM,),
        is_grave=True,
    ),
    "post_update": Act(
        path="nouvelles",
        command=PostUpdate,
        title=lazy_gettext("Tell how it stands"),
        button=lazy_gettext("Post this update"),
        said=lazy_gettext("Your update is posted: everyone can read it."),
        fields=(UPDATE,),
        fits=authors,
    ),
    "withdraw_proposal": Act(
        path="retirer",
        command=WithdrawProposal,
        title=lazy_gettext("Withdraw this proposal"),
        button=lazy_gettext("Withdraw it"),
        said=lazy_gettext("The proposal is withdrawn."),
        fields=(WHY_WITHDRAW,),
        states=frozenset({ProposalState.DISCUSSED}),
        fits=authors,
        is_grave=True,
    ),
}


def acts_on(row: ProposalRow, viewer: Viewer | None) -> Sequence[tuple[str, Text]]:
    """Return what the viewer may do about it, each with its address.

    What would be refused as it stands is not offered. The ledger decides in the end.
    """
    return [
        (url_for(endpoint, proposal_id=row.proposal_id), act.title)
        for endpoint, act in ACTS.items()
        if row.state in act.states and may(viewer, act.command, act.fits(row))
    ]
