"""Money: an amount in euros as people write it, read as whole cents."""

from decimal import Decimal
from typing import Final

from flask_babel import gettext as _

from web.forms.document import NUMBER, NUMBER_SIGNS_MAX, number
from web.forms.field import Field
from web.forms.reading import Errors, Typed
from web.languages import language

DECIMALS_MAX: Final = 2


def cents(typed: Typed, field: Field, errors: Errors) -> int | None:
    """Return the amount in cents; note an error where it is none or missing.

    Nothing is rounded: a third decimal is a slip that the person mends. Three
    decimals are refused even where they end in zeros, since 1.500 may have been
    meant for one thousand five hundred.
    """
    written = number(typed.get(field.name, "").replace("€", ""), language())
    if not written:
        if not field.optional:
            errors[field.name] = _("Enter the amount in euros")
        return None
    if len(written) > NUMBER_SIGNS_MAX or not NUMBER.fullmatch(written):
        errors[field.name] = _("Write the amount with digits only, such as 1,234.50")
        return None
    if len(written.partition(".")[2]) > DECIMALS_MAX:
        errors[field.name] = _("An amount has two decimals at most")
        return None
    return int(Decimal(written) * 100)
