"""Catalogues: every room's French words, merged in memory when they are first needed.

English is the message itself. Nothing is compiled to disk, so processes that
start together cannot read each other's half-written file.
"""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask_babel import Babel, Domain, get_locale

FRENCH_FOLDER: Final = Path(__file__).parent / "fr"


class RoomsDomain(Domain):
    """The messages of all rooms, where Flask-Babel would look for one .mo file."""

    def get_translations(self) -> NullTranslations:
        """Return the words of the reader's language."""
        locale = get_locale()
        if locale is None or locale.language != "fr":
            return NullTranslations()
        return french()


def install(babel: Babel) -> None:
    """Make the rooms' messages the ones every gettext call reads."""
    babel.domain_instance = RoomsDomain()


@cache
def french() -> Translations:
    """Return the merged French words; a process reads them once."""
    compiled = BytesIO()
    write_mo(compiled, merged(FRENCH_FOLDER))
    compiled.seek(0)
    return Translations(fp=compiled)


def merged(folder: Path) -> Catalog:
    """Merge the files of the folder into one catalogue, in the order of their names."""
    whole = Catalog(locale="fr")
    for room, message in messages_of_rooms(folder):
        known = whole.get(message.id, message.context)
        assert known is None or known.string == message.string, (
            f"{room}: {message.id!r} is already translated otherwise"
        )
        if known is None:
            whole[message.id] = message
    return whole


def messages_of_rooms(folder: Path) -> Iterator[tuple[str, Message]]:
    """Yield each translated message with the room whose file holds it."""
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as source:
            for message in read_po(source, locale="fr", abort_invalid=True):
                if message.id:
                    yield path.stem, message
