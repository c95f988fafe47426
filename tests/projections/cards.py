"""Cards on boards: a small field with all that a view may do, and odd signs."""

from collections.abc import Sequence
from typing import Any, ClassVar, Final

import msgspec
from hypothesis import strategies as st

from ledger.kernel.codec import Codec, Recorded
from ledger.kernel.messages import Fact
from projections.rows import Row, Rows
from projections.view import View, derived

CARDS: Final = tuple(f"card{i}" for i in range(6))
BOARDS: Final = ("north", "a\\b\tc", "\x1e", "x\x1fy\nz\r", "None", "\\N", "")


class CardsPinned(Fact, frozen=True, kw_only=True):
    """Several cards are on a board now, wherever they were."""

    cards: tuple[str, ...]
    board: str


class CardRanked(Fact, frozen=True, kw_only=True):
    """A card has a rank, or none any more."""

    card: str
    rank: int | None


class CardTaken(Fact, frozen=True, kw_only=True):
    """A card is on no board."""

    card: str


class CardReplaced(Fact, frozen=True, kw_only=True):
    """A card is taken off and another of the same name put in its place."""

    card: str


class BoardCleared(Fact, frozen=True, kw_only=True):
    """All cards of a board are taken off."""

    board: str


class RoomSwept(Fact, frozen=True, kw_only=True):
    """No view follows this."""


FACTS: Final = (
    *(CardsPinned, CardRanked, CardTaken, CardReplaced, BoardCleared),
    RoomSwept,
)
CARD_CODEC: Final = Codec(FACTS)


class CardRow(Row, frozen=True, kw_only=True, gc=False):
    """A card on a board."""

    key: ClassVar[tuple[str, ...]] = ("card",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("board",),
        ("rank",),
        ("board", "rank"),
    )

    card: str
    board: str
    rank: int | None = None


def apply(rows: Rows[CardRow], recorded: Recorded[Any]) -> None:
    """Follow the cards."""
    match recorded.fact:
        case CardsPinned(cards=cards, board=board):
            for card in cards:
                row = rows.get(card)
                rank = None if row is None else row.rank
                rows.put(CardRow(card=card, board=board, rank=rank))
        case CardRanked(card=card, rank=rank):
            row = rows.get(card)
            if row is not None:
                rows.put(msgspec.structs.replace(row, rank=rank))
        case CardTaken(card=card):
            rows.drop(card)
        case CardReplaced(card=card):
            row = rows.get(card)
            if row is not None:
                rows.drop(card)
                rows.put(msgspec.structs.replace(row, rank=None))
        case BoardCleared(board=board):
            for row in [*rows.find(board=board)]:
                rows.drop(row.card)
        case _:
            raise AssertionError("a view is told of the facts it follows, only")


class BoardRow(Row, frozen=True, kw_only=True, gc=False):
    """How many cards of a rank are on a board."""

    key: ClassVar[tuple[str, ...]] = ("board", "rank")

    board: str
    rank: int | None
    count: int = 0


def derive(rows: Rows[BoardRow], before: CardRow | None, after: CardRow | None) -> None:
    """Count a card where it is, not where it was."""
    for card, one in ((before, -1), (after, 1)):
        if card is not None:
            row = rows.get(card.board, str(card.rank))
            row = row or BoardRow(board=card.board, rank=card.rank)
            rows.put(msgspec.structs.replace(row, count=row.count + one))


cards = View("cards", 1, CardRow, FACTS[:-1], apply)
boards = derived("boards", 1, BoardRow, cards, derive, is_total=True)
CARD_VIEWS: Final[tuple[View[Any], ...]] = (cards, boards)

a_card = st.sampled_from(CARDS)
a_board = st.sampled_from(BOARDS)
a_rank = st.none() | st.integers(0, 2)
a_fact: st.SearchStrategy[Fact] = st.one_of(
    st.builds(
        CardsPinned,
        cards=st.lists(a_card, min_size=1, max_size=4).map(tuple),
        board=a_board,
    ),
    st.builds(CardRanked, card=a_card, rank=a_rank),
    st.builds(CardTaken, card=a_card),
    st.builds(CardReplaced, card=a_card),
    st.builds(BoardCleared, board=a_board),
    st.just(RoomSwept()),
)
card_stories: st.SearchStrategy[list[Fact]] = st.lists(a_fact, max_size=25)


def many(count: int, start: int = 0) -> Sequence[Fact]:
    """Return many facts that make many versions, the same for the same numbers."""
    facts: list[Fact] = []
    for number in range(start, start + count):
        card = f"card{number * 7919 % 1_009}"
        match number % 5:
            case 0 | 1:
                board = BOARDS[number % len(BOARDS)]
                facts.append(CardsPinned(cards=(card, f"{card}b"), board=board))
            case 2:
                facts.append(CardRanked(card=card, rank=number % 3))
            case 3:
                facts.append(CardReplaced(card=card))
            case _:
                facts.append(CardTaken(card=f"{card}b"))
    return facts
