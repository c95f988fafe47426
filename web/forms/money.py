"""Money: an amount in euros as people write it, read as whole cents."""

from decimal import Decimal

from flask_babel import gettext as _

from web.forms.document import NUMBER, NUMBER_SIGNS_MAX, number
from web.forms.field import Field
from web.forms.reading import Errors, Typed
from web.languages import language


def cents(typed: Typed, field: Field, errors: Errors) -> int | None:
    """Return the amount in cents; note an error where it is none or missing.

    Nothing is rounded: a third decimal is a slip that the person mends.
    """
    written = number(typed.get(field.name, "").replace("€", ""), language())
    if not written:
        if not field.optional:
            errors[field.name] = _("Enter the amount in euros")
        return None
    if len(written) > NUMBER_SIGNS_MAX or not NUMBER.fullmatch(written):
        errors[field.name] = _("Write the amount with digits only, such as 1,234.50")
        return None
    found = Decimal(written) * 100
    if found != found.to_integral_value():
        errors[field.name] = _("An amount has two decimals at most")
        return None
    return int(found)
