"""Treemaps: what the list of contributions holds, one picture and table per unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from flask_babel import gettext as _
from flask_babel import ngettext

from ledger.commons.contributions.events import Nature, Unit
from ledger.kernel.quantities import plain
from projections.membership.partners import partners_by_id
from projections.shelf import Shelf
from web.charts.drawing import Chart
from web.charts.treemap import Band, Piece, treemap
from web.pages.commons.tallies import Share, Tally
from web.reading import Texts
from web.texts.numbers import quantity, quantity_short
from web.texts.words_of_the_field import NATURES, UNITS

SHOWN_MAX: Final = 6
"""How many partners of a nature have a rectangle of their own; the others share one."""

LOOKS: Final = {nature: rank for rank, nature in enumerate(Nature, 1)}


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One unit: its pictures, its rows (nature, partner, quantity), one sentence."""

    title: str
    said: str
    wide: Chart
    narrow: Chart
    rows: Sequence[tuple[str, str, str]]


Lot = tuple[str, Decimal]
"""A partner, nobody for all the others together, and what it brought."""


def treemaps_of(shelf: Shelf, tally: Tally) -> list[Drawn]:
    """Return a picture for each unit that something was brought in."""
    piles = _piles(tally.shares)
    lots = {
        (unit, nature): _lots(piles.get((unit, nature), ()))
        for unit in Unit
        for nature in Nature
    }
    shown = {name for some in lots.values() for name, _much in some if name}
    bodies = partners_by_id(shelf, shown)
    texts = Texts([body.short_name for body in bodies.values()])
    names = {name: texts(body.short_name) for name, body in bodies.items()}
    for key, pile in piles.items():
        count = len(pile) - len(lots[key]) + 1
        names[_rest_of(*key)] = ngettext("%(num)d other", "%(num)d others", count)
    return [
        _drawn(unit, {nature: lots[unit, nature] for nature in Nature}, names)
        for unit in Unit
        if any(lots[unit, nature] for nature in Nature)
    ]


def _rest_of(unit: Unit, nature: Nature) -> str:
    """Name the others of a nature; no identifier has a colon."""
    return f":{unit}:{nature}"


def _piles(
    shares: Mapping[Share, Decimal],
) -> Mapping[tuple[Unit, Nature], list[Lot]]:
    piles: dict[tuple[Unit, Nature], list[Lot]] = {}
    for (unit, nature, name), much in shares.items():
        piles.setdefault((unit, nature), []).append((name, much))
    return piles


def _lots(pile: Sequence[Lot]) -> Sequence[Lot]:
    """Return who brought most of a nature, and the others together as the last one."""
    some = sorted(pile, key=lambda lot: (-lot[1], lot[0]))
    if len(some) <= SHOWN_MAX:
        return some
    rest = plain(sum((much for _name, much in some[SHOWN_MAX - 1 :]), Decimal(0)))
    return [*some[: SHOWN_MAX - 1], ("", rest)]


def _drawn(
    unit: Unit, lots: Mapping[Nature, Sequence[Lot]], names: Mapping[str, str]
) -> Drawn:
    bands = [_band(unit, nature, some, names) for nature, some in lots.items() if some]
    rows = [
        (str(NATURES[nature]), _named(unit, nature, name, names), quantity(much, unit))
        for nature, some in lots.items()
        for name, much in some
    ]
    return Drawn(
        title=str(UNITS[unit]),
        said=_said(unit, lots),
        wide=treemap(bands),
        narrow=treemap(bands, is_narrow=True),
        rows=rows,
    )


def _band(
    unit: Unit, nature: Nature, lots: Sequence[Lot], names: Mapping[str, str]
) -> Band:
    return Band(
        title=str(NATURES[nature]),
        said=quantity_short(_sum(lots), unit),
        look=LOOKS[nature],
        pieces=[
            Piece(
                name=_named(unit, nature, name, names),
                value=float(much),
                said=quantity_short(much, unit),
                is_rest=not name,
            )
            for name, much in lots
        ],
    )


def _named(unit: Unit, nature: Nature, name: str, names: Mapping[str, str]) -> str:
    return names.get(name or _rest_of(unit, nature), "")


def _sum(lots: Sequence[Lot]) -> Decimal:
    return plain(sum((much for _name, much in lots), Decimal(0)))


def _said(unit: Unit, lots: Mapping[Nature, Sequence[Lot]]) -> str:
    """Say what the picture shows."""
    told = [
        f"{str(NATURES[nature]).lower()} {quantity(_sum(some), unit)}"
        for nature, some in lots.items()
        if some
    ]
    return _("Brought, by nature: %(natures)s.", natures=", ".join(told))
