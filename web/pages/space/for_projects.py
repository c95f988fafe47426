"""For projects: those that a contribution may be for, as its form offers them."""

from collections.abc import Sequence

from projections.commons.project_members import memberships_of
from projections.commons.projects import ProjectState, projects_by_id
from web.drafts import Draft
from web.forms.field import Choice
from web.reading import Texts, open_shelf
from web.schemas.for_projects import NAME


def offered_projects(draft: Draft) -> Sequence[Choice]:
    """Return the projects under way that my partner takes part in.

    The one that the draft has already is offered too: whoever came from its
    page may bring something without taking part.
    """
    chosen = chosen_project(draft)
    with open_shelf() as shelf:
        held = memberships_of(shelf, draft.partner_id, ProjectState.UNDER_WAY)
        names = dict.fromkeys(m.project_id for m in held)
        if chosen:
            names[chosen] = None
        found = projects_by_id(shelf, names)
    texts = Texts([row.title for row in found.values()])
    return [
        Choice(value=name, label=texts(found[name].title))
        for name in names
        if name in found
    ]


def chosen_project(draft: Draft) -> str:
    """Return the project that the draft is for, nothing where it is for none."""
    found = next(iter(draft.answers.get("project", [])), "").strip()
    return found if NAME.fullmatch(found) else ""


def name_of_project(draft: Draft) -> str:
    """Return how the project that the draft is for is called."""
    chosen = chosen_project(draft)
    offered = offered_projects(draft) if chosen else ()
    return next((str(c.label) for c in offered if c.value == chosen), "")
