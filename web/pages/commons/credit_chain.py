"""The credit of a resource: whom its reuses credit, as a picture and a table."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from projections.commons.contributions import ContributionRow, contributions
from projections.commons.credit_totals import times_credited
from projections.commons.credits import (
    Credited,
    CreditRow,
    credited_by,
    credits_of,
)
from projections.commons.resources import ResourceRow, resources_by_id
from projections.rows import WordsAt
from projections.shelf import Shelf
from web.charts.credits import Thing, credit_chain
from web.charts.drawing import Chart
from web.reading import Texts

SHOWN_MAX: Final = 50
"""How many things a page tells of; it says how many there are."""


@dataclass(frozen=True, kw_only=True)
class Owed:
    """What each reuse of a resource credits; ``who`` made it or brought it."""

    row: CreditRow
    title: WordsAt | None
    who: str
    total: int
    is_withdrawn: bool

    @property
    def is_contribution(self) -> bool:
        """Tell whether it is a contribution, and no resource."""
        return self.row.credited is Credited.CONTRIBUTION

    @property
    def url(self) -> str:
        """Return where the thing is shown."""
        if self.is_contribution:
            return url_for("contribution", contribution_id=self.row.thing_id)
        return url_for("resource", resource_id=self.row.thing_id)


@dataclass(frozen=True, kw_only=True)
class Owing:
    """What each reuse of a resource credits: the nearest, and how many in all."""

    shown: Sequence[Owed]
    resources: int
    contributions: int

    @property
    def is_cut(self) -> bool:
        """Tell whether there is more than is shown."""
        return len(self.shown) < self.resources + self.contributions


def owed_by(shelf: Shelf, resource_id: str) -> Owing:
    """Return what a reuse of a resource credits, the nearest first."""
    every = credited_by(shelf, resource_id)
    made = sum(row.credited is Credited.RESOURCE for row in every)
    return Owing(
        shown=_nearest(shelf, every[:SHOWN_MAX]),
        resources=made,
        contributions=len(every) - made,
    )


def _nearest(shelf: Shelf, rows: Sequence[CreditRow]) -> list[Owed]:
    names = [row.thing_id for row in rows]
    made = resources_by_id(shelf, names)
    brought = contributions_by_id(shelf, names)
    totals = times_credited(shelf, ((row.credited, row.thing_id) for row in rows))
    return [
        _owed(
            row,
            made.get(row.thing_id),
            brought.get(row.thing_id),
            totals.get((row.credited, row.thing_id), 0),
        )
        for row in rows
    ]


def contributions_by_id(
    shelf: Shelf, names: Iterable[str]
) -> Mapping[str, ContributionRow]:
    """Return contributions by their identifiers."""
    found = shelf.some(contributions, [(name,) for name in names])
    return {row.contribution_id: row for row in found}


def _owed(
    row: CreditRow,
    made: ResourceRow | None,
    brought: ContributionRow | None,
    total: int,
) -> Owed:
    if row.credited is Credited.RESOURCE:
        title = made.title if made is not None else None
        who = made.author_id if made is not None else ""
        return Owed(row=row, title=title, who=who, total=total, is_withdrawn=False)
    return Owed(
        row=row,
        title=brought.title if brought is not None else None,
        who=brought.partner_id if brought is not None else "",
        total=total,
        is_withdrawn=brought is not None and brought.is_withdrawn,
    )


@dataclass(frozen=True, kw_only=True)
class Credit:
    """How many reuses credit a contribution, and through which resources."""

    count: int
    made: Sequence[tuple[ResourceRow, int]]

    @property
    def titles(self) -> list[WordsAt]:
        """Return the titles of those resources."""
        return [row.title for row, _count in self.made]


def credit_of(shelf: Shelf, contribution_id: str) -> Credit:
    """Return what came of a contribution, the nearest first."""
    shown = credits_of(shelf, contribution_id, limit=SHOWN_MAX)
    made = resources_by_id(shelf, [row.through_id for row in shown])
    thing = (Credited.CONTRIBUTION, contribution_id)
    return Credit(
        count=times_credited(shelf, [thing]).get(thing, 0),
        made=[(made[r.through_id], r.reuses) for r in shown if r.through_id in made],
    )


@dataclass(frozen=True, kw_only=True)
class Pictured:
    """The chain drawn for a screen and for a phone, and in one sentence."""

    wide: Chart
    narrow: Chart
    said: str


def pictured(owing: Owing, texts: Texts) -> Pictured:
    """Draw whom reuses credit."""
    things = [
        Thing(
            title=texts(one.title),
            is_contribution=one.is_contribution,
            count=one.total,
        )
        for one in owing.shown
    ]
    return Pictured(
        wide=credit_chain(things),
        narrow=credit_chain(things, is_narrow=True),
        said=_said(owing),
    )


def _said(owing: Owing) -> str:
    """Say what the picture shows."""
    of_resources = ngettext("%(num)d resource", "%(num)d resources", owing.resources)
    of_contributions = ngettext(
        "%(num)d contribution", "%(num)d contributions", owing.contributions
    )
    return _(
        "Each reuse credits %(resources)s and %(contributions)s.",
        resources=of_resources,
        contributions=of_contributions,
    )
