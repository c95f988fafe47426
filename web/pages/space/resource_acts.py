"""Resource acts: the small forms by which a resource is reused, told of, maintained."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from flask import Flask
from flask_babel import lazy_gettext

from ledger.commons.resources.declare_reuse import DeclareReuse
from ledger.commons.resources.give_feedback import GiveFeedback
from ledger.commons.resources.hand_over_resource import HandOverResource
from ledger.commons.resources.retire_resource import RetireResource
from ledger.commons.resources.revise_resource import ReviseResource
from ledger.kernel.quantities import day_in_paris
from ledger.membership.partners.standing import Partnership
from projections.commons.project_members import memberships_of
from projections.commons.projects import projects_by_id
from projections.commons.resources import forks_of, resources_page
from projections.commons.reuses import reuses_page
from projections.membership.partners import public_partners
from web.forms.field import Choice, Field
from web.forms.reading import day_values
from web.pages.space.resource_forms import (
    LICENCE,
    OTHER_LICENCE,
    Open,
    ResourceForm,
    add_form,
    licence_typed,
    licence_values,
)
from web.reading import Texts, open_shelf
from web.schemas.resources import (
    ADDRESS,
    CHANGES,
    EDITION,
    FOR_PROJECT,
    FROM_REUSE,
    MAINTAINER,
    NOTE,
    REUSED_ON,
    SUCCESSOR,
    SUMMARY,
    TEXT,
    USED_EDITION,
    WHY_RETIRE,
)
from web.texts.dates import day

OFFERED_MAX: Final = 100
PARTNERS_MAX: Final = 1_000


def _reusing(opened: Open) -> Sequence[Field]:
    edition = replace(USED_EDITION, choices=opened.edition_choices)
    return (edition, REUSED_ON, *_projects(opened), NOTE)


def _projects(opened: Open) -> Sequence[Field]:
    """Ask for which project of the partner's it is, if there is one."""
    if opened.hat is None:
        return ()
    with open_shelf() as shelf:
        held = memberships_of(shelf, opened.hat.partner_id)[:OFFERED_MAX]
        found = projects_by_id(shelf, (m.project_id for m in held))
    if not found:
        return ()
    texts = Texts([row.title for row in found.values()])
    none = Choice(value="", label=lazy_gettext("For none in particular"))
    offered = (Choice(value=n, label=texts(row.title)) for n, row in found.items())
    return (replace(FOR_PROJECT, choices=(none, *offered)),)


def _telling(opened: Open) -> Sequence[Field]:
    """Ask which of the partner's own reuses the feedback comes from, if it has any."""
    if opened.hat is None:
        return (TEXT,)
    own = opened.hat.partner_id
    with open_shelf() as shelf:
        page = reuses_page(shelf, resource_id=opened.row.resource_id, partner_id=own)
    standing = [p.row for p in page.rows if not p.row.is_withdrawn]
    if not standing:
        return (TEXT,)
    none = Choice(value="", label=lazy_gettext("None in particular"))
    offered = (
        Choice(value=row.reuse_id, label=f"{row.edition} — {day(row.reused_on)}")
        for row in standing
    )
    return (TEXT, replace(FROM_REUSE, choices=(none, *offered)))


def _handing(opened: Open) -> Sequence[Field]:
    """Ask for another partner in good standing."""
    with open_shelf() as shelf:
        page = public_partners(shelf, limit=PARTNERS_MAX)
    rows = [p.row for p in page.rows if p.row.standing is Partnership.ACTIVE]
    texts = Texts([row.name for row in rows])
    offered = tuple(
        Choice(value=row.partner_id, label=texts(row.name))
        for row in rows
        if row.partner_id != opened.row.maintainer_id
    )
    return (replace(MAINTAINER, choices=offered),)


def _retiring(opened: Open) -> Sequence[Field]:
    """Ask what replaces it: a fork of it, or another resource of its maintainer."""
    row = opened.row
    with open_shelf() as shelf:
        ours = resources_page(
            shelf, {"maintainer_id": row.maintainer_id}, limit=OFFERED_MAX
        )
        forks = forks_of(shelf, row.resource_id, limit=OFFERED_MAX)
        near = [placed.row for page in (forks, ours) for placed in page.rows]
    fit = {
        one.resource_id: one
        for one in near
        if not one.is_retired and one.resource_id != row.resource_id
    }
    if not fit:
        return (WHY_RETIRE,)
    texts = Texts([one.title for one in fit.values()])
    none = Choice(value="", label=lazy_gettext("Nothing"))
    offered = (Choice(value=n, label=texts(one.title)) for n, one in fit.items())
    return (WHY_RETIRE, replace(SUCCESSOR, choices=(none, *offered)))


def _reuse_values(opened: Open) -> Mapping[str, str]:
    today = day_in_paris(datetime.now(UTC))
    return {"edition": opened.row.latest.edition, **day_values(REUSED_ON, today)}


def _revision_values(opened: Open) -> Mapping[str, str]:
    row = opened.row
    kept = {"summary": opened.summary, "address": opened.address}
    return kept | licence_values(row.licence)


FORMS: Final[dict[str, ResourceForm]] = {
    "declare_reuse": ResourceForm(
        path="reutiliser",
        command=DeclareReuse,
        title=lazy_gettext("I reuse this resource"),
        lead=lazy_gettext("Whoever made it is credited, and learns that it serves."),
        button=lazy_gettext("Declare the reuse"),
        said=lazy_gettext("The reuse is declared: its authors are credited."),
        fields=_reusing,
        values=_reuse_values,
    ),
    "give_feedback": ResourceForm(
        path="retour",
        command=GiveFeedback,
        title=lazy_gettext("Give feedback from the field"),
        button=lazy_gettext("Send the feedback"),
        said=lazy_gettext("The feedback stands on the sheet."),
        fields=_telling,
    ),
    "revise_resource": ResourceForm(
        path="version",
        command=ReviseResource,
        title=lazy_gettext("Publish a new version"),
        lead=lazy_gettext("Earlier versions stay, under their own licence."),
        button=lazy_gettext("Publish the version"),
        said=lazy_gettext("The new version is published."),
        fields=lambda _opened: (
            EDITION,
            CHANGES,
            SUMMARY,
            ADDRESS,
            LICENCE,
            OTHER_LICENCE,
        ),
        values=_revision_values,
        reading=licence_typed,
    ),
    "hand_over_resource": ResourceForm(
        path="transmettre",
        command=HandOverResource,
        title=lazy_gettext("Hand this resource over"),
        lead=lazy_gettext("Another partner maintains it; its authors stay credited."),
        button=lazy_gettext("Hand it over"),
        said=lazy_gettext("The resource has a new maintainer."),
        fields=_handing,
        is_grave=True,
    ),
    "retire_resource": ResourceForm(
        path="retrait",
        command=RetireResource,
        title=lazy_gettext("Retire this resource"),
        lead=lazy_gettext("It stays to be read, with the reason; nothing is added."),
        button=lazy_gettext("Retire it"),
        said=lazy_gettext("The resource is retired."),
        fields=_retiring,
        is_grave=True,
    ),
}


def register(app: Flask) -> None:
    """Add the page of each form."""
    for endpoint, form in FORMS.items():
        add_form(app, endpoint, form)
