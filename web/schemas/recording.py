"""Recording: what is asked to record a contribution in one go."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from flask_babel import lazy_gettext
from marshmallow import Schema

from ledger.commons.contributions import limits
from ledger.commons.contributions.record_contribution import RecordContribution
from ledger.kernel.quantities import Period
from web.forms.field import Field
from web.schemas.asking import Asking, Check
from web.schemas.contributions import (
    CHOOSE,
    DESCRIPTION_MAX,
    STEPS,
    TITLE_MAX,
    ContributionSchema,
)
from web.schemas.for_projects import PROJECT, Named
from web.schemas.making import fields_declared_by, made_of
from web.schemas.questions import which

FOR_PROJECT: Final = replace(PROJECT, name="project_id")
OFFER: Final = which(
    "offer_id", lazy_gettext("From which offer does it come?"), optional=True
)
EVIDENCE: Final = Field(
    name="evidence",
    label=lazy_gettext("Which files support it?"),
    hint=lazy_gettext("Each by the salted digest that sending it gave"),
    optional=True,
)


def _rules(loaded: Mapping[str, Any], today: date) -> Iterable[tuple[str, Check]]:
    """Yield what holds of any modalities; those in force are left to the ledger."""
    nature, unit = loaded.get("nature"), loaded.get("unit")
    if nature is not None and unit is not None:
        yield "unit", lambda: limits.check_nature(nature, unit)
    if (quantity := loaded.get("quantity")) is not None:
        yield "quantity", lambda: limits.check_quantity(quantity)
    if (start := loaded.get("started_on")) is not None:
        end = loaded.get("ended_on")
        name = "started_on" if end is None else "ended_on"
        yield name, lambda: limits.check_period(Period(start, end or start), today)
    activities = tuple(loaded.get("activities", ()))
    yield "activities", lambda: limits.check_activities(activities)
    evidence = tuple(loaded.get("evidence", ()))
    yield "evidence", lambda: limits.check_evidence(evidence)


def _schema() -> Schema:
    """Return the schema of the steps, with project and offer by their identifiers."""
    steps = {
        name: asked
        for name, asked in fields_declared_by(ContributionSchema).items()
        if name != PROJECT.name
    }
    named = {
        "project_id": Named(CHOOSE, load_default=None),
        "offer_id": Named(CHOOSE, load_default=None),
    }
    return made_of({**steps, **named}, "RecordContributionSchema")


ASKED: Final = (
    Asking(
        command=RecordContribution,
        created={"contribution_id": "contribution"},
        questions=(
            *(q for step in STEPS.values() for q in step if q is not PROJECT),
            EVIDENCE,
            FOR_PROJECT,
            OFFER,
        ),
        public={"title": TITLE_MAX, "description": DESCRIPTION_MAX},
        own=_schema,
        rules=_rules,
    ),
)
