"""Field: one question of a form, as the macros of `parts/forms.html.j2` draw it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, cast

from flask_babel import LazyString
from werkzeug.datastructures import MultiDict

Text = str | LazyString
Widget = Literal[
    "text",
    "textarea",
    "email",
    "number",
    "radios",
    "checkboxes",
    "checkbox",
    "select",
    "date3",
    "file",
    "hidden",
]
Width = Literal["w2", "w4", "w10", "w20"]
Values = Mapping[str, str | Sequence[str]] | MultiDict[str, str]

DATE_PARTS: Final = ("day", "month", "year")
# An error that belongs to no field leads to the page's content.
PAGE_ANCHOR: Final = "contenu"


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One answer among several."""

    value: str
    label: Text
    hint: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question: its words, its widget, and what helps to answer it.

    `heads_page` makes the label the page's h1 (one question a page).
    `suggest_url` offers answers while typing; the chosen one's value goes into
    the hidden field `<name>-code`. `count_max` shows how many signs are left.
    """

    name: str
    label: Text
    hint: Text | None = None
    widget: Widget = "text"
    choices: tuple[Choice, ...] = ()
    optional: bool = False
    suffix: Text | None = None
    autocomplete: str | None = None
    inputmode: str | None = None
    count_max: int | None = None
    width: Width | None = None
    rows: int = 5
    accept: str | None = None
    suggest_url: str | None = None
    spellcheck: bool | None = None
    heads_page: bool = False

    @property
    def anchor(self) -> str:
        """Name the first control, which an error's link leads to."""
        match self.widget:
            case "radios" | "checkboxes":
                return f"{self.name}-0"
            case "date3":
                return f"{self.name}-{DATE_PARTS[0]}"
            case _:
                return self.name

    def value_in(self, values: Values, part: str | None = None) -> str:
        """Return what the person answered, to show it again as it was typed."""
        answer = values.get(f"{self.name}-{part}" if part else self.name)
        if answer is None:
            return ""
        if isinstance(answer, str):
            return answer
        return answer[0] if answer else ""

    def chosen_in(self, values: Values) -> tuple[str, ...]:
        """Return every answer given where several may be."""
        answer: str | Sequence[str] | None
        if isinstance(values, MultiDict):
            answer = cast("MultiDict[str, str]", values).getlist(self.name)
        else:
            answer = values.get(self.name)
        if answer is None:
            return ()
        return (answer,) if isinstance(answer, str) else tuple(answer)


def errors_in_page_order(
    fields: Iterable[Field], errors: Mapping[str, Text]
) -> list[tuple[str, Text]]:
    """Pair each error with the anchor of its field; errors of no field come first."""
    asked = {field.name: field.anchor for field in fields}
    elsewhere = [
        (PAGE_ANCHOR, message) for name, message in errors.items() if name not in asked
    ]
    return elsewhere + [
        (anchor, errors[name]) for name, anchor in asked.items() if name in errors
    ]
