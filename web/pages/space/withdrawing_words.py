"""Withdrawing words: a text is taken back, by its author or by the board."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from flask import Flask, abort, request, url_for
from flask_babel import lazy_gettext

from ledger.application import CODEC
from ledger.kernel.identifiers import PartnerId, Tag, WordsId
from ledger.kernel.store.port import Appended, Clause
from ledger.kernel.words import digest_of, read_disclosure
from ledger.words.events import Ground
from ledger.words.refusals import NotYourText, TextIsWithdrawn
from ledger.words.spoken import (
    WRITERS,
    kinds_about,
    owner_of,
    place_of,
    texts_of,
    writer_of,
)
from ledger.words.withdraw_words import OVERSEEING, WithdrawWords
from web.auth.guards import RoleNeeded, required_viewer
from web.auth.viewer import Hat, Viewer
from web.forms.answering import Form, Page, answer
from web.forms.choices import choices
from web.forms.field import Choice, Field
from web.forms.reading import Errors, Typed
from web.languages import PREFIX
from web.pages.personal import personal
from web.pages.space.acting import CONTRIBUTING, hat_for
from web.pages.space.asking import put
from web.reading import the_wiring
from web.schemas.catalogue import ASKINGS
from web.schemas.texts import GROUND, REASON, WHICH
from web.schemas.typed import Reading, load_typed
from web.texts.words_of_the_field import GROUNDS
from web.writing import url_after

SPOKEN: Final = frozenset(kind.__name__ for kind in WRITERS)
MAY_WITHDRAW: Final = (*CONTRIBUTING, *sorted(OVERSEEING))
SHOWN_MAX: Final = 200
READING: Final = Reading(names={"words_id": "words"})


@dataclass(frozen=True)
class Spoken:
    """A fact with texts, and who wrote them; those that went are empty."""

    about: Tag
    writer: PartnerId | None
    texts: Mapping[WordsId, str]


def register(app: Flask) -> None:
    """Add the page of withdrawing a text of one fact."""
    app.add_url_rule(
        f"{PREFIX}/espace/textes/<int:position>",
        "withdraw_words",
        withdraw_words,
        methods=["GET", "POST"],
    )


@personal
def withdraw_words(position: int) -> Page:
    """Show the texts of a fact, and take one back."""
    viewer = required_viewer()
    if viewer.hat_as(*MAY_WITHDRAW) is None:
        raise RoleNeeded(*MAY_WITHDRAW)
    spoken = _spoken_at(position)
    hats = _hats(viewer, spoken.writer)
    if not hats:
        raise NotYourText
    # A form that comes again, when the text has gone, is answered by its key.
    if request.method == "GET" and not any(spoken.texts.values()):
        raise TextIsWithdrawn
    asked = (_which(spoken), _why(hats), REASON)

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        loaded = load_typed(ASKINGS[WithdrawWords], asked, typed, errors, READING)
        if errors:
            return None
        known = {"position": position, "about": spoken.about}
        appended = put(WithdrawWords, loaded, hats[loaded["ground"]], key, known)
        # Killed in between, the text is there until the reactor's next round: the
        # ground is recorded, and it erases whatever it finds a ground for.
        the_wiring().store.erase_withdrawn()
        return appended

    return answer(
        Form(
            title=lazy_gettext("Withdraw a text"),
            lead=lazy_gettext(
                "The text goes for good. The fact beside which it stood remains, and so"
                " does its proof; pages say that a text was withdrawn, when and why."
            ),
            fields=asked,
            button=lazy_gettext("Withdraw this text"),
            back_url=url_for("space"),
            send=send,
            done=lambda appended: url_after(appended, "space"),
            said=lazy_gettext("The text is withdrawn."),
            names=READING.names,
            is_grave=True,
        )
    )


def _spoken_at(position: int) -> Spoken:
    """Return the fact at a position, if it is one that bears texts; else 404."""
    store = the_wiring().store
    event = next(store.since(max(0, position - 1), limit=1), None)
    if event is None or event.position != position or event.kind not in SPOKEN:
        abort(404)
    fact = CODEC.decode(event).fact
    held = {
        digest_of(w.encoded): read_disclosure(w.encoded)[2]
        for w in store.words_at([position]).get(position, ())
    }
    return Spoken(
        about=place_of(fact),
        writer=writer_of(fact, _owner(place_of(fact))),
        texts={name: held.get(name, "") for name in texts_of(fact)},
    )


def _owner(about: Tag) -> PartnerId | None:
    """Return whom a thing belongs to, as deciding will find it."""
    kinds = frozenset(kind.__name__ for kind in kinds_about(about))
    owner: PartnerId | None = None
    for event in the_wiring().store.read([Clause(kinds, (about,))]).events:
        owner = owner_of(CODEC.decode(event).fact, owner)
    return owner


def _hats(viewer: Viewer, writer: PartnerId | None) -> Mapping[Ground, Hat]:
    """Return the grounds on which the viewer may withdraw, each with its hat."""
    own = hat_for(viewer, writer, *CONTRIBUTING) if writer else None
    overseeing = viewer.hat_as(*sorted(OVERSEEING))
    hats = {g: own if g is Ground.AUTHOR else overseeing for g in Ground}
    return {ground: hat for ground, hat in hats.items() if hat is not None}


def _which(spoken: Spoken) -> Field:
    return replace(
        WHICH,
        name="words",
        hint=None,
        choices=tuple(
            Choice(value=name, label=_shortened(whole))
            for name, whole in spoken.texts.items()
            if whole or request.method == "POST"
        ),
    )


def _shortened(whole: str) -> str:
    line = " ".join(whole.split())
    return line if len(line) <= SHOWN_MAX else f"{line[:SHOWN_MAX]}…"


def _why(hats: Mapping[Ground, Hat]) -> Field:
    return replace(GROUND, choices=choices(GROUNDS, hats))
