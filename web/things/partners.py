"""Partners: those that once confirmed; nobody learns of a prospect here."""

from typing import Any, Final

from flask_babel import lazy_gettext as _
from marshmallow import Schema

from ledger.membership.partners.events import PartnerKind
from projections.membership.partners import PartnerRow, partners
from projections.shelf import Page, Shelf
from web.texts.words_of_the_field import PARTNER_KINDS, SCOPES, STANDINGS
from web.things.fields import Code, Day, Instant, Whole, WhyUnread, Writings, Written
from web.things.names import Named, Names
from web.things.thing import Chosen, Document, Thing
from web.things.wording import Wording

PUBLIC: Final = "public"


class PartnerDocument(Schema):
    """A partner that confirmed, whatever became of it since."""

    id = Written(_("Identifier"), _("Opaque, and for ever the same."))
    url = Written(_("Page"), _("The address of its page."))
    name = Written(_("Full name"), _("As it calls itself in full."), optional=True)
    name_state = WhyUnread(_("Full name"))
    short_name = Written(_("Short name"), _("For narrow places."), optional=True)
    kind = Code(_("Kind"), _("What kind of body it is."), PARTNER_KINDS)
    scope = Code(_("Scope"), _("How far it reaches."), SCOPES)
    standing = Code(_("Standing"), _("Whether it takes part today."), STANDINGS)
    confirmed_at = Instant(_("Partner since"), _("In universal time."))
    ended_on = Day(_("Left on"), _("The day it left or merged."), optional=True)
    successor = Written(
        _("Merged into (identifier)"), _("The partner it became."), optional=True
    )
    successor_name = Written(
        _("Merged into"), _("Its name on the day that is read."), optional=True
    )
    siret = Written(_("SIRET"), _("Its establishment’s number."), optional=True)
    siren = Written(_("SIREN"), _("Its number as a body."), optional=True)
    rna = Written(_("RNA"), _("Its number as an association."), optional=True)
    no_identifier_reason = Written(
        _("No official number"), _("Why it has none."), optional=True
    )
    commune_code = Written(
        _("Commune (code)"), _("The official code of INSEE."), optional=True
    )
    commune_vintage = Whole(
        _("Year of the code"), _("The year of the list of communes."), optional=True
    )
    epci_siren = Written(
        _("Group of communes (SIREN)"), _("The group it stands for."), optional=True
    )
    department_code = Written(
        _("Department (code)"), _("The official code of INSEE."), optional=True
    )
    region_code = Written(
        _("Region (code)"), _("The official code of INSEE."), optional=True
    )
    interests = Writings(
        _("What it wants from the commons"),
        _("In its own words, where everybody reads."),
    )
    position = Whole(_("Entry"), _("The entry that gave it its standing."))


def _document(row: PartnerRow, texts: Wording, names: Names) -> Document:
    wanted = (texts(interest.text) for interest in row.interests)
    return {
        "id": row.partner_id,
        "url": names.page("partner", row.partner_id),
        "name": texts(row.name),
        "name_state": texts.why(row.name),
        "short_name": texts(row.short_name),
        "kind": row.kind,
        "scope": row.scope,
        "standing": row.standing,
        "confirmed_at": row.confirmed_at,
        "ended_on": row.ended_on,
        "successor": row.successor_id,
        "successor_name": names.partner(row.successor_id),
        "siret": row.siret,
        "siren": row.siren,
        "rna": row.rna,
        "no_identifier_reason": texts(row.no_identifier_reason),
        "commune_code": row.commune_code,
        "commune_vintage": row.commune_vintage,
        "epci_siren": row.epci_siren,
        "department_code": row.department_code,
        "region_code": row.region_code,
        "interests": [text for text in wanted if text is not None],
        "position": row.standing_position,
    }


def _page(
    shelf: Shelf,
    chosen: Chosen,
    *,
    after: int | None,
    limit: int,
    is_newest_first: bool,
) -> Page[Any]:
    """Return those that once confirmed, by kind where it is asked for."""
    values: dict[str, Any] = {"publicity": PUBLIC, **chosen}
    return shelf.page(
        partners, after=after, limit=limit, is_newest_first=is_newest_first, **values
    )


def _one(shelf: Shelf, identifier: str) -> PartnerRow | None:
    row = shelf.get(partners, identifier)
    return row if row is not None and row.publicity == PUBLIC else None


PARTNERS: Final = Thing[PartnerRow](
    name="partners",
    label=_("Partners"),
    about=_("Who takes part, and who took part."),
    path="partenaires",
    endpoint="partners",
    view=partners,
    schema=PartnerDocument,
    key=lambda row: row.partner_id,
    document=_document,
    texts=lambda row: (
        row.name,
        row.short_name,
        row.no_identifier_reason,
        *(interest.text for interest in row.interests),
    ),
    mentions=lambda row: ((Named.PARTNER, row.successor_id),),
    filters={"sorte": "kind"},
    values={"sorte": PartnerKind},
    read=_page,
    find=_one,
)
