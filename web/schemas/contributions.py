"""Contributions: one description for the form, and for any other way in.

What the ledger refuses is asked of the ledger's own rules, so that a form says
in the same words, and earlier, what the decider would.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final, cast

from flask_babel import lazy_gettext
from marshmallow import RAISE, Schema, ValidationError, validates_schema

from ledger.commons.contributions import limits
from ledger.commons.contributions.events import Activity, Evidence, Nature, Unit
from ledger.commons.contributions.limits import UNITS as COUNTABLE
from ledger.commons.contributions.limits import Units
from ledger.commons.contributions.refusals import (
    MoneyComesThroughVehicle,
    NatureNotCounted,
)
from ledger.kernel.identifiers import ProjectId
from ledger.kernel.messages import Refusal
from ledger.kernel.quantities import Period
from web.forms.choices import choices
from web.forms.field import Choice, Field
from web.problems import said
from web.schemas.for_evidence import File
from web.schemas.for_projects import PROJECT, WHOLE, Named
from web.schemas.lists import Several
from web.schemas.saying import Day, Exact, OneOf, Said, Writing, obey, wrong
from web.texts.words_of_the_field import (
    ACTIVITIES,
    NATURE_HINTS,
    NATURES,
    UNITS,
)

TITLE_MIN, TITLE_MAX = 5, 120
DESCRIPTION_MAX: Final = 5_000


class Step(StrEnum):
    """A page of the form, by its name in the address."""

    WHAT = "quoi"
    HOW_MUCH = "combien"
    EVIDENCE = "preuve"
    CHECK = "verifier"


NATURE: Final = Field(
    name="nature",
    label=lazy_gettext("Nature"),
    hint=lazy_gettext("Money is recorded by the body that receives it, not here."),
    widget="radios",
    choices=choices(NATURES, COUNTABLE, NATURE_HINTS),
)
TITLE: Final = Field(
    name="title",
    label=lazy_gettext("In a few words"),
    hint=lazy_gettext("For example “Hosting of three workshops”; everyone can read it"),
)
QUANTITY: Final = Field(
    name="quantity",
    label=lazy_gettext("How much?"),
    hint=lazy_gettext("For example 12 or 7.5"),
    widget="number",
)
UNIT: Final = Field(
    name="unit",
    label=lazy_gettext("Counted in"),
    widget="radios",
    choices=choices(UNITS),
)
STARTED_ON: Final = Field(
    name="started_on",
    label=lazy_gettext("On which day did it begin?"),
    hint=lazy_gettext("For example 27 3 2026"),
    widget="date3",
)
ENDED_ON: Final = Field(
    name="ended_on",
    label=lazy_gettext("On which day did it end?"),
    hint=lazy_gettext("Leave it empty if it was the same day"),
    widget="date3",
    optional=True,
)
DESCRIPTION: Final = Field(
    name="description",
    label=lazy_gettext("What should others know about it?"),
    hint=lazy_gettext("Everyone can read it: name no one"),
    widget="textarea",
    count_max=DESCRIPTION_MAX,
    optional=True,
)
ACTIVITY: Final = Field(
    name="activities",
    label=lazy_gettext("What kind of work was it?"),
    widget="checkboxes",
    choices=choices(ACTIVITIES),
    optional=True,
)
STEPS: Final[Mapping[Step, tuple[Field, ...]]] = {
    Step.WHAT: (NATURE, TITLE, PROJECT),
    Step.HOW_MUCH: (QUANTITY, UNIT, STARTED_ON, ENDED_ON),
    Step.EVIDENCE: (DESCRIPTION, ACTIVITY),
}
ASKED: Final = tuple(field for asked in STEPS.values() for field in asked)

CHOOSE: Final = {"invalid": lazy_gettext("Choose one of the answers")}
NO_SUCH_DAY: Final = lazy_gettext("This date does not exist: for example 27 3 2026")


@dataclass(frozen=True, kw_only=True)
class Described:
    """A contribution as someone describes it, whole and within the limits."""

    nature: Nature
    quantity: Decimal
    unit: Unit
    period: Period
    title: str
    description: str | None
    activities: tuple[Activity, ...]
    evidence: tuple[Evidence, ...]
    project_id: ProjectId | None


class ContributionSchema(Schema):
    """What is needed to record a contribution.

    ``today`` is the last day that a period may reach; ``units`` are those that
    the modalities in force count.
    """

    class Meta:
        """Refuse what is not asked: a misspelt name would otherwise be lost."""

        unknown = RAISE

    nature = OneOf(Nature, CHOOSE, required=True)
    title = Writing(
        {
            "missing": lazy_gettext("Say in a few words what you brought"),
            "too_short": lazy_gettext("Use five characters at least"),
            "too_long": lazy_gettext("Shorten this to 120 characters"),
            "invalid": lazy_gettext("Write a text"),
        },
        at_least=TITLE_MIN,
        at_most=TITLE_MAX,
        required=True,
    )
    quantity = Exact(
        {
            "missing": lazy_gettext("Enter how much you brought"),
            "invalid": lazy_gettext(
                "Write the quantity with digits only, such as 12 or 7.5"
            ),
        },
        required=True,
    )
    unit = OneOf(Unit, CHOOSE, required=True)
    started_on = Day(
        {
            "missing": lazy_gettext("Enter the day, the month and the year"),
            "invalid": NO_SUCH_DAY,
        },
        required=True,
    )
    ended_on = Day({"invalid": NO_SUCH_DAY}, load_default=None)
    description = Writing(
        {
            "too_long": lazy_gettext("Shorten this to 5,000 characters"),
            "invalid": lazy_gettext("Write a text"),
        },
        at_least=0,
        at_most=DESCRIPTION_MAX,
        load_default=None,
    )
    activities = Several(OneOf(Activity, CHOOSE), load_default=list)
    evidence = Several(
        File({"invalid": lazy_gettext("Choose this file again")}), load_default=list
    )

    project = Named(CHOOSE, load_default=None)

    def __init__(
        self,
        *,
        today: date,
        only: Iterable[str] | None = None,
        units: Units = COUNTABLE,
    ) -> None:
        self.today = today
        self.units = units
        super().__init__(only=tuple(only) if only is not None else None)

    @validates_schema(skip_on_field_errors=False)
    def _within_limits(self, loaded: dict[str, Any], **_options: Any) -> None:  # noqa: ANN401  # marshmallow's own
        """Ask the ledger's own rules about each thing that could be read."""
        found: dict[str, list[Said]] = {}
        for name, check in self._rules(loaded):
            try:
                check()
            except ValidationError as error:
                found[name] = cast("list[Said]", error.messages)
        if found:
            raise ValidationError(cast("dict[str, Any]", found))

    def _rules(self, loaded: Mapping[str, Any]) -> "Iterable[tuple[str, Rule]]":
        nature, unit = loaded.get("nature"), loaded.get("unit")
        if nature is Nature.MONEY:
            yield "nature", lambda: _refuse(MoneyComesThroughVehicle)
        elif nature and nature not in self.units:
            yield "nature", lambda: _refuse(NatureNotCounted)
        elif nature and unit:
            counted = self.units
            yield (
                "unit",
                lambda: obey(lambda: limits.check_nature(nature, unit, counted)),
            )
        if (quantity := loaded.get("quantity")) is not None:
            yield "quantity", lambda: obey(lambda: limits.check_quantity(quantity))
        if (start := loaded.get("started_on")) is not None:
            end = loaded.get("ended_on") or start
            name = "ended_on" if loaded.get("ended_on") else "started_on"
            period = Period(start, end)
            yield name, lambda: obey(lambda: limits.check_period(period, self.today))
        activities = tuple(loaded.get("activities", ()))
        yield "activities", lambda: obey(lambda: limits.check_activities(activities))
        evidence = tuple(loaded.get("evidence", ()))
        yield "evidence", lambda: obey(lambda: limits.check_evidence(evidence))


Rule = Any


def _refuse(why: type[Refusal]) -> None:
    raise wrong(why.__name__, said(why()))


@lru_cache(maxsize=2)
def whole_schema(
    today: date, counted: frozenset[tuple[Nature, frozenset[Unit]]]
) -> ContributionSchema:
    """Return what checks a whole contribution, made once a day: making costs most."""
    return ContributionSchema(today=today, units=dict(counted))


def describe(
    document: Mapping[str, Any], *, today: date, units: Units = COUNTABLE
) -> Described:
    """Return the contribution of a whole document; raises ValidationError."""
    schema = whole_schema(today, frozenset(units.items()))
    loaded = cast("dict[str, Any]", schema.load(document))
    return Described(
        nature=loaded["nature"],
        quantity=loaded["quantity"],
        unit=loaded["unit"],
        period=Period(loaded["started_on"], loaded["ended_on"] or loaded["started_on"]),
        title=loaded["title"],
        description=loaded["description"] or None,
        activities=tuple(loaded["activities"]),
        evidence=tuple(loaded["evidence"]),
        project_id=ProjectId(loaded["project"]) if loaded["project"] else None,
    )


def fields_of(
    step: Step,
    nature: str | None,
    projects: Sequence[Choice] | None = None,
    units: Units = COUNTABLE,
) -> tuple[Field, ...]:
    """Return what a step asks: natures that count, and the units of this one.

    Whoever has no project to choose is not asked for one.
    """
    asked = STEPS[step]
    if projects is not None:
        known = replace(PROJECT, choices=(WHOLE, *projects))
        asked = tuple(known if field is PROJECT else field for field in asked)
        asked = tuple(field for field in asked if field is not known or projects)
    natures = choices(NATURES, (n for n in COUNTABLE if n in units), NATURE_HINTS)
    given = {NATURE.name: replace(NATURE, choices=natures)}
    if step is Step.HOW_MUCH and nature in set(units):
        counted = units[Nature(nature)]
        offered = choices(UNITS, (unit for unit in Unit if unit in counted))
        given[UNIT.name] = replace(UNIT, choices=offered)
    return tuple(given.get(field.name, field) for field in asked)
