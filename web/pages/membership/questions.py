"""Questions that several forms of membership ask."""

from typing import Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from web.auth.accounts import normalised
from web.forms.field import Field
from web.forms.reading import Errors, Typed

PERSON_NAME: Final = Field(
    name="person_name",
    label=lazy_gettext("Your name"),
    hint=lazy_gettext("As other partners will read it; you may have it erased later"),
    autocomplete="name",
)
EMAIL: Final = Field(
    name="email",
    label=lazy_gettext("Your e-mail address"),
    hint=lazy_gettext("Sign-in codes go there; a shared mailbox will do"),
    widget="email",
    autocomplete="email",
    spellcheck=False,
)


def email(typed: Typed, errors: Errors, field: Field = EMAIL) -> str:
    """Return the address as it is compared; note an error where it is none."""
    found = normalised(typed.get(field.name, ""))
    if found is None:
        errors[field.name] = _(
            "Enter a whole e-mail address, such as mairie@example.fr"
        )
        return ""
    return found
