"""Languages: the reader's language, and the locale in which it is written."""

from typing import Final

from babel import Locale
from flask_babel import get_locale

NARROW_SPACE: Final = "\u202f"
NO_BREAK_SPACE: Final = "\u00a0"

FRENCH: Final = Locale("fr", "FR")
# British usage: the day comes before the month, as in the French pages.
ENGLISH: Final = Locale("en", "GB")


def reading() -> Locale:
    """Return the locale of the reader; French when nobody is reading."""
    locale = get_locale()
    return ENGLISH if locale is not None and locale.language == "en" else FRENCH
