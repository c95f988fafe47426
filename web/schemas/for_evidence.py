"""For evidence: a file that supports a contribution, as a schema takes it."""

from typing import Any, cast

from ledger.commons.contributions.events import Evidence
from web.schemas.saying import Saying


class File(Saying[Evidence]):
    """A file that supports it: its digest, size and media type."""

    def _deserialize(self, value: Any, *_where: Any, **_options: Any) -> Evidence:  # noqa: ANN401  # whatever was sent
        if not isinstance(value, dict):
            raise self.make_error("invalid")
        sent = cast("dict[str, object]", value)
        digest, size = sent.get("digest"), sent.get("size")
        media_type = sent.get("media_type")
        if not isinstance(digest, str) or not isinstance(media_type, str):
            raise self.make_error("invalid")
        if type(size) is not int:
            raise self.make_error("invalid")
        return Evidence(digest=digest, size=size, media_type=media_type)
