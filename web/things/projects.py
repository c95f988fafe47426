"""Projects: who takes part, which policies they cross, who is asked to pay."""

from collections.abc import Iterable
from functools import partial
from typing import Any, Final

from flask_babel import lazy_gettext as _
from marshmallow import Schema

from ledger.commons.projects.events import ProjectRole
from projections.commons.milestones import PlanLine
from projections.commons.projects import ProjectRow, ProjectState, projects
from projections.rows import WordsAt
from projections.shelf import Page, Shelf
from web.texts.words_of_the_field import (
    COMPETENCES,
    PROJECT_ROLES,
    PROJECT_STATES,
    SCOPES,
)
from web.things.fields import (
    Code,
    Day,
    Instant,
    Money,
    Parts,
    Whole,
    WhyUnread,
    Written,
    YesNo,
    euros,
)
from web.things.names import Mention, Named, Names
from web.things.sifting import sifted
from web.things.thing import Chosen, Document, Thing
from web.things.wording import Wording


class MemberPart(Schema):
    """A partner that takes part in a project."""

    partner = Written(_("Partner (identifier)"), _("The partner that takes part."))
    partner_name = Written(
        _("Partner"), _("Its name on the day that is read."), optional=True
    )
    role = Code(_("Role"), _("As what it takes part."), PROJECT_ROLES)


class CompetencePart(Schema):
    """A policy that a project crossed."""

    competence = Code(_("Policy"), _("Which policy was crossed."), COMPETENCES)
    precision = Written(_("Precision"), _("Which part of it."), optional=True)
    holder = Written(_("Held by (identifier)"), _("The partner whose policy it is."))
    holder_name = Written(
        _("Held by"), _("Its name on the day that is read."), optional=True
    )


class PlanPart(Schema):
    """A line of a financing plan."""

    funder = Written(
        _("Funder (identifier)"), _("Where the funder is a partner."), optional=True
    )
    funder_name = Written(_("Funder"), _("Its name."), optional=True)
    scheme = Written(_("Scheme"), _("Under which scheme."), optional=True)
    requested_amount = Money(_("Requested (euros)"), _("What is asked for."))
    granted_amount = Money(
        _("Granted (euros)"), _("Empty while there is no answer."), optional=True
    )
    is_own_share = YesNo(_("Own share"), _("Whether a partner of the project pays it."))


class ProjectDocument(Schema):
    """A project as it stands."""

    id = Written(_("Identifier"), _("Opaque, and for ever the same."))
    url = Written(_("Page"), _("The address of its page."))
    title = Written(_("Title"), _("In a few words."), optional=True)
    title_state = WhyUnread(_("Title"))
    purpose = Written(_("Purpose"), _("What it is to change."), optional=True)
    purpose_state = WhyUnread(_("Purpose"))
    scope = Code(_("Scope"), _("How far it reaches."), SCOPES)
    state = Code(_("State"), _("Where it is on its way."), PROJECT_STATES)
    proposed_by = Written(
        _("Proposed by (identifier)"), _("The partner that proposed it.")
    )
    proposed_by_name = Written(
        _("Proposed by"), _("Its name on the day that is read."), optional=True
    )
    proposed_at = Instant(_("Proposed at"), _("In universal time."))
    launched_on = Day(_("Under way since"), _("The day it began."), optional=True)
    closed_on = Day(_("Closed on"), _("The day it ended."), optional=True)
    summary = Written(
        _("What was learnt"), _("As it was told at the end."), optional=True
    )
    summary_state = WhyUnread(_("What was learnt"))
    members = Parts(
        _("Members"), _("Who takes part, in the order of joining."), MemberPart
    )
    competences = Parts(
        _("Policies crossed"), _("In the order the project met them."), CompetencePart
    )
    plan_version = Whole(_("Version of the plan"), _("0 while there is none."))
    plan = Parts(_("Financing plan"), _("Who is asked for how much."), PlanPart)
    milestones = Whole(_("Milestones"), _("How many were set."))
    position = Whole(_("Entry"), _("Its entry in the register."))


def _document(row: ProjectRow, texts: Wording, names: Names) -> Document:
    return {
        "id": row.project_id,
        "url": names.page("project", row.project_id),
        "title": texts(row.title),
        "title_state": texts.why(row.title),
        "purpose": texts(row.purpose),
        "purpose_state": texts.why(row.purpose),
        "scope": row.scope,
        "state": row.state,
        "proposed_by": row.proposed_by,
        "proposed_by_name": names.partner(row.proposed_by),
        "proposed_at": row.proposed_at,
        "launched_on": row.launched_on,
        "closed_on": row.closed_on,
        "summary": texts(row.summary),
        "summary_state": texts.why(row.summary),
        "members": [
            {
                "partner": one.partner_id,
                "partner_name": names.partner(one.partner_id),
                "role": one.role,
            }
            for one in row.members
        ],
        "competences": [
            {
                "competence": one.competence,
                "precision": texts(one.precision),
                "holder": one.holder_id,
                "holder_name": names.partner(one.holder_id),
            }
            for one in row.competences
        ],
        "plan_version": row.plan_version,
        "plan": [_line(line, texts, names) for line in row.plan],
        "milestones": len(row.milestones),
        "position": row.position,
    }


def _line(line: PlanLine, texts: Wording, names: Names) -> Document:
    return {
        "funder": line.funder_id,
        "funder_name": names.partner(line.funder_id) or texts(line.funder),
        "scheme": texts(line.scheme),
        "requested_amount": euros(line.requested_cents),
        "granted_amount": euros(line.granted_cents),
        "is_own_share": line.is_own_share,
    }


def _texts(row: ProjectRow) -> Iterable[WordsAt | None]:
    yield from (row.title, row.purpose, row.summary)
    for one in row.competences:
        yield one.precision
    for line in row.plan:
        yield from (line.funder, line.scheme)


def _mentions(row: ProjectRow) -> Iterable[Mention]:
    yield Named.PARTNER, row.proposed_by
    for member in row.members:
        yield Named.PARTNER, member.partner_id
    for one in row.competences:
        yield Named.PARTNER, one.holder_id
    for line in row.plan:
        yield Named.PARTNER, line.funder_id


def _takes_part(row: ProjectRow, chosen: Chosen) -> bool:
    role, partner_id = chosen.get("role"), chosen.get("partner_id")
    return any(
        role in {None, one.role} and partner_id in {None, one.partner_id}
        for one in row.members
    )


def _page(
    shelf: Shelf,
    chosen: Chosen,
    *,
    after: int | None,
    limit: int,
    is_newest_first: bool,
) -> Page[Any]:
    """Return projects, each once, by state; by members where that is asked for."""
    states: dict[str, Any] = {n: v for n, v in chosen.items() if n == "state"}
    read = partial(shelf.page, projects, is_newest_first=is_newest_first, **states)
    if len(states) == len(chosen):
        return read(after=after, limit=limit)
    return sifted(
        lambda after, limit: read(after=after, limit=limit),
        lambda rows: [_takes_part(row, chosen) for row in rows],
        after,
        limit,
    )


PROJECTS: Final = Thing[ProjectRow](
    name="projects",
    label=_("Projects"),
    about=_("What partners do together: who takes part, how far it is, who pays."),
    path="projets",
    endpoint="projects",
    view=projects,
    schema=ProjectDocument,
    key=lambda row: row.project_id,
    document=_document,
    texts=_texts,
    mentions=_mentions,
    filters={"etat": "state", "role": "role", "partenaire": "partner_id"},
    values={"etat": ProjectState, "role": ProjectRole},
    read=_page,
)
