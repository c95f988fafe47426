"""Credits: how many reuses credit what, through which resource."""

from typing import Final

from flask_babel import lazy_gettext as _
from marshmallow import Schema

from projections.commons.credits import Credited, CreditRow, credits_
from projections.shelf import Shelf
from web.things.fields import Code, Whole, Written
from web.things.names import Named, Names
from web.things.thing import Document, Thing
from web.things.wording import Wording

CREDITED: Final = {
    Credited.RESOURCE: _("Resource"),
    Credited.CONTRIBUTION: _("Contribution"),
}
PAGES: Final = {
    Credited.RESOURCE: "resource",
    Credited.CONTRIBUTION: "contribution",
}


class CreditDocument(Schema):
    """How many reuses of one resource credit one thing, so many forks upstream."""

    id = Written(_("Identifier"), _("Opaque, and for ever the same."))
    url = Written(_("Page"), _("The address of the page of what is credited."))
    credited = Code(_("What it is"), _("What kind of thing is credited."), CREDITED)
    thing = Written(_("Credited (identifier)"), _("The thing that is credited."))
    through = Written(_("Through (identifier)"), _("The resource that is reused."))
    through_title = Written(
        _("Through"), _("Its title on the day that is read."), optional=True
    )
    distance = Whole(_("Forks upstream"), _("How many forks lie between them."))
    reuses = Whole(_("Reuses"), _("How many reuses credit it through this resource."))
    position = Whole(_("Entry"), _("The entry that published that resource."))


def _key(row: CreditRow) -> str:
    return ":".join(row.key_values())


def _document(row: CreditRow, _texts: Wording, names: Names) -> Document:
    return {
        "id": _key(row),
        "url": names.page(PAGES[row.credited], row.thing_id),
        "credited": row.credited,
        "thing": row.thing_id,
        "through": row.through_id,
        "through_title": names.resource(row.through_id),
        "distance": row.distance,
        "reuses": row.reuses,
        "position": row.position,
    }


def _one(shelf: Shelf, identifier: str) -> CreditRow | None:
    parts = identifier.split(":")
    return shelf.get(credits_, *parts) if len(parts) == len(CreditRow.key) else None


CREDITS: Final = Thing[CreditRow](
    name="credits",
    label=_("Credits"),
    about=_("What each reuse credits: the resource, what it came from, and so on up."),
    path="ressources/credits",
    endpoint="resources",
    view=credits_,
    schema=CreditDocument,
    key=_key,
    document=_document,
    texts=lambda _row: (),
    mentions=lambda row: ((Named.RESOURCE, row.through_id),),
    filters={"objet": "thing_id", "ressource": "through_id"},
    find=_one,
)
