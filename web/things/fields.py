"""Fields: how each kind of value is written, and what a program is told about it.

Every field has a ``label``, which heads its column for people, and a description.
``write`` gives what stands in JSON; exports use it, and so does ``Schema.dump``.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, Final, Protocol, cast

from flask_babel import LazyString
from flask_babel import lazy_gettext as _
from marshmallow import Schema, fields, validate

from ledger.kernel.quantities import plain

CENTS: Final = Decimal(100)
TWO_PLACES: Final = Decimal("0.01")
DECIMAL_PATTERN: Final = r"^-?\d+(\.\d+)?$"
Text = LazyString | str


class Form(StrEnum):
    """What a cell of a table holds, so that each file can type it."""

    TEXT = "text"
    CODE = "code"
    NUMBER = "number"
    WHOLE = "whole"
    DAY = "day"
    INSTANT = "instant"
    YES_NO = "yes_no"
    LIST = "list"
    PARTS = "parts"


class Column(Protocol):
    """A field as the writers of tables see it."""

    form: ClassVar[Form]
    metadata: dict[str, Any]
    allow_none: bool

    def write(self, value: Any) -> Any:  # noqa: ANN401  # as many kinds as fields
        """Return what stands in JSON."""
        ...


def _told(label: Text, about: Text, *, optional: bool) -> dict[str, Any]:
    """Return what marshmallow keeps of a field's description."""
    return {
        "metadata": {"label": label, "description": about},
        "allow_none": optional,
    }


class Written(fields.String):
    """A text, such as a title, a name or an address."""

    form: ClassVar[Form] = Form.TEXT

    def __init__(
        self,
        label: Text,
        about: Text,
        *,
        optional: bool = False,
        **more: Any,  # noqa: ANN401  # marshmallow's own options
    ) -> None:
        """Describe the field."""
        super().__init__(**_told(label, about, optional=optional), **more)  # pyright: ignore[reportUnknownMemberType]  # marshmallow leaves its hooks untyped

    def write(self, value: Any) -> Any:  # noqa: ANN401  # whatever the row holds
        """Return the text."""
        return None if value is None else str(value)

    def _serialize(self, value: Any, *_where: Any, **_options: Any) -> Any:  # noqa: ANN401  # marshmallow's signature
        return self.write(value)


class Code(Written):
    """One name out of a list; ``words`` are what people read for each."""

    form: ClassVar[Form] = Form.CODE

    def __init__(
        self,
        label: Text,
        about: Text,
        words: Mapping[Any, Text],
        *,
        optional: bool = False,
    ) -> None:
        """Describe the field and its names."""
        self.words = {str(name): text for name, text in words.items()}
        names = validate.OneOf([*self.words])
        super().__init__(label, about, optional=optional, validate=names)


class Exact(Written):
    """A decimal number, in text so that no digit is lost."""

    form: ClassVar[Form] = Form.NUMBER

    def __init__(self, label: Text, about: Text, *, optional: bool = False) -> None:
        """Describe the field."""
        shape = validate.Regexp(DECIMAL_PATTERN)
        super().__init__(label, about, optional=optional, validate=shape)

    def write(self, value: Any) -> Any:  # noqa: ANN401  # a decimal or None
        """Return the number without an exponent."""
        return None if value is None else f"{plain(value):f}"


class Money(Exact):
    """A sum in euros, in text with two decimals; rows hold cents."""

    def write(self, value: Any) -> Any:  # noqa: ANN401  # a decimal or None
        """Return the sum with its cents."""
        return None if value is None else f"{value.quantize(TWO_PLACES):f}"


class Whole(fields.Integer):
    """A whole number."""

    form: ClassVar[Form] = Form.WHOLE

    def __init__(self, label: Text, about: Text, *, optional: bool = False) -> None:
        """Describe the field."""
        super().__init__(**_told(label, about, optional=optional))

    def write(self, value: Any) -> Any:  # noqa: ANN401  # a number or None
        """Return the number."""
        return value

    def _serialize(self, value: Any, *_where: Any, **_options: Any) -> Any:  # noqa: ANN401  # marshmallow's signature
        return self.write(value)


class YesNo(fields.Boolean):
    """Whether something is so."""

    form: ClassVar[Form] = Form.YES_NO

    def __init__(self, label: Text, about: Text, *, optional: bool = False) -> None:
        """Describe the field."""
        super().__init__(**_told(label, about, optional=optional))  # pyright: ignore[reportUnknownMemberType]  # marshmallow leaves its hooks untyped

    def write(self, value: Any) -> Any:  # noqa: ANN401  # true, false or None
        """Return it as it is."""
        return value

    def _serialize(self, value: Any, *_where: Any, **_options: Any) -> Any:  # noqa: ANN401  # marshmallow's signature
        return self.write(value)


class Day(fields.Date):
    """A calendar day: ``2026-03-27``."""

    form: ClassVar[Form] = Form.DAY

    def __init__(self, label: Text, about: Text, *, optional: bool = False) -> None:
        """Describe the field."""
        super().__init__(**_told(label, about, optional=optional))

    def write(self, value: date | None) -> Any:  # noqa: ANN401  # text or None
        """Return the day."""
        return None if value is None else value.isoformat()

    def _serialize(self, value: Any, *_where: Any, **_options: Any) -> Any:  # noqa: ANN401  # marshmallow's signature
        return self.write(value)


class Instant(fields.DateTime):
    """An instant in UTC: ``2026-03-27T10:11:12.345678Z``."""

    form: ClassVar[Form] = Form.INSTANT

    def __init__(self, label: Text, about: Text, *, optional: bool = False) -> None:
        """Describe the field."""
        super().__init__(**_told(label, about, optional=optional))

    def write(self, value: datetime | None) -> Any:  # noqa: ANN401  # text or None
        """Return the instant."""
        if value is None:
            return None
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")

    def _serialize(self, value: Any, *_where: Any, **_options: Any) -> Any:  # noqa: ANN401  # marshmallow's signature
        return self.write(value)


class Several(fields.List[str]):
    """Names or identifiers, in an order that means something."""

    form: ClassVar[Form] = Form.LIST

    def __init__(
        self, label: Text, about: Text, words: Mapping[Any, Text] | None = None
    ) -> None:
        """Describe the field; ``words`` are what people read for each name."""
        self.words = {str(name): text for name, text in (words or {}).items()}
        names = validate.OneOf([*self.words]) if self.words else None
        inner = fields.String(validate=names)
        super().__init__(inner, **_told(label, about, optional=False))  # pyright: ignore[reportUnknownMemberType]  # marshmallow leaves its hooks untyped

    def write(self, value: Iterable[Any]) -> Any:  # noqa: ANN401  # a list of text
        """Return the list."""
        return [str(one) for one in value]

    def _serialize(self, value: Any, *_where: Any, **_options: Any) -> Any:  # noqa: ANN401  # marshmallow's signature
        return self.write(value)


class Writings(Several):
    """Texts in their order; any of them may have a comma, so a cell has JSON."""

    form: ClassVar[Form] = Form.PARTS


class Parts(fields.List[dict[str, Any]]):
    """What something is made of, each part with fields of its own."""

    form: ClassVar[Form] = Form.PARTS

    def __init__(self, label: Text, about: Text, part: type[Schema]) -> None:
        """Describe the field and its parts."""
        self.part = part
        super().__init__(fields.Nested(part), **_told(label, about, optional=False))  # pyright: ignore[reportUnknownMemberType]  # marshmallow leaves its hooks untyped

    def write(self, value: Iterable[Mapping[str, Any]]) -> Any:  # noqa: ANN401  # a list of objects
        """Return the list of objects."""
        columns = columns_of(self.part)
        return [
            {name: column.write(one[name]) for name, column in columns.items()}
            for one in value
        ]

    def _serialize(self, value: Any, *_where: Any, **_options: Any) -> Any:  # noqa: ANN401  # marshmallow's signature
        return self.write(value)


class Unreadable(StrEnum):
    """Why a text is not there to be read."""

    WITHHELD = "withheld"
    WITHDRAWN = "withdrawn"
    MISSING = "missing"


UNREADABLE: Final = {
    Unreadable.WITHHELD: _("for partners only"),
    Unreadable.WITHDRAWN: _("withdrawn on a recorded ground"),
    Unreadable.MISSING: _("missing, and nothing recorded says why"),
}


class WhyUnread(Code):
    """Why the text of the field beside it is not there, where it was written."""

    def __init__(self, label: Text) -> None:
        """Name the field it stands beside by its label."""
        super().__init__(
            _("%(field)s: why it cannot be read", field=label),
            _("Empty where the text is there to be read, or was never written."),
            UNREADABLE,
            optional=True,
        )


@cache
def columns_of(schema: type[Schema]) -> Mapping[str, Column]:
    """Return the fields of a schema in their order."""
    return cast("Mapping[str, Column]", schema().fields)


def euros(cents: int | None) -> Decimal | None:
    """Return a sum of cents in euros."""
    return None if cents is None else Decimal(cents) / CENTS
