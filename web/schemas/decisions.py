"""Decisions: what each command about a decision asks."""

from typing import Final

from flask_babel import lazy_gettext

from ledger.governance.decisions.answer_appeal import AnswerAppeal
from ledger.governance.decisions.appeal_decision import AppealDecision
from ledger.governance.decisions.events import BoardReview, Progress, ReviewOutcome
from ledger.governance.decisions.implement_decision import ImplementDecision
from ledger.governance.decisions.ratify_decision import RatifyDecision
from ledger.governance.decisions.review_decision import ReviewDecision
from ledger.governance.decisions.revisit_decision import RevisitDecision
from ledger.governance.decisions.state_outcome import StateOutcome
from ledger.governance.decisions.supersede_decision import SupersedeDecision
from ledger.governance.rules.decision_rule import Ground
from web.forms.choices import choices
from web.forms.field import Field
from web.schemas.asking import Asking, Part
from web.schemas.questions import EVERYONE, a_day, lengths, lines, which
from web.texts.decision_words import REVIEW_GROUNDS, REVIEW_OUTCOMES, REVIEWS

TEXT_MAX: Final = 5_000
SUMMARY_MAX: Final = 1_000
REFERENCE_MAX: Final = 200
LABEL_MAX: Final = 120

SUMMARY: Final = lines(
    "summary",
    lazy_gettext("What was decided, in plain words?"),
    lazy_gettext("So that whoever was not there understands it; everyone can read it"),
    most=SUMMARY_MAX,
)
REVIEW_ON: Final = a_day(
    "review_on",
    lazy_gettext("On which day is it looked at again?"),
    lazy_gettext("Within five years, unless its rule asks for none; e.g. 27 3 2027"),
    optional=True,
)
REVIEW: Final = Field(
    name="review",
    label=lazy_gettext("What does the board say?"),
    widget="radios",
    choices=choices(
        REVIEWS,
        BoardReview,
        {
            BoardReview.CONFIRMED: lazy_gettext("It stands as it was voted"),
            BoardReview.RETURNED: lazy_gettext(
                "Once only: whoever voted looks at it again, with your reasons"
            ),
            BoardReview.SUSPENDED: lazy_gettext("Nobody acts on it until you confirm"),
        },
    ),
)
GROUND: Final = Field(
    name="ground",
    label=lazy_gettext("On which ground?"),
    hint=lazy_gettext("Only one that the rule of this decision lists"),
    widget="select",
    choices=choices(REVIEW_GROUNDS, Ground),
    optional=True,
)
REASONS: Final = lines(
    "reasons",
    lazy_gettext("For which reasons?"),
    lazy_gettext("Needed to return or suspend it; everyone can read it"),
    most=TEXT_MAX,
    optional=True,
)
OUTCOME: Final = Field(
    name="outcome",
    label=lazy_gettext("What becomes of it?"),
    widget="radios",
    choices=choices(REVIEW_OUTCOMES, ReviewOutcome),
)
ACCOUNT: Final = lines(
    "account", lazy_gettext("What has it come to so far?"), most=TEXT_MAX
)
REFERENCE: Final = Field(
    name="reference",
    label=lazy_gettext("What is the reference of the deliberation?"),
    hint=lazy_gettext("As your body numbers it; everyone can read it"),
)
DELIBERATED_ON: Final = a_day(
    "deliberated_on", lazy_gettext("On which day did your body deliberate?")
)
ENFORCEABLE_ON: Final = a_day(
    "enforceable_on", lazy_gettext("From which day is it enforceable?")
)
SUPERSEDING: Final = which(
    "superseding_id", lazy_gettext("Which later decision takes its place?")
)
STEPS: Final = Field(name="steps", label=lazy_gettext("Which steps does it take?"))
LABEL: Final = Field(
    name="label", label=lazy_gettext("What is to be done?"), hint=EVERYONE
)
WEIGHT: Final = Field(
    name="weight",
    label=lazy_gettext("How much does it weigh?"),
    hint=lazy_gettext("From 1 to 100, beside the other steps"),
    inputmode="numeric",
)
PERCENT: Final = Field(
    name="percent",
    label=lazy_gettext("How far is it, in per cent?"),
    inputmode="numeric",
)
WHY_APPEAL: Final = lines(
    "reasons",
    lazy_gettext("Why should it be looked at again?"),
    most=TEXT_MAX,
)
IS_UPHELD: Final = Field(
    name="is_upheld",
    label=lazy_gettext("The board upholds the appeal"),
    widget="checkbox",
    optional=True,
)
ANSWER: Final = lines(
    "answer", lazy_gettext("What does the board answer?"), most=TEXT_MAX
)

A_STEP: Final = Part(questions=(LABEL, WEIGHT, PERCENT), public={"label": LABEL_MAX})
OF_A_DECISION: Final = ("decision_id",)
ASKED: Final = (
    Asking(
        command=StateOutcome,
        addressed=OF_A_DECISION,
        questions=(SUMMARY, REVIEW_ON),
        public=lengths(SUMMARY),
    ),
    Asking(
        command=ReviewDecision,
        addressed=OF_A_DECISION,
        questions=(REVIEW, GROUND, REASONS),
        public=lengths(REASONS),
    ),
    Asking(
        command=RevisitDecision,
        addressed=OF_A_DECISION,
        questions=(OUTCOME, ACCOUNT, REVIEW_ON),
        public=lengths(ACCOUNT),
    ),
    Asking(
        command=RatifyDecision,
        addressed=OF_A_DECISION,
        questions=(REFERENCE, DELIBERATED_ON, ENFORCEABLE_ON),
        public={"reference": REFERENCE_MAX},
    ),
    Asking(
        command=SupersedeDecision, addressed=OF_A_DECISION, questions=(SUPERSEDING,)
    ),
    Asking(
        command=ImplementDecision,
        addressed=OF_A_DECISION,
        questions=(STEPS,),
        parts={Progress: A_STEP},
    ),
    Asking(
        command=AppealDecision,
        created={"appeal_id": "appeal"},
        addressed=OF_A_DECISION,
        questions=(WHY_APPEAL,),
        public=lengths(WHY_APPEAL),
    ),
    Asking(
        command=AnswerAppeal,
        addressed=("decision_id", "appeal_id"),
        questions=(IS_UPHELD, ANSWER),
        public=lengths(ANSWER),
    ),
)
