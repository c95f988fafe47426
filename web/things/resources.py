"""Resources, who reuses them, and whom that credits."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, Final

from flask_babel import lazy_gettext as _
from marshmallow import Schema

from ledger.commons.resources.events import ResourceKind
from projections.commons.resource_totals import resource_cells, resources_counted
from projections.commons.resources import ResourceRow, ResourceState, resources
from projections.commons.reuses import ReuseRow, reuses
from projections.rows import WordsAt
from projections.shelf import Page, Shelf
from web.reading import the_wiring
from web.texts.words_of_the_field import RESOURCE_KINDS, RESOURCE_STATES
from web.things.fields import (
    Code,
    Day,
    Instant,
    Parts,
    Several,
    Whole,
    WhyUnread,
    Written,
    YesNo,
)
from web.things.names import Mention, Named, Names
from web.things.searching import is_about, wanted_words
from web.things.sifting import sifted
from web.things.thing import Chosen, Document, Thing
from web.things.wording import Wording

SEARCHED: Final = "words"
"""The filter that is no field of rows: words of titles and summaries."""

FILTERS: Final = {
    "q": SEARCHED,
    "genre": "kind",
    "licence": "licence",
    "partenaire": "maintainer_id",
    "etat": "state",
}


class EditionPart(Schema):
    """An edition of a resource."""

    edition = Written(_("Version"), _("As its maintainer numbers it."))
    licence = Written(_("Licence"), _("Its identifier in the list of SPDX."))
    published_on = Day(_("Published on"), _("The day it was published."))
    changes = Written(_("What changed"), _("Since the one before."), optional=True)


class ResourceDocument(Schema):
    """A resource as it stands."""

    id = Written(_("Identifier"), _("Opaque, and for ever the same."))
    url = Written(_("Page"), _("The address of its page."))
    kind = Code(_("Kind"), _("What kind of resource it is."), RESOURCE_KINDS)
    title = Written(_("Title"), _("In a few words."), optional=True)
    title_state = WhyUnread(_("Title"))
    summary = Written(_("Summary"), _("What it is for."), optional=True)
    summary_state = WhyUnread(_("Summary"))
    address = Written(_("Where it is"), _("Its own address."), optional=True)
    address_state = WhyUnread(_("Where it is"))
    maintainer = Written(_("Maintainer (identifier)"), _("The partner that keeps it."))
    maintainer_name = Written(
        _("Maintainer"), _("Its name on the day that is read."), optional=True
    )
    author = Written(
        _("First published by (identifier)"), _("The partner that published it.")
    )
    author_name = Written(
        _("First published by"), _("Its name on the day that is read."), optional=True
    )
    licence = Written(_("Licence"), _("Its identifier in the list of SPDX."))
    editions = Parts(_("Versions"), _("The first one first."), EditionPart)
    origin = Written(
        _("Forked from (identifier)"), _("The resource it began as."), optional=True
    )
    origin_title = Written(
        _("Forked from"), _("Its title on the day that is read."), optional=True
    )
    origin_edition = Written(
        _("From version"), _("The version it began as."), optional=True
    )
    contributions = Several(
        _("Made of"), _("The contributions it came from, by their identifiers.")
    )
    forks = Whole(_("Forks"), _("How many were made of it."))
    reuses = Whole(_("Reuses"), _("How many stand today."))
    state = Code(_("State"), _("Whether it is still recommended."), RESOURCE_STATES)
    successor = Written(
        _("Replaced by (identifier)"), _("What replaces it."), optional=True
    )
    published_at = Instant(_("Published at"), _("In universal time."))
    position = Whole(_("Entry"), _("Its entry in the register."))


def _document(row: ResourceRow, texts: Wording, names: Names) -> Document:
    return {
        "id": row.resource_id,
        "url": names.page("resource", row.resource_id),
        "kind": row.kind,
        "title": texts(row.title),
        "title_state": texts.why(row.title),
        "summary": texts(row.summary),
        "summary_state": texts.why(row.summary),
        "address": texts(row.address),
        "address_state": texts.why(row.address),
        "maintainer": row.maintainer_id,
        "maintainer_name": names.partner(row.maintainer_id),
        "author": row.author_id,
        "author_name": names.partner(row.author_id),
        "licence": row.licence,
        "editions": [
            {
                "edition": one.edition,
                "licence": one.licence,
                "published_on": one.published_on,
                "changes": texts(one.changes),
            }
            for one in row.editions
        ],
        "origin": row.origin_id,
        "origin_title": names.resource(row.origin_id),
        "origin_edition": row.origin_edition,
        "contributions": row.origins,
        "forks": row.forks,
        "reuses": row.reuses,
        "state": row.state,
        "successor": row.successor_id,
        "published_at": row.published_at,
        "position": row.position,
    }


def _texts(row: ResourceRow) -> Iterable[WordsAt | None]:
    changes = (edition.changes for edition in row.editions)
    return (row.title, row.summary, row.address, *changes)


def _mentions(row: ResourceRow) -> Iterable[Mention]:
    return (
        (Named.PARTNER, row.maintainer_id),
        (Named.PARTNER, row.author_id),
        (Named.RESOURCE, row.origin_id),
    )


def _page(
    shelf: Shelf,
    chosen: Chosen,
    *,
    after: int | None,
    limit: int,
    is_newest_first: bool,
) -> Page[Any]:
    """Return resources by the filters, and by words where they are asked for."""
    values: dict[str, Any] = {n: v for n, v in chosen.items() if n != SEARCHED}
    read = partial(shelf.page, resources, is_newest_first=is_newest_first, **values)
    words = wanted_words(str(chosen.get(SEARCHED, "")))
    if not words:
        return read(after=after, limit=limit)
    return sifted(
        lambda after, limit: read(after=after, limit=limit),
        lambda rows: _about(rows, words),
        after,
        limit,
    )


def _about(rows: Sequence[ResourceRow], words: Sequence[str]) -> Sequence[bool]:
    texts = Wording(
        [text for row in rows for text in (row.title, row.summary)], the_wiring()
    )
    return [
        is_about(f"{texts(row.title) or ''} {texts(row.summary) or ''}", words)
        for row in rows
    ]


def _counted(shelf: Shelf, chosen: Chosen) -> int | None:
    """Count by the cells of totals; what is searched for by words is not counted."""
    if SEARCHED in chosen:
        return None
    values = {name: str(value) for name, value in chosen.items()}
    return resources_counted(resource_cells(shelf), values)


RESOURCES: Final = Thing[ResourceRow](
    name="resources",
    label=_("Resources"),
    about=_(
        "What the commons shares: methods, tools, data, places, trainings, stories."
    ),
    path="ressources",
    endpoint="resources",
    view=resources,
    schema=ResourceDocument,
    key=lambda row: row.resource_id,
    document=_document,
    texts=_texts,
    mentions=_mentions,
    filters=FILTERS,
    values={"genre": ResourceKind, "etat": ResourceState},
    read=_page,
    counted=_counted,
)


class ReuseDocument(Schema):
    """A reuse of a resource, as its partner declared it."""

    id = Written(_("Identifier"), _("Opaque, and for ever the same."))
    url = Written(_("Page"), _("The address of its resource’s page."))
    resource = Written(_("Resource (identifier)"), _("The resource that is reused."))
    resource_title = Written(
        _("Resource"), _("Its title on the day that is read."), optional=True
    )
    edition = Written(_("Version"), _("The version that is reused."))
    partner = Written(_("Partner (identifier)"), _("The partner that reuses it."))
    partner_name = Written(
        _("Partner"), _("Its name on the day that is read."), optional=True
    )
    reused_on = Day(_("Since"), _("The day the reuse began."))
    project = Written(
        _("Project (identifier)"), _("The project it is for."), optional=True
    )
    project_title = Written(
        _("Project"), _("Its title on the day that is read."), optional=True
    )
    note = Written(_("Where, and what for"), _("In its words."), optional=True)
    note_state = WhyUnread(_("Where, and what for"))
    is_withdrawn = YesNo(_("Taken back"), _("Whether its partner took it back."))
    declared_at = Instant(_("Declared at"), _("In universal time."))
    position = Whole(_("Entry"), _("Its entry in the register."))


def _reuse(row: ReuseRow, texts: Wording, names: Names) -> Document:
    return {
        "id": row.reuse_id,
        "url": names.page("resource", row.resource_id),
        "resource": row.resource_id,
        "resource_title": names.resource(row.resource_id),
        "edition": row.edition,
        "partner": row.partner_id,
        "partner_name": names.partner(row.partner_id),
        "reused_on": row.reused_on,
        "project": row.project_id,
        "project_title": names.project(row.project_id),
        "note": texts(row.note),
        "note_state": texts.why(row.note),
        "is_withdrawn": row.is_withdrawn,
        "declared_at": row.declared_at,
        "position": row.position,
    }


REUSES: Final = Thing[ReuseRow](
    name="reuses",
    label=_("Reuses"),
    about=_("Who uses which version of a resource, since when, for which project."),
    path="ressources/reutilisations",
    endpoint="resources",
    view=reuses,
    schema=ReuseDocument,
    key=lambda row: row.reuse_id,
    document=_reuse,
    texts=lambda row: (row.note,),
    mentions=lambda row: (
        (Named.PARTNER, row.partner_id),
        (Named.PROJECT, row.project_id),
        (Named.RESOURCE, row.resource_id),
    ),
    filters={
        "ressource": "resource_id",
        "partenaire": "partner_id",
        "projet": "project_id",
    },
)
