"""Describing: what the three steps ask of a resource, and how each is read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from ledger.commons.resources.fork_resource import ForkResource
from ledger.commons.resources.licences import allows_forks
from ledger.commons.resources.publish_resource import PublishResource
from ledger.commons.resources.refusals import LicenceForbidsFork
from ledger.kernel.identifiers import ContributionId, ResourceId, identifier_from_key
from ledger.kernel.messages import Command
from web.auth.viewer import Hat
from web.forms.field import Field, Text, Values
from web.forms.reading import Errors, Typed
from web.pages.space.origins import OTHERS, OWN, named_origins, own_contributions
from web.pages.space.resource_forms import (
    LICENCE,
    OTHER_LICENCE,
    Open,
    licence_typed,
    licence_values,
)
from web.problems import said
from web.schemas.asking import Loaded
from web.schemas.catalogue import ASKINGS
from web.schemas.resources import (
    ADDRESS,
    EDITION,
    KIND,
    ORIGIN_EDITION,
    SUMMARY,
    TITLE,
)
from web.schemas.typed import AS_ASKED, load_typed

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
    def command(self) -> type[Command]:
        """Return what is asked for."""
        return PublishResource if self.origin is None else ForkResource

    @property
    def known(self) -> dict[str, Any]:
        """Return what the page knows of it."""
        origin = self.origin
        return {} if origin is None else {"origin_id": origin.row.resource_id}

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
    return replace(ORIGIN_EDITION, choices=origin.edition_choices)


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
) -> Loaded:
    """Read one step; note beside each field what is wrong with it."""
    asked = [f for f in describing.steps[step] if f.widget != "checkboxes"]
    reading = replace(licence_typed(typed) if step == 1 else AS_ASKED, is_partial=True)
    loaded = load_typed(ASKINGS[describing.command], asked, typed, errors, reading)
    if step == 0 and describing.origin is not None and "origin_edition" not in errors:
        _check_forkable(describing.origin, loaded["origin_edition"], errors)
    if step == LAST:
        loaded["origins"] = origins_of(describing, typed, errors)
    return loaded


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
