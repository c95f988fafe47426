"""Rereading: warn before sending where a text seems to name people; never block."""

import hashlib
from collections.abc import Iterable, Sequence

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from web.forms.field import Field
from web.forms.named_people import people_named
from web.forms.reading import Errors, Typed
from web.people_known import people_known


def people_in(asked: Iterable[Field]) -> Sequence[str]:
    """Return whom the answers that were sent seem to name."""
    if request.method != "POST":
        return ()
    written = [request.form.get(field.name, "") for field in asked]
    return people_named(written, people_known())


def reread(named: Sequence[str]) -> tuple[Field, ...]:
    """Ask to tick that the text was read again, if it names somebody.

    The box is another one for other names: whoever adds one is warned anew.
    """
    if not named:
        return ()
    digest = hashlib.sha256("\n".join(named).encode()).hexdigest()[:8]
    label = lazy_gettext("I have read it again: send it as it is")
    return (
        Field(name=f"reread-{digest}", label=label, widget="checkbox", optional=True),
    )


def check_reread(box: Sequence[Field], typed: Typed, errors: Errors) -> None:
    """Note an error where the text names somebody and nobody read it again."""
    for field in box:
        if not typed.get(field.name):
            errors[field.name] = _(
                "Take out the names, or tick that you have read your text again"
            )
