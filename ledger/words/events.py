"""Facts about words."""

from enum import StrEnum
from typing import ClassVar

from ledger.kernel.identifiers import THE_COMMONS, CommonsId, Tag, WordsId
from ledger.kernel.messages import Fact
from ledger.kernel.words import Words


class Ground(StrEnum):
    """By what right a text goes. The first is its author's, the others the board's."""

    AUTHOR = "author"
    BOARD = "board"
    PERSON_NAMED = "person_named"
    LAW = "law"


class WordsWithdrawn(Fact, frozen=True, kw_only=True):
    """A text was withdrawn: it is shown no more; the fact it stood beside remains.

    ``words_id`` is the digest that stands in that fact, ``position`` where the
    fact stands, ``about`` the thing it is filed under. The store erases the text
    on the ground of this fact, and on no other.
    """

    filed_under: ClassVar[tuple[str, ...]] = ("commons_id", "words_id")

    commons_id: CommonsId = THE_COMMONS
    words_id: WordsId
    position: int
    about: Tag
    ground: Ground
    reason: Words | None = None
