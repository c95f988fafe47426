"""Modalities: what is counted in which unit, and above how much it is confirmed."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, ClassVar, Final

from flask_babel import lazy_gettext as _
from marshmallow import Schema

from ledger.commons.contributions.events import Nature, Unit
from ledger.commons.contributions.limits import UNITS as COUNTED
from projections.commons.modalities import modalities, modalities_now
from projections.rows import Row
from projections.shelf import Page, Placed, Shelf
from web.texts.words_of_the_field import NATURES, UNITS
from web.things.fields import Code, Exact, Instant, Several, Whole, Written
from web.things.names import Names
from web.things.thing import Chosen, Document, Thing
from web.things.wording import Wording


class CountedRow(Row, frozen=True, kw_only=True):
    """A nature and one of its units; version 0 is what is built in."""

    key: ClassVar[tuple[str, ...]] = ("nature", "unit")

    nature: Nature
    unit: Unit
    confirm_above: Decimal | None = None
    version: int = 0
    signatories: tuple[str, ...] = ()
    founded_at: datetime | None = None
    position: int = 0


class ModalityDocument(Schema):
    """A nature that is counted, in one of its units."""

    id = Written(_("Identifier"), _("Opaque, and for ever the same."))
    nature = Code(_("Nature"), _("What kind of thing was brought."), NATURES)
    unit = Code(_("Unit"), _("What the quantity is counted in."), UNITS)
    confirm_above = Exact(
        _("Confirmed above"),
        _("More than this in one contribution is confirmed by another partner."),
        optional=True,
    )
    version = Whole(_("Version"), _("Of the modalities; 0 is what is built in."))
    signatories = Several(
        _("Signed by"), _("The partners that signed them, by their identifiers.")
    )
    founded_at = Instant(_("In force since"), _("In universal time."), optional=True)
    position = Whole(_("Entry"), _("Its entry in the register."))


def _document(row: CountedRow, _texts: Wording, _names: Names) -> Document:
    return {
        "id": ":".join(row.key_values()),
        "nature": row.nature,
        "unit": row.unit,
        "confirm_above": row.confirm_above,
        "version": row.version,
        "signatories": row.signatories,
        "founded_at": row.founded_at,
        "position": row.position,
    }


def _in_force(shelf: Shelf) -> list[CountedRow]:
    """Return what is counted, in the order of the names: the board's, or built in."""
    held = modalities_now(shelf)
    units = COUNTED if held is None else held.units
    above: Mapping[Unit, Decimal] = {} if held is None else held.confirm_above
    return [
        CountedRow(
            nature=nature,
            unit=unit,
            confirm_above=above.get(unit),
            version=held.modalities_version if held else 0,
            signatories=held.signatories if held else (),
            founded_at=held.founded_at if held else None,
            position=held.position if held else 0,
        )
        for nature in Nature
        for unit in Unit
        if unit in units.get(nature, ())
    ]


def _page(
    shelf: Shelf,
    chosen: Chosen,
    *,
    after: int | None,
    limit: int,  # noqa: ARG001  # they are a few, and one fact has brought them all
    is_newest_first: bool,  # noqa: ARG001  # they stand in the order of their names
) -> Page[Any]:
    rows = [] if after is not None else _in_force(shelf)
    return Page(
        [Placed(row.position, row) for row in rows if _is_in(row, chosen)], None
    )


def _is_in(row: CountedRow, chosen: Chosen) -> bool:
    return all(getattr(row, name) == value for name, value in chosen.items())


def _one(shelf: Shelf, identifier: str) -> CountedRow | None:
    found = (r for r in _in_force(shelf) if ":".join(r.key_values()) == identifier)
    return next(found, None)


MODALITIES: Final = Thing[CountedRow](
    name="modalities",
    label=_("Modalities in force"),
    about=_("Which natures are counted in which units, and what is to be confirmed."),
    path="contributions/modalites",
    endpoint="contributions",
    view=modalities,
    schema=ModalityDocument,
    key=lambda row: ":".join(row.key_values()),
    document=_document,
    texts=lambda _row: (),
    mentions=lambda _row: (),
    filters={"nature": "nature"},
    values={"nature": Nature},
    read=_page,
    find=_one,
)
