"""Life courses: the projects that somebody came through, as everybody reads them."""

from flask import Flask, abort, g, render_template
from werkzeug.wrappers import Response

from ledger.commons.evaluations.trace_life_course import TraceLifeCourse
from projections.commons.life_courses import life_course, life_courses_page
from projections.commons.projects import projects_by_id
from projections.membership.partners import partners_by_id
from web.auth.guards import the_viewer
from web.languages import PREFIX
from web.pages.commons.evaluation import EVERYONE_READS, PARTNERS_READ
from web.pages.commons.evaluation_acts import may
from web.pages.commons.withdrawable import WITHDRAW_WORDS, withdrawal_of
from web.pages.narrowing import kept_filters, narrowed, onward, tidied
from web.reading import Texts, open_shelf


def register(app: Flask) -> None:
    """Add the list, and the page of one."""
    at = f"{PREFIX}/parcours"
    app.add_url_rule(at, "life_courses", list_life_courses)
    app.add_url_rule(f"{at}/<course_id>", "life_course", one_life_course)


def list_life_courses() -> str | Response:
    """Show life courses, newest first."""
    kept = kept_filters(())
    if (elsewhere := tidied(kept)) is not None:
        return elsewhere
    with open_shelf() as shelf:
        page = life_courses_page(shelf, after=onward(kept))
        rows = [placed.row for placed in page.rows]
        bodies = partners_by_id(shelf, {row.partner_id for row in rows})
    texts = Texts(
        [*(row.title for row in rows), *(b.short_name for b in bodies.values())]
    )
    following = str(page.next) if page.next else ""
    return render_template(
        "commons/life_courses.html",
        rows=rows,
        kept=kept,
        texts=texts,
        names={name: texts(body.short_name) for name, body in bodies.items()},
        may_trace=may(the_viewer(), TraceLifeCourse),
        next_url=narrowed("life_courses", kept, (), suite=following)
        if following
        else None,
        first_url=narrowed("life_courses", kept, (), suite="")
        if "suite" in kept
        else None,
    )


def one_life_course(course_id: str) -> str:
    """Show one life course; what happened at each step is for partners."""
    viewer = the_viewer()
    is_partner = viewer is not None and bool(viewer.hats)
    if is_partner:
        g.is_personal = True
    with open_shelf() as shelf:
        row = life_course(shelf, course_id)
        if row is None:
            abort(404)
        found = projects_by_id(shelf, row.projects)
        body = partners_by_id(shelf, [row.partner_id]).get(row.partner_id)
    name = body.name if body is not None else None
    texts = Texts(
        [
            row.title,
            name,
            *(step.text for step in row.steps),
            *(one.title for one in found.values()),
        ],
        PARTNERS_READ if is_partner else EVERYONE_READS,
    )
    return render_template(
        "commons/life_course.html",
        row=row,
        title=texts(row.title),
        partner=texts(name),
        texts=texts,
        projects={name: texts(one.title) for name, one in found.items()},
        is_partner=is_partner,
        withdrawal=withdrawal_of(row.position, row.partner_id, viewer),
        withdraw_words=WITHDRAW_WORDS,
    )
