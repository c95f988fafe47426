"""Withdraw words: a text is taken back by who wrote it, or by the board on a ground."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from ledger.kernel.decider import Boundary, Decider, Facts, facts
from ledger.kernel.identifiers import TAG_PATTERN, PartnerId, Tag, WordsId
from ledger.kernel.messages import Acting, Capacity, Command, Fact
from ledger.kernel.words import Words
from ledger.membership.partners.standing import (
    NOBODY_STANDS,
    PARTNERSHIP,
    Standings,
    evolve_standings,
    partnership_of,
    require_standing,
    standing_in,
)
from ledger.words.events import Ground, WordsWithdrawn
from ledger.words.refusals import (
    GroundOfTheBoard,
    NotYourText,
    TextIsWithdrawn,
    UnknownText,
)
from ledger.words.spoken import (
    WRITERS,
    kinds_about,
    owner_of,
    place_of,
    texts_of,
    writer_of,
)

OVERSEEING: Final = frozenset({Capacity.BOARD_MEMBER, Capacity.DATA_PROTECTION_OFFICER})


@dataclass(frozen=True, kw_only=True)
class WithdrawWords(Command):
    """A text is to be shown no more.

    ``position`` is where the fact stands that bears it, ``about`` the thing that
    fact is filed under. Both must be right: on the ground of another place nothing
    would be erased, and the text could not be withdrawn a second time.
    """

    words_id: WordsId
    partner_id: PartnerId
    position: int
    about: Tag
    ground: Ground
    reason: Words | None = None


Place = tuple[Tag, WordsId]
"""A text, and the thing that its fact is about."""

Position = tuple[Place, int]
"""A text about a thing, and where a fact stands that bears it."""


@dataclass(frozen=True)
class Spoken:
    """The texts about things, each with who wrote it (None: the board)."""

    standings: Standings = field(default_factory=lambda: NOBODY_STANDS)
    owner: PartnerId | None = None
    writers: Mapping[Place, PartnerId | None] = field(
        default_factory=dict[Place, PartnerId | None]
    )
    positions: frozenset[Position] = frozenset()
    withdrawn: frozenset[WordsId] = frozenset()


def boundary(command: WithdrawWords) -> Boundary:
    """Depend on what was written about the thing, and on this text's own end."""
    about = (
        (Facts(kinds_about(command.about), (command.about,)),)
        if TAG_PATTERN.fullmatch(command.about) and kinds_about(command.about)
        else ()
    )
    return (
        partnership_of(command.partner_id),
        facts(WordsWithdrawn, words_id=command.words_id),
        *about,
    )


def evolve(spoken: Spoken, fact: Fact) -> Spoken:
    """Remember who wrote which text, and where partners stand."""
    if isinstance(fact, WordsWithdrawn):
        return replace(spoken, withdrawn=spoken.withdrawn | {fact.words_id})
    if isinstance(fact, PARTNERSHIP):
        standings = evolve_standings(spoken.standings, fact)
        spoken = replace(spoken, standings=standings)
    if type(fact) not in WRITERS:
        return spoken
    owner = owner_of(fact, spoken.owner)
    writer = writer_of(fact, owner)
    places = [(place_of(fact), text) for text in texts_of(fact)]
    written = {**spoken.writers, **dict.fromkeys(places, writer)}
    return replace(spoken, owner=owner, writers=written)


def remember_place(spoken: Spoken, fact: Fact, position: int) -> Spoken:
    """Remember where each text stands."""
    if type(fact) not in WRITERS:
        return spoken
    here = {((place_of(fact), text), position) for text in texts_of(fact)}
    return replace(spoken, positions=spoken.positions | here)


def decide(
    spoken: Spoken, command: WithdrawWords, acting: Acting
) -> list[WordsWithdrawn]:
    """Withdraw a text that is there, on a ground that the actor may name."""
    standing = standing_in(spoken.standings, command.partner_id)
    require_standing(acting, command.partner_id, standing)
    place = (command.about, command.words_id)
    if (place, command.position) not in spoken.positions:
        raise UnknownText
    if command.words_id in spoken.withdrawn:
        raise TextIsWithdrawn
    is_own = command.ground is Ground.AUTHOR
    if is_own and spoken.writers[place] != command.partner_id:
        raise NotYourText
    if not is_own and acting.capacity not in OVERSEEING:
        raise GroundOfTheBoard
    return [
        WordsWithdrawn(
            words_id=command.words_id,
            position=command.position,
            about=command.about,
            ground=command.ground,
            reason=command.reason,
        )
    ]


withdraw_words = Decider(boundary, Spoken(), evolve, decide, remember_place)
