"""Furnishing: the pages of the space and of the board, and what their templates use."""

from typing import Any

from flask import Flask

from ledger.kernel.identifiers import random_identifier
from web.pages.board import queue, reviewing, valuing
from web.pages.space import (
    acts,
    attaching,
    confirming,
    correcting,
    evaluation_acts,
    home,
    opening_evaluations,
    own_projects,
    own_resources,
    project_acts,
    project_milestones,
    project_plan,
    publishing,
    reading_evidence,
    recording,
    resource_acts,
    sending,
    telling,
    withdrawing_words,
)
from web.texts import words_of_the_field


def register(app: Flask) -> None:
    """Add every page of the space and of the board."""
    tools: dict[str, Any] = {
        "words": words_of_the_field,
        "fresh_key": random_identifier,
    }
    app.jinja_env.globals.update(tools)
    for room in (
        home,
        own_projects,
        project_acts,
        project_milestones,
        project_plan,
        own_resources,
        publishing,
        resource_acts,
        opening_evaluations,
        telling,
        evaluation_acts,
        recording,
        attaching,
        sending,
        acts,
        correcting,
        confirming,
        reading_evidence,
        queue,
        reviewing,
        valuing,
        withdrawing_words,
    ):
        room.register(app)
