"""Lists: several answers to one question, as a schema takes them."""

from typing import Any, Final, cast

from flask_babel import lazy_gettext
from marshmallow import ValidationError
from marshmallow import fields as marsh

from web.schemas import sentences
from web.schemas.saying import wrong

ITEMS_MAX: Final = 200
"""How long any list may be that is looked at; the ledger has its own limits."""


class Several(marsh.List["Any"]):
    """A list, no longer than anybody needs."""

    def _deserialize(self, value: Any, *where: Any, **options: Any) -> list[Any]:  # noqa: ANN401  # whatever was sent
        if not isinstance(value, list):
            raise self.make_error("invalid")
        if len(cast("list[object]", value)) > ITEMS_MAX:
            text = lazy_gettext("Shorten this list to %(max)s lines", max=ITEMS_MAX)
            raise wrong(f"{self.name}.too_many", text)
        return super()._deserialize(value, *where, **options)  # pyright: ignore[reportUnknownMemberType]  # marshmallow leaves its options untyped

    def make_error(self, key: str, **_details: Any) -> ValidationError:  # noqa: ANN401  # marshmallow's own details
        """Return the error for what is wrong, under a code that never changes."""
        if key == "required":
            text = sentences.missing(self.metadata.get("label", self.name))
            return wrong(f"{self.name}.missing", text)
        return wrong(f"{self.name}.invalid", lazy_gettext("Write a list here"))
