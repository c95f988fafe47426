"""Modalities: what founding them asks."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, Final

from flask_babel import lazy_gettext

from ledger.commons.contributions.found_modalities import FoundModalities
from ledger.commons.contributions.modalities import NatureCounted, Threshold
from ledger.commons.contributions.refusals import ThresholdNotRecordable
from ledger.kernel.quantities import is_recordable
from web.forms.choices import choices
from web.forms.field import Field
from web.schemas.asking import Asking, Check, Part
from web.schemas.contributions import NATURE, UNIT
from web.texts.words_of_the_field import UNITS

VERSION: Final = Field(
    name="modalities_version",
    label=lazy_gettext("Which number will these modalities bear?"),
    hint=lazy_gettext("One more than those that you have before you"),
    inputmode="numeric",
)
NATURES: Final = Field(name="natures", label=lazy_gettext("What is counted?"))
THRESHOLDS: Final = Field(
    name="thresholds",
    label=lazy_gettext("Above how much is it to be confirmed?"),
    optional=True,
)
SIGNATORIES: Final = Field(
    name="signatories",
    label=lazy_gettext("Which partners of the board sign?"),
    widget="checkboxes",
    optional=True,
)
COUNTED_IN: Final = Field(
    name="units",
    label=lazy_gettext("Counted in"),
    widget="checkboxes",
    choices=choices(UNITS),
)
QUANTITY: Final = Field(
    name="quantity", label=lazy_gettext("Above how much?"), widget="number"
)


def _rules(loaded: Mapping[str, Any], _today: date) -> Iterable[tuple[str, Check]]:
    for rank, one in enumerate(loaded.get("thresholds") or ()):
        quantity = one.get("quantity")
        if quantity is not None:
            name = f"thresholds.{rank}.quantity"
            yield name, partial(_check_threshold, quantity)


def _check_threshold(quantity: Decimal) -> None:
    if not is_recordable(quantity) or quantity < 0:
        raise ThresholdNotRecordable


ASKED: Final = (
    Asking(
        command=FoundModalities,
        questions=(VERSION, NATURES, THRESHOLDS, SIGNATORIES),
        parts={
            NatureCounted: Part(questions=(NATURE, COUNTED_IN)),
            Threshold: Part(questions=(UNIT, QUANTITY)),
        },
        rules=_rules,
    ),
)
