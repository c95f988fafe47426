"""Proposals: what each command about a proposal asks."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from flask_babel import lazy_gettext

from ledger.governance.proposals.accept_amendment import AcceptAmendment
from ledger.governance.proposals.answer_advice import AnswerAdvice
from ledger.governance.proposals.ask_proposal_clarification import (
    AskProposalClarification,
)
from ledger.governance.proposals.checking import check_bodies
from ledger.governance.proposals.contest_qualification import ContestQualification
from ledger.governance.proposals.decline_amendment import DeclineAmendment
from ledger.governance.proposals.draft_proposal import DraftProposal
from ledger.governance.proposals.events import Bearing
from ledger.governance.proposals.give_advice import GiveAdvice
from ledger.governance.proposals.give_proposal_clarification import (
    GiveProposalClarification,
)
from ledger.governance.proposals.integrate_objection import IntegrateObjection
from ledger.governance.proposals.post_update import PostUpdate
from ledger.governance.proposals.propose_amendment import ProposeAmendment
from ledger.governance.proposals.publish_proposal import (
    SUMMARY_SIGNS_MAX,
    PublishProposal,
)
from ledger.governance.proposals.qualify_objection import QualifyObjection
from ledger.governance.proposals.raise_objection import RaiseObjection
from ledger.governance.proposals.reword_proposal import RewordProposal
from ledger.governance.proposals.share_reaction import ShareReaction
from ledger.governance.proposals.withdraw_objection import WithdrawObjection
from ledger.governance.proposals.withdraw_proposal import WithdrawProposal
from web.forms.choices import choices
from web.forms.field import Field
from web.schemas.asking import Asking, Check
from web.schemas.questions import PARTNERS_ONLY, lengths, lines, which
from web.schemas.subjects import SUBJECT, as_subject
from web.texts.proposal_words import BEARING_HINTS, BEARINGS

TITLE_MAX: Final = 120
TEXT_MAX: Final = 10_000
SAYING_MAX: Final = 2_000

TITLE: Final = Field(
    name="title",
    label=lazy_gettext("What do you propose, in a few words?"),
    hint=lazy_gettext("For example “Open the garden in the evening”"),
)
TEXT: Final = lines("text", lazy_gettext("What exactly do you propose?"), most=TEXT_MAX)
SUMMARY: Final = lines(
    "summary",
    lazy_gettext("And in plain language?"),
    lazy_gettext("Two or three sentences that everyone understands"),
    most=SUMMARY_SIGNS_MAX,
)
BEARING: Final = Field(
    name="bearing",
    label=lazy_gettext("How far would it bind?"),
    widget="radios",
    choices=choices(BEARINGS, Bearing, BEARING_HINTS),
)
BODIES: Final = Field(
    name="bodies",
    label=lazy_gettext("Whose own bodies must deliberate?"),
    hint=lazy_gettext("The partners that are bound only once they have deliberated"),
    widget="checkboxes",
    optional=True,
)
VERSION: Final = Field(
    name="text_version",
    label=lazy_gettext("Which version of the proposal did you read?"),
    hint=lazy_gettext("Its number, beside the text"),
)
WHY_WITHDRAW: Final = lines(
    "reason",
    lazy_gettext("Why do you withdraw it?"),
    most=SAYING_MAX,
    optional=True,
)
QUESTION: Final = lines(
    "question", lazy_gettext("What is not clear to you?"), most=SAYING_MAX
)
ANSWER: Final = lines("answer", lazy_gettext("What do you answer?"), most=SAYING_MAX)
REACTION: Final = lines(
    "text", lazy_gettext("What do you think of it?"), most=SAYING_MAX
)
ADVICE: Final = lines(
    "text",
    lazy_gettext("What do you advise?"),
    lazy_gettext("Its author owes you an answer; everyone can read both"),
    most=SAYING_MAX,
)
UPDATE: Final = lines("text", lazy_gettext("How do things stand?"), most=SAYING_MAX)
AMENDED: Final = lines(
    "text", lazy_gettext("How would you have it worded?"), most=TEXT_MAX
)
WHY_AMEND: Final = lines(
    "reason", lazy_gettext("What would it make better?"), most=SAYING_MAX
)
WHY_DECLINE: Final = lines(
    "reason", lazy_gettext("Why do you decline it?"), most=SAYING_MAX
)
HARM: Final = lines(
    "harm",
    lazy_gettext("What harm would it do to what we share?"),
    lazy_gettext("A preference is not an objection; everyone can read it"),
    most=SAYING_MAX,
)
IS_OBJECTION: Final = Field(
    name="is_objection",
    label=lazy_gettext("It names a harm to what is shared"),
    hint=lazy_gettext("Leave it unticked where it states a preference"),
    widget="checkbox",
    optional=True,
)
REASONS: Final = lines("reasons", lazy_gettext("For which reasons?"), most=SAYING_MAX)
AMENDMENT: Final = which(
    "amendment_id", lazy_gettext("Which amendment mends the harm?")
)
WRITTEN: Final = {"title": TITLE_MAX, **lengths(TEXT, SUMMARY)}
A_PROPOSAL: Final = ("proposal_id",)
AN_ADVICE: Final = ("advice_id",)
A_PRECISION: Final = ("precision_id",)
AN_AMENDMENT: Final = ("amendment_id",)
AN_OBJECTION: Final = ("objection_id",)


def _subject(loaded: Mapping[str, Any], today: date) -> Iterable[tuple[str, Check]]:
    """Yield what holds of any subject, whatever is in force."""
    if (subject := loaded.get("subject")) is not None:
        yield "subject", lambda: subject.check(today)


def _published(loaded: Mapping[str, Any], today: date) -> Iterable[tuple[str, Check]]:
    """Yield what holds of subject, and of bodies by the bearing."""
    yield from _subject(loaded, today)
    bearing, bodies = loaded.get("bearing"), loaded.get("bodies")
    if bearing is not None:
        yield "bodies", lambda: check_bodies(bearing, bodies or ())


PUBLISHING: Final = Asking(
    command=PublishProposal,
    addressed=A_PROPOSAL,
    questions=(SUBJECT, BEARING, BODIES, TITLE, TEXT, SUMMARY),
    beside={"subject": as_subject},
    edge_writes=("subject",),
    public=WRITTEN,
    rules=_published,
)
REWORDING: Final = replace(
    PUBLISHING,
    command=RewordProposal,
    questions=(VERSION, SUBJECT, TITLE, TEXT, SUMMARY),
    rules=_subject,
)
ASKED: Final = (
    Asking(
        command=DraftProposal,
        created={"proposal_id": "proposal"},
        questions=(
            replace(TITLE, hint=PARTNERS_ONLY),
            replace(TEXT, hint=PARTNERS_ONLY),
        ),
        partners={"title": TITLE_MAX, **lengths(TEXT)},
    ),
    PUBLISHING,
    REWORDING,
    Asking(
        command=WithdrawProposal,
        addressed=A_PROPOSAL,
        questions=(WHY_WITHDRAW,),
        public=lengths(WHY_WITHDRAW),
    ),
    Asking(
        command=AskProposalClarification,
        created={"precision_id": "precision"},
        addressed=A_PROPOSAL,
        questions=(QUESTION,),
        public=lengths(QUESTION),
    ),
    Asking(
        command=GiveProposalClarification,
        addressed=A_PRECISION,
        found=A_PROPOSAL,
        questions=(ANSWER,),
        public=lengths(ANSWER),
    ),
    Asking(
        command=ShareReaction,
        created={"reaction_id": "reaction"},
        addressed=A_PROPOSAL,
        questions=(REACTION,),
        public=lengths(REACTION),
    ),
    Asking(
        command=GiveAdvice,
        created={"advice_id": "advice"},
        addressed=A_PROPOSAL,
        questions=(ADVICE,),
        public=lengths(ADVICE),
    ),
    Asking(
        command=AnswerAdvice,
        addressed=AN_ADVICE,
        found=A_PROPOSAL,
        questions=(ANSWER,),
        public=lengths(ANSWER),
    ),
    Asking(
        command=PostUpdate,
        addressed=A_PROPOSAL,
        questions=(UPDATE,),
        public=lengths(UPDATE),
    ),
    Asking(
        command=ProposeAmendment,
        created={"amendment_id": "amendment"},
        addressed=A_PROPOSAL,
        questions=(VERSION, AMENDED, WHY_AMEND),
        public=lengths(AMENDED, WHY_AMEND),
    ),
    replace(
        REWORDING,
        command=AcceptAmendment,
        addressed=AN_AMENDMENT,
        found=A_PROPOSAL,
    ),
    Asking(
        command=DeclineAmendment,
        addressed=AN_AMENDMENT,
        found=A_PROPOSAL,
        questions=(WHY_DECLINE,),
        public=lengths(WHY_DECLINE),
    ),
    Asking(
        command=RaiseObjection,
        created={"objection_id": "objection"},
        addressed=A_PROPOSAL,
        questions=(HARM,),
        public=lengths(HARM),
    ),
    Asking(
        command=QualifyObjection,
        addressed=AN_OBJECTION,
        found=A_PROPOSAL,
        questions=(IS_OBJECTION, REASONS),
        public=lengths(REASONS),
    ),
    Asking(
        command=ContestQualification,
        addressed=AN_OBJECTION,
        found=A_PROPOSAL,
        questions=(REASONS,),
        public=lengths(REASONS),
    ),
    Asking(
        command=IntegrateObjection,
        addressed=AN_OBJECTION,
        found=A_PROPOSAL,
        questions=(AMENDMENT,),
    ),
    Asking(command=WithdrawObjection, addressed=AN_OBJECTION, found=A_PROPOSAL),
)
