"""Amounts: whole numbers, sums of money and yes or no, as a schema takes them."""

from decimal import Decimal
from typing import Any, Final

from web.forms.document import NUMBER, NUMBER_SIGNS_MAX
from web.schemas.saying import Saying

DECIMALS_MAX: Final = 2
DIGITS_MAX: Final = 15


class Whole(Saying[int]):
    """A whole number: ``7``, or in text ``"7"``."""

    def _deserialize(self, value: Any, *_where: Any, **_options: Any) -> int:  # noqa: ANN401  # whatever was sent
        # A boolean is a number to Python, and to nobody else.
        written = str(value) if type(value) is int else value
        if not isinstance(written, str) or not 0 < len(written) <= DIGITS_MAX:
            raise self.make_error("invalid")
        if not (written.isascii() and written.isdecimal()):
            raise self.make_error("invalid")
        return int(written)


class Euros(Saying[int]):
    """An amount in euros, in text so that no cent is lost: ``"1234.50"``.

    What is loaded is whole cents. Nothing is rounded: a third decimal is a slip
    that whoever wrote it mends, even where it is a zero, since 1.500 may have
    been meant for one thousand five hundred.
    """

    def _deserialize(self, value: Any, *_where: Any, **_options: Any) -> int:  # noqa: ANN401  # whatever was sent
        written = str(value) if type(value) is int else value
        if not isinstance(written, str) or len(written) > NUMBER_SIGNS_MAX:
            raise self.make_error("invalid")
        if not NUMBER.fullmatch(written):
            raise self.make_error("invalid")
        if len(written.partition(".")[2]) > DECIMALS_MAX:
            raise self.make_error("decimals")
        return int(Decimal(written) * 100)


class YesNo(Saying[bool]):
    """Yes or no, as JSON writes it."""

    def _deserialize(self, value: Any, *_where: Any, **_options: Any) -> bool:  # noqa: ANN401  # whatever was sent
        if not isinstance(value, bool):
            raise self.make_error("invalid")
        return value
