"""Needs and offers: what partners seek beside what they would bring."""

from typing import Final

from flask_babel import lazy_gettext as _
from marshmallow import Schema

from ledger.commons.contributions.events import Nature
from projections.commons.needs import NeedRow, NeedState, needs
from projections.commons.offers import OfferRow, OfferState, offers
from web.texts.words_of_the_field import NATURES, NEED_STATES, OFFER_STATES, UNITS
from web.things.fields import Code, Day, Exact, Instant, Whole, WhyUnread, Written
from web.things.names import Named, Names
from web.things.thing import Document, Thing
from web.things.wording import Wording

FILTERS: Final = {
    "nature": "nature",
    "etat": "state",
    "partenaire": "partner_id",
    "projet": "project_id",
}


class NeedDocument(Schema):
    """Something that a partner seeks."""

    id = Written(_("Identifier"), _("Opaque, and for ever the same."))
    url = Written(_("Page"), _("The address of its page."))
    partner = Written(_("Partner (identifier)"), _("The partner that seeks it."))
    partner_name = Written(
        _("Partner"), _("Its name on the day that is read."), optional=True
    )
    nature = Code(_("Nature"), _("What kind of thing is sought."), NATURES)
    unit = Code(_("Unit"), _("What the quantity is counted in."), UNITS)
    title = Written(_("Title"), _("In a few words."), optional=True)
    title_state = WhyUnread(_("Title"))
    details = Written(_("Details"), _("What others should know."), optional=True)
    details_state = WhyUnread(_("Details"))
    project = Written(
        _("Project (identifier)"), _("The project it is for."), optional=True
    )
    project_title = Written(
        _("Project"), _("Its title on the day that is read."), optional=True
    )
    until = Day(_("Last day"), _("It lapses after this day."), optional=True)
    state = Code(_("State"), _("How it stands, whatever day it is."), NEED_STATES)
    offers = Whole(_("Offers"), _("How many were made in answer."))
    stated_at = Instant(_("Stated at"), _("In universal time."))
    position = Whole(_("Entry"), _("Its entry in the register."))


def _need(row: NeedRow, texts: Wording, names: Names) -> Document:
    return {
        "id": row.need_id,
        "url": names.page("need", row.need_id),
        "partner": row.partner_id,
        "partner_name": names.partner(row.partner_id),
        "nature": row.nature,
        "unit": row.unit,
        "title": texts(row.title),
        "title_state": texts.why(row.title),
        "details": texts(row.details),
        "details_state": texts.why(row.details),
        "project": row.project_id,
        "project_title": names.project(row.project_id),
        "until": row.until,
        "state": row.state,
        "offers": row.offers,
        "stated_at": row.stated_at,
        "position": row.position,
    }


NEEDS: Final = Thing[NeedRow](
    name="needs",
    label=_("Needs"),
    about=_("What partners seek, whether it is found by now or not."),
    path="besoins",
    endpoint="needs",
    view=needs,
    schema=NeedDocument,
    key=lambda row: row.need_id,
    document=_need,
    texts=lambda row: (row.title, row.details),
    mentions=lambda row: (
        (Named.PARTNER, row.partner_id),
        (Named.PROJECT, row.project_id),
    ),
    filters=FILTERS,
    values={"nature": Nature, "etat": NeedState},
)


class OfferDocument(Schema):
    """What a partner would bring."""

    id = Written(_("Identifier"), _("Opaque, and for ever the same."))
    url = Written(_("Page"), _("The address of its page."))
    partner = Written(_("Partner (identifier)"), _("The partner that offers it."))
    partner_name = Written(
        _("Partner"), _("Its name on the day that is read."), optional=True
    )
    nature = Code(_("Nature"), _("What kind of thing is offered."), NATURES)
    quantity = Exact(_("Quantity"), _("How much is offered."))
    unit = Code(_("Unit"), _("What the quantity is counted in."), UNITS)
    title = Written(_("Title"), _("In a few words."), optional=True)
    title_state = WhyUnread(_("Title"))
    details = Written(_("Details"), _("What others should know."), optional=True)
    details_state = WhyUnread(_("Details"))
    need = Written(
        _("Need (identifier)"), _("The need that it answers."), optional=True
    )
    accepted_by = Written(
        _("Accepted by (identifier)"), _("The partner that accepted it."), optional=True
    )
    accepted_by_name = Written(
        _("Accepted by"), _("Its name on the day that is read."), optional=True
    )
    project = Written(
        _("Project (identifier)"), _("The project it is for."), optional=True
    )
    project_title = Written(
        _("Project"), _("Its title on the day that is read."), optional=True
    )
    contribution = Written(
        _("Contribution (identifier)"),
        _("The contribution that keeps it."),
        optional=True,
    )
    until = Day(_("Last day"), _("It lapses after this day."), optional=True)
    state = Code(_("State"), _("How it stands, whatever day it is."), OFFER_STATES)
    made_at = Instant(_("Made at"), _("In universal time."))
    position = Whole(_("Entry"), _("Its entry in the register."))


def _offer(row: OfferRow, texts: Wording, names: Names) -> Document:
    return {
        "id": row.offer_id,
        "url": names.page("offer", row.offer_id),
        "partner": row.partner_id,
        "partner_name": names.partner(row.partner_id),
        "nature": row.nature,
        "quantity": row.quantity,
        "unit": row.unit,
        "title": texts(row.title),
        "title_state": texts.why(row.title),
        "details": texts(row.details),
        "details_state": texts.why(row.details),
        "need": row.need_id,
        "accepted_by": row.accepted_by,
        "accepted_by_name": names.partner(row.accepted_by),
        "project": row.project_id,
        "project_title": names.project(row.project_id),
        "contribution": row.contribution_id,
        "until": row.until,
        "state": row.state,
        "made_at": row.made_at,
        "position": row.position,
    }


OFFERS: Final = Thing[OfferRow](
    name="offers",
    label=_("Offers"),
    about=_("What partners would bring, in answer to a need or to whoever takes it."),
    path="besoins/offres",
    endpoint="needs",
    view=offers,
    schema=OfferDocument,
    key=lambda row: row.offer_id,
    document=_offer,
    texts=lambda row: (row.title, row.details),
    mentions=lambda row: (
        (Named.PARTNER, row.partner_id),
        (Named.PARTNER, row.accepted_by),
        (Named.PROJECT, row.project_id),
    ),
    filters={**FILTERS, "besoin": "need_id"},
    values={"nature": Nature, "etat": OfferState},
)
