"""Evaluated: what the page of a thing tells of its evaluations."""

from collections.abc import Mapping
from typing import Any, Final

from flask import request, url_for

from projections.commons.evaluations import evaluations_about
from projections.shelf import Shelf
from web.asked import whole_number
from web.auth.viewer import Viewer
from web.pages.commons.evaluation_acts import may_open
from web.pages.commons.evaluations import evaluation_cards
from web.texts.words_of_the_field import EVALUATION_STATES

ONWARD: Final = "evaluations"
"""The name under which the address holds where they go on, and where they stand."""


def evaluated(
    shelf: Shelf, viewer: Viewer | None, kind: str, name: str
) -> Mapping[str, object]:
    """Return what ``commons/evaluated.html`` shows of a project or a resource.

    ``kind`` is what the form's address calls it: ``projet`` or ``ressource``.
    """
    after = whole_number(request.args.get(ONWARD, ""))
    page = evaluations_about(shelf, name, after=after)
    return {
        "evaluated": evaluation_cards(shelf, [placed.row for placed in page.rows]),
        "evaluated_next": _here(page.next) if page.next else None,
        "evaluated_first": _here(None) if after is not None else None,
        "evaluate_url": url_for("open_evaluation", **{kind: name})  # type: ignore[arg-type]  # a name is a value of an address
        if may_open(viewer)
        else None,
        "evaluation_states": EVALUATION_STATES,
    }


def _here(onward: int | None) -> str:
    """Return the address of this page with its evaluations from there on."""
    assert request.endpoint is not None, "a page is read at its address"
    values: dict[str, Any] = {**(request.view_args or {}), ONWARD: onward}
    return url_for(request.endpoint, _anchor=ONWARD, **values)
