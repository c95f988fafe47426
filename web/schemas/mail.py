"""Mail: an e-mail address, as a schema takes it."""

from typing import Any, Final

from flask_babel import lazy_gettext

from web.auth.accounts import normalised
from web.schemas.saying import Saying, is_written

SIGNS_MAX: Final = 320
WHOLE: Final = lazy_gettext("Enter a whole e-mail address, such as mairie@example.fr")


class Mail(Saying[str]):
    """An e-mail address, loaded as it is compared."""

    def _deserialize(self, value: Any, *_where: Any, **_options: Any) -> str:  # noqa: ANN401  # whatever was sent
        if not isinstance(value, str) or not is_written(value):
            raise self.make_error("invalid")
        found = normalised(value) if len(value) <= SIGNS_MAX else None
        if found is None:
            raise self.make_error("invalid")
        return found


def mail() -> Mail:
    """Return the field that asks for somebody's address."""
    said = {"missing": WHOLE, "invalid": WHOLE}
    return Mail(said, required=True)
