"""Moments: a day with its hour, and how far from Greenwich that hour is told."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from flask_babel import lazy_gettext

from web.forms.field import Text
from web.forms.reading import YEARS
from web.schemas import sentences
from web.schemas.saying import Saying

MOMENT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?"
    r"(?:Z|[+-][0-9]{2}:[0-9]{2})"
)


class Moment(Saying[datetime]):
    """A moment: ``"2026-03-27T18:30+01:00"``, never without what it is relative to.

    An hour alone would be another one for whoever reads it from elsewhere. It is
    kept as everybody's: two spellings of one moment are the same record.
    """

    def _deserialize(self, value: Any, *_where: Any, **_options: Any) -> datetime:  # noqa: ANN401  # whatever was sent
        if not isinstance(value, str) or not MOMENT.fullmatch(value):
            raise self.make_error("invalid")
        try:
            moment = datetime.fromisoformat(value)
        except ValueError as error:
            raise self.make_error("invalid") from error
        if moment.year not in YEARS:
            raise self.make_error("invalid")
        return moment.astimezone(UTC)

    def _serialize(self, value: datetime | None, *_where: Any, **_options: Any) -> Any:  # noqa: ANN401  # marshmallow's signature
        return None if value is None else value.isoformat()


def of_moment(label: Text) -> Mapping[str, Text]:
    """Return what may be wrong with a moment."""
    return {
        "missing": sentences.missing(label),
        "invalid": lazy_gettext(
            "Write a day and an hour that exist, such as 2026-03-27T18:30+01:00"
        ),
    }
