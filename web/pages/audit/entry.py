"""One entry: what it says, its data, its words, and the proof that it is sealed."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, Final, cast

import msgspec
from flask import Flask, g, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ledger.application import CODEC
from ledger.kernel.store.port import StoredEvent, StoredWords
from ledger.kernel.words import Audience, Words, digest_of, read_disclosure
from projections.membership.partners import partners
from projections.shelf import Shelf
from projections.words.withdrawals import WithdrawalRow, withdrawals_of
from web.asked import whole_number
from web.auth.guards import the_viewer
from web.languages import PREFIX, chosen_language
from web.pages.audit.reading import PUBLIC_READ, audiences, the_entries
from web.pages.audit.telling import PUBLIC, tell
from web.pages.proofs.proved import drawn, proved
from web.problems import Answer, problem_page
from web.reading import open_shelf, the_wiring
from web.texts.numbers import number as written
from web.texts.words_of_the_field import GROUNDS

BEFORE_CONFIRMING: Final = frozenset({"PartnerInvited", "InvitationDeclined"})
"""Whose words are nobody's but partners' until the body confirms."""

Page = str | Answer


@dataclass(frozen=True, kw_only=True)
class Text:
    """One reference to words: what stands in the entry, and what it stands for."""

    field: str
    reference: Words
    text: str | None
    encoded: str | None
    gone: WithdrawalRow | None
    is_missing: bool


def register(app: Flask) -> None:
    """Add the entry's page, and the short address that print uses."""
    app.add_url_rule(f"{PREFIX}/audit/registre/<number>", "entry", one_entry)
    app.add_url_rule("/p/<number>", "entry_permalink", permalink)


def one_entry(number: str) -> Page:
    """Show one entry as a sentence, then its data, its words and its proof."""
    entries = the_entries()
    head = entries.head()
    position = whole_number(number) or 0
    event = entries.one(position) if 0 < position <= head else None
    if event is None:
        return no_entry(number, head)
    line, texts = tell([event])[0], texts_of(event)
    found = proved(position)
    return render_template(
        "audit/entry.html",
        line=line,
        texts=texts,
        head=head,
        data=pretty(event.data),
        grounds=GROUNDS,
        digest=hashlib.sha256(event.data).hexdigest(),
        size=len(event.data),
        proof=found,
        drawn=drawn(found, position),
    )


def permalink(number: str) -> Response:
    """Lead from a printed number to the entry's proof, in the reader's language."""
    return redirect(url_for("proof", lang=chosen_language(), number=number), 303)


def no_entry(number: str, head: int) -> Answer:
    """Say which numbers there are."""
    if not head:
        return problem_page(HTTPStatus.NOT_FOUND, _("Nothing is recorded yet"))
    detail = _(
        "There is no entry “%(number)s”: they are numbered from 1 to %(head)s.",
        number=number[:40],
        head=written(head),
    )
    return problem_page(HTTPStatus.NOT_FOUND, detail)


def pretty(data: bytes) -> str:
    """Return an entry's data laid out for people; the bytes themselves are one line."""
    return json.dumps(json.loads(data), indent=2, ensure_ascii=False)


def texts_of(event: StoredEvent) -> Sequence[Text]:
    """Return the words of an entry, as far as whoever asks may read them.

    What was withdrawn is nobody's to read from then on, erased yet or not.
    """
    fact = CODEC.decode(event).fact
    named = list(references(fact))
    held = the_wiring().store.words_at([event.position]).get(event.position, ())
    found = {digest_of(words.encoded): words for words in held}
    with open_shelf() as shelf:
        gone = withdrawals_of(shelf, [reference.digest for _name, reference in named])
        is_early = _is_before_confirming(event, fact, shelf)
    return [
        _text(
            name,
            reference,
            found.get(reference.digest),
            gone.get(reference.digest),
            may_read=_may_read(reference) and not is_early,
        )
        for name, reference in named
    ]


def _text(
    name: str,
    reference: Words,
    words: StoredWords | None,
    gone: WithdrawalRow | None,
    *,
    may_read: bool,
) -> Text:
    is_there = words is not None and gone is None and may_read
    encoded = words.encoded if words is not None and is_there else None
    return Text(
        field=name,
        reference=reference,
        text=read_disclosure(encoded)[2] if encoded is not None else None,
        encoded=encoded,
        gone=gone,
        is_missing=words is None and gone is None,
    )


def _may_read(reference: Words) -> bool:
    """Tell whether whoever asks may read words: theirs are always theirs to read."""
    if reference.audience is Audience.PERSONAL:
        g.is_personal = True
        viewer = the_viewer()
        return viewer is not None and viewer.person_id == reference.subject
    return reference.audience in audiences()


def _is_before_confirming(event: StoredEvent, fact: Any, shelf: Shelf) -> bool:  # noqa: ANN401  # any kind of fact
    if event.kind not in BEFORE_CONFIRMING or audiences() != PUBLIC_READ:
        return False
    body = shelf.get(partners, fact.partner_id)
    return body is None or body.publicity != PUBLIC


def references(value: Any, name: str = "") -> Iterator[tuple[str, Words]]:  # noqa: ANN401  # whatever a fact holds
    """Yield every reference to words in a fact, with the field it stands in."""
    if isinstance(value, Words):
        yield name, value
    elif isinstance(value, tuple):
        for item in cast("tuple[object, ...]", value):
            yield from references(item, name)
    elif isinstance(value, msgspec.Struct):
        for inner in value.__struct_fields__:
            yield from references(getattr(value, inner), inner)
