"""Voting: what opening a vote, answering it and counting one in a room asks."""

from typing import Final

from flask_babel import lazy_gettext

from ledger.governance.voting.cast_ballot import CastBallot
from ledger.governance.voting.convocations import Call
from ledger.governance.voting.countersign_session_vote import CountersignSessionVote
from ledger.governance.voting.declare_interest import DeclareInterest
from ledger.governance.voting.events import Option
from ledger.governance.voting.extend_vote import ExtendVote
from ledger.governance.voting.open_vote import OpenVote
from ledger.governance.voting.record_session_vote import RecordSessionVote
from ledger.governance.voting.session_counts import AnswerCount, CollegeAnswers
from web.forms.choices import choices
from web.forms.field import Field
from web.schemas.asking import Asking, Part
from web.schemas.questions import EVERYONE, lengths, lines, which
from web.sealed_ballots import REASON_CHARACTERS_MAX
from web.texts.voting_words import CALLS

OPTION_ID_MAX: Final = 20
"""Short, so that a sealed ballot that names fifty of them fits under its seal."""
LABEL_MAX: Final = 120
SAYING_MAX: Final = 2_000
NAME_MAX: Final = 64
DIGEST_SIGNS: Final = 64

VERSION: Final = Field(
    name="text_version",
    label=lazy_gettext("Which version of the proposal is put to the vote?"),
    hint=lazy_gettext("Its number, beside the text"),
)
CLOSES_AT: Final = Field(
    name="closes_at",
    label=lazy_gettext("Until when can one vote?"),
    hint=lazy_gettext("A day and an hour, for example 2026-03-27T18:30+01:00"),
)
CALL: Final = Field(
    name="call",
    label=lazy_gettext("Is it the first or the second convocation?"),
    hint=lazy_gettext("The second one follows a vote that missed its quorum"),
    widget="radios",
    choices=choices(CALLS, Call),
    optional=True,
)
OPTIONS: Final = Field(
    name="options",
    label=lazy_gettext("Between what does one choose?"),
    hint=lazy_gettext("Only where the rule lets one approve of options"),
    optional=True,
)
OPTION_ID: Final = Field(
    name="option_id",
    label=lazy_gettext("What do ballots call this option?"),
    hint=lazy_gettext("A short name, for example “bridge”"),
)
LABEL: Final = Field(name="label", label=lazy_gettext("Which option?"), hint=EVERYONE)
MEANING: Final = lines(
    "meaning",
    lazy_gettext("What would come of this option?"),
    most=SAYING_MAX,
    optional=True,
)
CHAIR: Final = which(
    "chair_id",
    lazy_gettext("Whose vote decides a tie?"),
    hint=lazy_gettext("A designation, only where the rule asks for it"),
    optional=True,
)
MANDATE: Final = which(
    "mandate_id",
    lazy_gettext("Whose vote is it?"),
    hint=lazy_gettext("The designation that the vote lists: one’s own, or a proxy’s"),
)
CHOICES: Final = Field(
    name="choices",
    label=lazy_gettext("What do you answer?"),
    hint=lazy_gettext("One answer, or each option that one approves of"),
    widget="checkboxes",
)
REASON: Final = lines(
    "reason",
    lazy_gettext("For which reason?"),
    lazy_gettext("Everyone can read it, under seal only once the vote has closed"),
    most=REASON_CHARACTERS_MAX,
    optional=True,
)
INTEREST: Final = lines(
    "interest",
    lazy_gettext("What is your interest in the matter?"),
    lazy_gettext("You take no part in the vote; everyone can read it"),
    most=SAYING_MAX,
)
WHY_EXTEND: Final = lines(
    "reason", lazy_gettext("Why does the vote close later?"), most=SAYING_MAX
)
MEETING: Final = which("meeting_id", lazy_gettext("In which meeting was it held?"))
COUNTS: Final = Field(
    name="counts",
    label=lazy_gettext("How many gave each answer?"),
    hint=lazy_gettext("College by college where the rule counts by college"),
)
COLLEGE: Final = which("college_id", lazy_gettext("In which college?"), optional=True)
ANSWERS: Final = Field(
    name="answers", label=lazy_gettext("Which answers were counted?")
)
CHOICE: Final = Field(name="choice", label=lazy_gettext("Which answer?"))
HEADS: Final = Field(
    name="heads", label=lazy_gettext("How many gave it?"), inputmode="numeric"
)
RECUSED: Final = Field(
    name="recused",
    label=lazy_gettext("Who took no part because of an interest?"),
    widget="checkboxes",
    optional=True,
)
CHAIRS: Final = Field(
    name="chair",
    label=lazy_gettext("What did the chair answer?"),
    hint=lazy_gettext("Only where this decides a tie"),
    widget="checkboxes",
    optional=True,
)
SEED: Final = Field(
    name="seed",
    label=lazy_gettext("What was drawn, in view of all?"),
    hint=lazy_gettext("Only where a lot decides a tie"),
    optional=True,
)
DIGEST: Final = Field(
    name="minutes_digest",
    label=lazy_gettext("What is the SHA-256 of the signed minutes?"),
    hint=lazy_gettext("Sixty-four signs, from 0 to 9 and from a to f"),
    optional=True,
)

A_VOTE: Final = ("vote_id",)
A_PROPOSAL: Final = ("proposal_id",)
AN_OPTION: Final = Part(
    questions=(OPTION_ID, LABEL, MEANING),
    plain={"option_id": OPTION_ID_MAX},
    public={"label": LABEL_MAX, **lengths(MEANING)},
)
AN_ANSWER: Final = Part(questions=(CHOICE, HEADS), plain={"choice": OPTION_ID_MAX})
OF_A_COLLEGE: Final = Part(questions=(COLLEGE, ANSWERS), plain={"college_id": NAME_MAX})
ASKED: Final = (
    Asking(
        command=OpenVote,
        created={"vote_id": "vote"},
        addressed=A_PROPOSAL,
        questions=(VERSION, CLOSES_AT, CALL, OPTIONS, CHAIR),
        parts={Option: AN_OPTION},
    ),
    Asking(
        command=CastBallot,
        addressed=A_VOTE,
        found=("part",),
        questions=(MANDATE, CHOICES, REASON),
        edge_writes=("commitment",),
        public=lengths(REASON),
        plain={"choices": OPTION_ID_MAX},
    ),
    Asking(
        command=DeclareInterest,
        addressed=A_VOTE,
        found=("part",),
        questions=(MANDATE, INTEREST),
        public=lengths(INTEREST),
    ),
    Asking(
        command=ExtendVote,
        addressed=A_VOTE,
        questions=(CLOSES_AT, WHY_EXTEND),
        public=lengths(WHY_EXTEND),
    ),
    Asking(
        command=RecordSessionVote,
        created={"vote_id": "vote"},
        addressed=A_PROPOSAL,
        questions=(MEETING, VERSION, COUNTS, OPTIONS, RECUSED, CHAIRS, SEED, DIGEST),
        plain={
            "chair": OPTION_ID_MAX,
            "seed": LABEL_MAX,
            "minutes_digest": DIGEST_SIGNS,
        },
        parts={Option: AN_OPTION, CollegeAnswers: OF_A_COLLEGE, AnswerCount: AN_ANSWER},
    ),
    Asking(
        command=CountersignSessionVote,
        addressed=A_VOTE,
        found=("proposal_id", "meeting_id"),
    ),
)
