"""Life courses: the projects that somebody came through, as everybody reads them."""

from collections.abc import Iterable
from typing import Final

from flask_babel import lazy_gettext as _
from marshmallow import Schema

from projections.commons.life_courses import LifeCourseRow, life_courses
from web.things.fields import Instant, Parts, Whole, WhyUnread, Written
from web.things.names import Mention, Named, Names
from web.things.thing import Document, Thing
from web.things.wording import Wording


class StepPart(Schema):
    """A project that somebody came through; what happened there is for partners."""

    project = Written(_("Project (identifier)"), _("The project of this step."))
    project_title = Written(
        _("Project"), _("Its title on the day that is read."), optional=True
    )


class LifeCourseDocument(Schema):
    """A course, who traced it, and its steps."""

    id = Written(_("Identifier"), _("Opaque, and for ever the same."))
    url = Written(_("Page"), _("The address of its page."))
    title = Written(_("Title"), _("In a few words."), optional=True)
    title_state = WhyUnread(_("Title"))
    partner = Written(_("Traced by (identifier)"), _("The partner that traced it."))
    partner_name = Written(
        _("Traced by"), _("Its name on the day that is read."), optional=True
    )
    steps = Parts(_("Steps"), _("In the order they were lived."), StepPart)
    traced_at = Instant(_("Traced at"), _("In universal time."))
    position = Whole(_("Entry"), _("Its entry in the register."))


def _document(row: LifeCourseRow, texts: Wording, names: Names) -> Document:
    return {
        "id": row.course_id,
        "url": names.page("life_course", row.course_id),
        "title": texts(row.title),
        "title_state": texts.why(row.title),
        "partner": row.partner_id,
        "partner_name": names.partner(row.partner_id),
        "steps": [
            {
                "project": step.project_id,
                "project_title": names.project(step.project_id),
            }
            for step in row.steps
        ],
        "traced_at": row.traced_at,
        "position": row.position,
    }


def _mentions(row: LifeCourseRow) -> Iterable[Mention]:
    yield Named.PARTNER, row.partner_id
    for step in row.steps:
        yield Named.PROJECT, step.project_id


LIFE_COURSES: Final = Thing[LifeCourseRow](
    name="life_courses",
    label=_("Life courses"),
    about=_("Through which projects somebody came, told with their consent."),
    path="parcours",
    endpoint="life_courses",
    view=life_courses,
    schema=LifeCourseDocument,
    key=lambda row: row.course_id,
    document=_document,
    texts=lambda row: (row.title,),
    mentions=_mentions,
    filters={"partenaire": "partner_id"},
)
