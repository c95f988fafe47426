"""Describing: what the three steps ask of a resource, read, and made a command."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from ledger.commons.resources.events import ResourceKind
from ledger.commons.resources.fork_resource import ForkResource
from ledger.commons.resources.licences import allows_forks
from ledger.commons.resources.publish_resource import PublishResource
from ledger.commons.resources.refusals import LicenceForbidsFork
from ledger.kernel.identifiers import ContributionId, ResourceId, identifier_from_key
from ledger.kernel.messages import Command
from web.auth.viewer import Hat
from web.forms.choices import choices
from web.forms.field import Field, Text, Values
from web.forms.reading import Errors, Typed
from web.pages.space.origins import OTHERS, OWN, named_origins, own_contributions
from web.pages.space.project_forms import Answers, read
from web.pages.space.resource_acts import SUMMARY
from web.pages.space.resource_forms import (
    ADDRESS,
    EDITION,
    LICENCE,
    OTHER_LICENCE,
    Open,
    check_made,
    chosen_licence,
    known_about,
    licence_values,
)
from web.problems import said
from web.texts.words_of_the_field import RESOURCE_KIND_HINTS, RESOURCE_KINDS
from web.writing import Writing

KIND: Final = Field(
    name="kind",
    label=lazy_gettext("What do you share?"),
    widget="radios",
    choices=choices(RESOURCE_KINDS, ResourceKind, RESOURCE_KIND_HINTS),
)
TITLE: Final = Field(
    name="title",
    label=lazy_gettext("What is it called?"),
    hint=lazy_gettext("For example “Opening a repair café”; everyone can read it"),
)
STEPS: Final = 3
LAST: Final = STEPS - 1


@dataclass(frozen=True, kw_only=True)
class Describing:
    """A resource that is being described: for whom, from which other one, in steps."""

    hat: Hat | None
    origin: Open | None
    steps: Sequence[Sequence[Field]]

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return all that is asked."""
        return tuple(field for asked in self.steps for field in asked)

    @property
    def title(self) -> Text:
        """Return what heads the steps."""
        if self.origin is not None:
            return lazy_gettext("Take a resource further")
        return lazy_gettext("Publish a resource")

    def step_of(self, name: str) -> int:
        """Return the step that asks for this; the last one if none does."""
        for number, asked in enumerate(self.steps):
            if any(field.name == name for field in asked):
                return number
        return LAST


def describe(hat: Hat | None, origin: Open | None) -> Describing:
    """Return what is asked, for whom, and from which resource if from one."""
    own = own_contributions(hat.partner_id) if hat is not None else ()
    mine = (replace(OWN, choices=tuple(own)),) if own else ()
    return Describing(
        hat=hat,
        origin=origin,
        steps=(
            (KIND if origin is None else _edition_of(origin), TITLE, SUMMARY),
            (LICENCE, OTHER_LICENCE, EDITION, ADDRESS),
            (*mine, OTHERS),
        ),
    )


def _edition_of(origin: Open) -> Field:
    return Field(
        name="origin_edition",
        label=lazy_gettext("From which version do you start?"),
        widget="radios",
        choices=origin.edition_choices,
    )


def first_values(describing: Describing) -> Values:
    """Return what the questions show at first: a fork begins as its origin is."""
    origin = describing.origin
    if origin is None:
        return {"edition": "1.0"}
    row = origin.row
    forkable = [e.edition for e in row.editions if allows_forks(e.licence)]
    return {
        "origin_edition": forkable[-1] if forkable else "",
        "title": origin.title,
        "summary": origin.summary,
        "edition": "1.0",
        **licence_values(row.licence),
    }


def read_step(
    describing: Describing, step: int, typed: Typed, errors: Errors
) -> Answers:
    """Read one step; note beside each field what is wrong with it."""
    asked = [f for f in describing.steps[step] if f.widget != "checkboxes"]
    answers = read(asked, typed, errors)
    if step == 0 and describing.origin is not None and "origin_edition" not in errors:
        _check_forkable(describing.origin, answers["origin_edition"], errors)
    if step == 1:
        check_made(answers, errors)
    if step == LAST:
        origins_of(describing, typed, errors)
    return answers


def _check_forkable(origin: Open, edition: str, errors: Errors) -> None:
    licences = {one.edition: one.licence for one in origin.row.editions}
    if not allows_forks(licences.get(edition, "")):
        errors["origin_edition"] = said(LicenceForbidsFork())


def origins_of(
    describing: Describing, typed: Typed, errors: Errors
) -> tuple[ContributionId, ...]:
    """Return the contributions named: own ones by their box, others by number."""
    offered = {c.value for f in describing.fields if f.name == "own" for c in f.choices}
    ticked = [ContributionId(n) for n in typed.getlist("own") if n in offered]
    named, unknown = named_origins(typed.get("others", ""))
    if unknown:
        errors["others"] = _(
            "No contribution bears the number %(number)s: look it up in the list",
            number=unknown,
        )
    return tuple(dict.fromkeys([*ticked, *named]))


def name_of(key: str) -> ResourceId:
    """Return the name that a form's key gives to the resource it makes."""
    return ResourceId(identifier_from_key(key, "resource"))


def command_of(
    describing: Describing,
    key: str,
    writing: Writing,
    answers: Answers,
    origins: tuple[ContributionId, ...],
) -> Command:
    """Return the command that asks for what was described."""
    address = answers["address"]
    made: dict[str, Any] = {
        **known_about(name_of(key), describing.hat, key),
        "licence": chosen_licence(answers),
        "edition": answers["edition"],
        "title": writing.public("title", answers["title"]),
        "summary": writing.public("summary", answers["summary"]),
        "address": writing.public("address", address) if address else None,
        "origins": origins,
    }
    if describing.origin is None:
        return PublishResource(**made, kind=ResourceKind(answers["kind"]))
    return ForkResource(
        **made,
        origin_id=ResourceId(describing.origin.row.resource_id),
        origin_edition=answers["origin_edition"],
    )
