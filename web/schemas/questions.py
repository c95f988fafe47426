"""Questions: how those that many commands share are put."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext

from web.forms.field import Choice, Field, Text

EVERYONE: Final = lazy_gettext("Everyone can read it")
PARTNERS_ONLY: Final = lazy_gettext("Partners read it, the public does not")
A_DAY: Final = lazy_gettext("For example 27 3 2026")


def lines(
    name: str,
    label: Text,
    hint: Text = EVERYONE,
    *,
    most: int,
    optional: bool = False,
) -> Field:
    """Return a question that asks for some lines."""
    return Field(
        name=name,
        label=label,
        hint=hint,
        widget="textarea",
        count_max=most,
        optional=optional,
    )


def a_day(
    name: str, label: Text, hint: Text = A_DAY, *, optional: bool = False
) -> Field:
    """Return a question that asks for a day."""
    return Field(name=name, label=label, hint=hint, widget="date3", optional=optional)


def which(
    name: str,
    label: Text,
    *,
    hint: Text | None = None,
    optional: bool = False,
    choices: tuple[Choice, ...] = (),
) -> Field:
    """Return a question that asks for one thing among those that there are."""
    return Field(
        name=name,
        label=label,
        hint=hint,
        widget="select",
        choices=choices,
        optional=optional,
    )


def lengths(*asked: Field) -> Mapping[str, int]:
    """Return how long the answers of these questions may be."""
    return {one.name: one.count_max for one in asked if one.count_max is not None}
