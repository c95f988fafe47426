"""Saying: the fields of a schema, whose errors are sentences with a stable code."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, Generic, Self, TypeVar

from marshmallow import ValidationError, fields

from ledger.kernel.messages import Refusal
from web.forms.document import NUMBER, NUMBER_SIGNS_MAX
from web.forms.field import Text
from web.forms.reading import SPACES, YEARS
from web.problems import said

T = TypeVar("T")
EnumT = TypeVar("EnumT", bound=StrEnum)

DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SHORT_YEAR: Final = re.compile(r"[0-9]{1,3}-[0-9]{2}-[0-9]{2}")
SHORTEN: Final = "too_long"


class Said(str):
    """A message in the reader's language, with the code that programs know it by."""

    __slots__ = ("code",)
    code: str

    def __new__(cls, code: str, text: str) -> Self:
        """Make the message."""
        made = super().__new__(cls, text)
        made.code = code
        return made


def wrong(code: str, text: Text) -> ValidationError:
    """Return the error that says this."""
    return ValidationError([Said(code, str(text))])  # pyright: ignore[reportUnknownArgumentType]  # marshmallow's own list


def obey(check: Callable[[], None]) -> None:
    """Apply a rule of the ledger; its refusal becomes the error, in the same words."""
    try:
        check()
    except Refusal as refusal:
        raise wrong(type(refusal).__name__, said(refusal)) from refusal


class Saying(fields.Field[T], Generic[T]):
    """A field that says what is wrong with it in its own words.

    ``sentences`` maps what can be wrong to the sentence; ``missing`` is said
    when it is required and absent, ``invalid`` where no other fits.
    """

    def __init__(self, sentences: Mapping[str, Text], **options: Any) -> None:  # noqa: ANN401  # marshmallow's own options
        self.sentences = sentences
        super().__init__(**options)  # pyright: ignore[reportUnknownMemberType]  # marshmallow leaves its hooks untyped

    def make_error(self, key: str, **details: Any) -> ValidationError:  # noqa: ANN401  # marshmallow's own details
        """Return the error for what is wrong, under a code that never changes."""
        what = {"required": "missing", "null": "missing"}.get(key, key)
        text = str(self.sentences.get(what, self.sentences["invalid"]))
        return wrong(f"{self.name}.{what}", text % details if details else text)


class OneOf(Saying[EnumT]):
    """One name out of a list."""

    def __init__(
        self,
        kind: type[EnumT],
        sentences: Mapping[str, Text],
        **options: Any,  # noqa: ANN401  # marshmallow's own options
    ) -> None:
        self.kind = kind
        super().__init__(sentences, **options)

    def _deserialize(self, value: Any, *_where: Any, **_options: Any) -> EnumT:  # noqa: ANN401  # whatever was sent
        if not isinstance(value, str) or value not in set(self.kind):
            raise self.make_error("invalid")
        return self.kind(value)

    def _serialize(self, value: EnumT | None, *_where: Any, **_options: Any) -> Any:  # noqa: ANN401  # marshmallow's signature
        return None if value is None else value.value


class Writing(Saying[str]):
    """A text between two lengths, counted without the spaces around it."""

    def __init__(
        self,
        sentences: Mapping[str, Text],
        *,
        at_least: int,
        at_most: int,
        **options: Any,  # noqa: ANN401  # marshmallow's own options
    ) -> None:
        self.at_least, self.at_most = at_least, at_most
        super().__init__(sentences, **options)

    def _deserialize(self, value: Any, *_where: Any, **_options: Any) -> str:  # noqa: ANN401  # whatever was sent
        if not isinstance(value, str) or not is_written(value):
            raise self.make_error("invalid")
        text = self._tidied(value)
        if len(text) < self.at_least:
            raise self.make_error("too_short")
        if len(text) > self.at_most:
            raise self.make_error(SHORTEN, max=self.at_most, now=len(text))
        return text

    def _tidied(self, value: str) -> str:
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()


class Line(Writing):
    """A text of one line: whatever spaces and line ends it holds become one space."""

    def _tidied(self, value: str) -> str:
        return SPACES.sub(" ", value).strip()


def is_written(value: str) -> bool:
    """Tell whether a text can be kept: no NUL in it, and no half of a sign."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in value


class Exact(Saying[Decimal]):
    """A decimal number, in text so that no digit is lost: ``"1234.5"``."""

    def _deserialize(self, value: Any, *_where: Any, **_options: Any) -> Decimal:  # noqa: ANN401  # whatever was sent
        written = str(value) if type(value) is int else value
        if not isinstance(written, str) or len(written) > NUMBER_SIGNS_MAX:
            raise self.make_error("invalid")
        if not NUMBER.fullmatch(written):
            raise self.make_error("invalid")
        return Decimal(written)

    def _serialize(self, value: Decimal | None, *_where: Any, **_options: Any) -> Any:  # noqa: ANN401  # marshmallow's signature
        return None if value is None else str(value)


class Day(Saying[date]):
    """A calendar day: ``"2026-03-27"``, and no other spelling.

    Where ``year`` is among its sentences, a year that nobody means is told so.
    """

    def _deserialize(self, value: Any, *_where: Any, **_options: Any) -> date:  # noqa: ANN401  # whatever was sent
        if not isinstance(value, str):
            raise self.make_error("invalid")
        if "year" in self.sentences and SHORT_YEAR.fullmatch(value):
            raise self.make_error("year")
        if not DAY.fullmatch(value):
            raise self.make_error("invalid")
        try:
            day = date.fromisoformat(value)
        except ValueError as error:
            raise self.make_error("invalid") from error
        if "year" in self.sentences and day.year not in YEARS:
            raise self.make_error("year")
        return day

    def _serialize(self, value: date | None, *_where: Any, **_options: Any) -> Any:  # noqa: ANN401  # marshmallow's signature
        return None if value is None else value.isoformat()
