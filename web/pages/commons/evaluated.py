"""Evaluated: what the page of a thing tells of its evaluations."""

from collections.abc import Mapping

from flask import url_for

from projections.commons.evaluations import evaluations_of
from projections.shelf import Shelf
from web.auth.viewer import Viewer
from web.pages.commons.evaluation_acts import may_open
from web.pages.commons.evaluations import evaluation_cards
from web.texts.words_of_the_field import EVALUATION_STATES


def evaluated(
    shelf: Shelf, viewer: Viewer | None, kind: str, name: str
) -> Mapping[str, object]:
    """Return what ``commons/evaluated.html`` shows of a project or a resource.

    ``kind`` is what the form's address calls it: ``projet`` or ``ressource``.
    """
    return {
        "evaluated": evaluation_cards(shelf, evaluations_of(shelf, name)),
        "evaluate_url": url_for("open_evaluation", **{kind: name})  # type: ignore[arg-type]  # a name is a value of an address
        if may_open(viewer)
        else None,
        "evaluation_states": EVALUATION_STATES,
    }
