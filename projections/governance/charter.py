"""Charter: each version with its articles, and which one each partner accepted."""

from datetime import datetime
from typing import Any, ClassVar

import msgspec

from ledger.governance.charter.events import (
    Article,
    CharterAccepted,
    CharterAdopted,
    CharterAmended,
)
from ledger.kernel.codec import Recorded
from projections.rows import Row, Rows, WordsAt
from projections.shelf import Page, Shelf
from projections.view import View, facts_of

Written = CharterAdopted | CharterAmended


class ArticleAt(msgspec.Struct, frozen=True, kw_only=True):
    """An article, with where its words lie."""

    number: int
    title: WordsAt
    text: WordsAt


class CharterRow(Row, frozen=True, kw_only=True, gc=False):
    """A version of the charter; the first may come from founders, with no decision."""

    key: ClassVar[tuple[str, ...]] = ("charter_version",)

    charter_version: int
    partner_id: str
    articles: tuple[ArticleAt, ...]
    written_at: datetime
    position: int
    decision_id: str | None = None


class AcceptanceRow(Row, frozen=True, kw_only=True, gc=False):
    """The last version that a partner accepted."""

    key: ClassVar[tuple[str, ...]] = ("partner_id",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (("charter_version",),)

    partner_id: str
    charter_version: int
    accepted_at: datetime
    position: int


def _written(rows: Rows[CharterRow], recorded: Recorded[Any]) -> None:
    fact: Written = recorded.fact
    at = recorded.position
    rows.put(
        CharterRow(
            charter_version=fact.charter_version,
            partner_id=fact.partner_id,
            articles=tuple(_placed(article, at) for article in fact.articles),
            written_at=recorded.recorded_at,
            position=at,
            decision_id=(
                fact.decision_id if isinstance(fact, CharterAmended) else None
            ),
        )
    )


def _placed(article: Article, at: int) -> ArticleAt:
    return ArticleAt(
        number=article.number,
        title=WordsAt(at, article.title),
        text=WordsAt(at, article.text),
    )


def _accepted(rows: Rows[AcceptanceRow], recorded: Recorded[Any]) -> None:
    fact: CharterAccepted = recorded.fact
    rows.put(
        AcceptanceRow(
            partner_id=fact.partner_id,
            charter_version=fact.charter_version,
            accepted_at=recorded.recorded_at,
            position=recorded.position,
        )
    )


def charter_as_it_stands(shelf: Shelf) -> CharterRow | None:
    """Return the last version, or none before there is a charter."""
    page = shelf.page(charter, limit=1)
    return page.rows[0].row if page.rows else None


def charter_version(shelf: Shelf, version: int) -> CharterRow | None:
    """Return one version."""
    return shelf.get(charter, str(version))


def acceptance(shelf: Shelf, partner_id: str) -> AcceptanceRow | None:
    """Return which version a partner accepted the last time."""
    return shelf.get(charter_acceptances, partner_id)


def acceptances_of(
    shelf: Shelf, version: int, *, after: int | None = None, limit: int = 50
) -> Page[AcceptanceRow]:
    """Return who accepted a version and none since, newest first."""
    return shelf.page(
        charter_acceptances, charter_version=version, after=after, limit=limit
    )


charter = View("charter", 1, CharterRow, facts_of(Written), _written)
charter_acceptances = View(
    "charter_acceptances", 1, AcceptanceRow, (CharterAccepted,), _accepted
)
