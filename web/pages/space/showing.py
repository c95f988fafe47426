"""Showing: contributions as those who may act on them read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from flask import abort

from ledger.kernel.identifiers import ContributionId
from ledger.kernel.words import Audience
from projections.commons.contributions import ContributionRow, contribution
from projections.commons.histories import HistoryRow
from projections.commons.numbers import numbers_of
from projections.membership.partners import partners_by_id
from projections.rows import WordsAt
from projections.shelf import Shelf
from web.pages.history import happening
from web.reading import Texts

PARTNERS_READ: Final = frozenset({Audience.PUBLIC, Audience.PARTNERS})


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A contribution with its texts and the names of those concerned."""

    row: ContributionRow
    number: str
    title: str
    description: str
    partner: str
    confirmed_by: tuple[str, ...]
    asked_by: str
    question: str
    contested_by: str
    contest: str
    answer: str

    @property
    def contribution_id(self) -> ContributionId:
        """Return the identifier that commands name."""
        return ContributionId(self.row.contribution_id)


def show(shelf: Shelf, rows: Iterable[ContributionRow]) -> list[Shown]:
    """Return these contributions, their texts and names read once for all."""
    found = list(rows)
    bodies = partners_by_id(shelf, {name for row in found for name in _named(row)})
    texts = Texts(
        [
            *(reference for row in found for reference in _texts(row)),
            *(body.short_name for body in bodies.values()),
        ],
        PARTNERS_READ,
    )
    names = {name: texts(body.short_name) for name, body in bodies.items()}
    numbers = numbers_of(shelf, (row.contribution_id for row in found))
    return [
        Shown(
            row=row,
            number=numbers.get(row.contribution_id, ""),
            title=texts(row.title),
            description=texts(row.description),
            partner=names.get(row.partner_id, ""),
            confirmed_by=tuple(names.get(c.partner_id, "") for c in row.confirmations),
            asked_by=names.get(row.clarification.partner_id, "")
            if row.clarification
            else "",
            question=texts(row.clarification.question) if row.clarification else "",
            contested_by=names.get(row.contest.partner_id, "") if row.contest else "",
            contest=texts(row.contest.reason) if row.contest else "",
            answer=texts(row.contest.answer) if row.contest else "",
        )
        for row in found
    ]


def show_one(shelf: Shelf, contribution_id: str) -> Shown:
    """Return one contribution, or answer that there is none."""
    row = contribution(shelf, contribution_id)
    if row is None:
        abort(404)
    return show(shelf, [row])[0]


def _named(row: ContributionRow) -> Sequence[str]:
    others = [c.partner_id for c in row.confirmations]
    if row.clarification is not None:
        others.append(row.clarification.partner_id)
    if row.contest is not None:
        others.append(row.contest.partner_id)
    return [row.partner_id, *others]


def _texts(row: ContributionRow) -> Sequence[WordsAt | None]:
    return (
        row.title,
        row.description,
        row.clarification.question if row.clarification else None,
        row.contest.reason if row.contest else None,
        row.contest.answer if row.contest else None,
    )


def history_shown(
    shelf: Shelf, shown: Shown, history: Sequence[HistoryRow]
) -> list[dict[str, object]]:
    """Return what happened to it in sentences, with what partners may read."""
    bodies = partners_by_id(shelf, {entry.partner_id or "" for entry in history})
    texts = Texts(
        [
            *(reference for entry in history for reference in entry.words),
            *(body.name for body in bodies.values()),
        ],
        PARTNERS_READ,
    )
    names = {name: texts(body.name) for name, body in bodies.items()}
    return [
        happening(
            entry,
            names.get(entry.partner_id or "", ""),
            words=" — ".join(texts(words) for words in entry.words),
            unit=shown.row.unit,
        )
        for entry in history
    ]
