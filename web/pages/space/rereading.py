"""Rereading: warn before sending where a text seems to name people; never block."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from ledger.kernel.words import Audience
from projections.membership.people import people
from web.forms.field import Field
from web.forms.named_people import people_named
from web.forms.reading import Errors, Typed
from web.reading import Texts, the_wiring

KNOWN_MAX: Final = 5_000
"""How many people of the commons a text is searched for."""


def people_in(asked: Iterable[Field]) -> Sequence[str]:
    """Return whom the answers that were sent seem to name."""
    if request.method != "POST":
        return ()
    written = [request.form.get(field.name, "") for field in asked]
    return people_named(written, _known_people())


def _known_people() -> Sequence[str]:
    """Return how people of the commons are called, whatever day the page shows."""
    with the_wiring().views.shelf() as shelf:
        found = shelf.page(people, limit=KNOWN_MAX)
    names = [placed.row.name for placed in found.rows if placed.row.name is not None]
    texts = Texts(names, frozenset({Audience.PERSONAL}))
    return [texts(name) for name in names]


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
