"""Furnishing: the pages of the space and of the board, and what their templates use."""

from typing import Any

from flask import Flask

from ledger.kernel.identifiers import random_identifier
from web.pages.board import founding_modalities, queue, reviewing, valuing
from web.pages.space import (
    acts,
    announcing,
    attaching,
    confirming,
    correcting,
    evaluation_acts,
    home,
    importing,
    importing_columns,
    importing_preview,
    importing_progress,
    importing_words,
    need_acts,
    opening_evaluations,
    own_needs,
    own_projects,
    own_resources,
    project_acts,
    project_milestones,
    project_plan,
    publishing,
    reading_evidence,
    recording,
    report,
    resource_acts,
    sending,
    taking_back,
    telling,
    tracing,
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
        taking_back,
        opening_evaluations,
        telling,
        tracing,
        evaluation_acts,
        importing,
        importing_columns,
        importing_words,
        importing_preview,
        importing_progress,
        recording,
        report,
        attaching,
        sending,
        acts,
        correcting,
        confirming,
        reading_evidence,
        announcing,
        need_acts,
        own_needs,
        founding_modalities,
        queue,
        reviewing,
        valuing,
        withdrawing_words,
    ):
        room.register(app)
