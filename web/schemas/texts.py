"""Texts: what withdrawing one asks."""

from typing import Final

from flask_babel import lazy_gettext

from ledger.words.events import Ground
from ledger.words.withdraw_words import WithdrawWords
from web.forms.choices import choices
from web.forms.field import Field
from web.schemas.asking import Asking
from web.schemas.questions import lengths, lines
from web.texts.words_of_the_field import GROUNDS

REASON_MAX: Final = 1_000
WHICH: Final = Field(
    name="words_id",
    label=lazy_gettext("Which text?"),
    hint=lazy_gettext("The digest that stands in the fact in its place"),
    widget="radios",
)
GROUND: Final = Field(
    name="ground",
    label=lazy_gettext("On what ground?"),
    widget="radios",
    choices=choices(GROUNDS, Ground),
)
REASON: Final = lines(
    "reason",
    lazy_gettext("Why is it withdrawn?"),
    lazy_gettext("Everyone can read it: do not repeat the text here"),
    most=REASON_MAX,
    optional=True,
)

ASKED: Final = (
    Asking(
        command=WithdrawWords,
        addressed=("position",),
        found=("about",),
        questions=(WHICH, GROUND, REASON),
        public=lengths(REASON),
    ),
)
