"""Rule words: what people read for each kind of decision and of flagged thing."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString, lazy_gettext

from ledger.governance.rules.events import Kind

KINDS: Final[Mapping[str, LazyString]] = {
    Kind.ORIENTATION: lazy_gettext("An orientation, and whatever has no rule"),
    Kind.RULE: lazy_gettext("A change of the rules"),
    Kind.CHARTER: lazy_gettext("A change of the charter"),
    Kind.ADMISSION: lazy_gettext("The admission of a partner"),
    Kind.DESIGNATION: lazy_gettext("The designation of somebody"),
}
