"""Writing: how a form becomes a command, and a refusal the words beside a field."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from flask import request, url_for
from flask_babel import gettext as _

from ledger.application import Unless
from ledger.kernel.identifiers import PersonId, random_identifier
from ledger.kernel.messages import Command, Refusal
from ledger.kernel.store.port import Appended
from ledger.kernel.words import Audience, Disclosure, Words, write
from web.problems import said
from web.reading import the_wiring

KEY_FIELD: Final = "key"
KEY_PATTERN: Final = re.compile(r"[A-Za-z0-9._~-]{8,64}")
PAGE: Final = ""
"""The name under which an error that is no field's is kept."""


def form_key() -> str:
    """Return the key that this form was given, or a new one for a new form.

    The key makes a double click, a reload or a second tab one command.
    """
    given = request.values.get(KEY_FIELD, "")
    return given if KEY_PATTERN.fullmatch(given) else random_identifier()


def now() -> datetime:
    """Return the time that a command is stamped with at the edge."""
    return datetime.now(UTC)


class Writing:
    """The words of one command: references for its fields, disclosures beside it."""

    def __init__(self) -> None:
        self.disclosures: list[Disclosure] = []

    def public(self, field: str, text: str) -> Words:
        """Write words for everyone."""
        return self._write(write(field, text, Audience.PUBLIC))

    def partners(self, field: str, text: str) -> Words:
        """Write words that partners read."""
        return self._write(write(field, text, Audience.PARTNERS))

    def personal(self, field: str, text: str, subject: PersonId) -> Words:
        """Write words about a person, which can be erased with them."""
        return self._write(write(field, text, Audience.PERSONAL, subject=subject))

    @property
    def words(self) -> tuple[Disclosure, ...]:
        """Return the disclosures, as the command carries them."""
        return tuple(self.disclosures)

    def _write(self, disclosure: Disclosure) -> Words:
        self.disclosures.append(disclosure)
        return disclosure.reference


def ask(command: Command, *, unless: Unless | None = None) -> Appended:
    """Put the command to the ledger; raises Refusal."""
    return the_wiring().ledger.handle(command, unless=unless)


def error_of(refusal: Refusal, fields: Mapping[str, str]) -> dict[str, str]:
    """Return the refusal as the error of a form's field, or of the page.

    ``fields`` maps the command's fields to the form's where names differ.
    """
    name = refusal.field or PAGE
    return {fields.get(name, name): said(refusal)}


def url_after(appended: Appended, endpoint: str, **values: Any) -> str:  # noqa: ANN401  # whatever the endpoint takes
    """Return a page's address that waits until it shows what was just written."""
    return url_for(endpoint, apres=appended.last, **values)


def sent_already(appended: Appended) -> str | None:
    """Return what to say when a form came twice: once was recorded, once is enough."""
    return (
        _("Already recorded: this form had been sent.") if appended.is_repeat else None
    )
