"""Counting: a quantity as people write it, read exactly."""

from decimal import Decimal

from flask_babel import gettext as _

from web.forms.document import NUMBER, NUMBER_SIGNS_MAX, number
from web.forms.field import Field
from web.forms.reading import Errors, Typed
from web.languages import language


def quantity_in(typed: Typed, field: Field, errors: Errors) -> Decimal | None:
    """Return the quantity; note an error where it is none, or missing."""
    written = number(typed.get(field.name, ""), language())
    if not written:
        if not field.optional:
            errors[field.name] = _("Enter how much")
        return None
    if len(written) > NUMBER_SIGNS_MAX or not NUMBER.fullmatch(written):
        errors[field.name] = _("Write the quantity with digits only, such as 12 or 7.5")
        return None
    return Decimal(written)
