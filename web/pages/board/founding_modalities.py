"""Founding modalities: what is counted, and above how much it is to be confirmed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, cast

from flask import Flask, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from marshmallow import ValidationError

from ledger.commons.contributions.events import Nature, Unit
from ledger.commons.contributions.found_modalities import FoundModalities
from ledger.commons.contributions.limits import UNITS as COUNTABLE
from ledger.commons.contributions.limits import Units
from ledger.commons.contributions.refusals import UnitOfAnotherNature
from ledger.kernel.messages import Capacity
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.store.port import Appended
from projections.commons.modalities import ModalitiesRow, modalities_now
from projections.membership.partners import partners_by_id
from projections.shelf import Shelf
from web.asked import whole_number
from web.auth.guards import required_hat
from web.auth.viewer import Hat
from web.forms.answering import Form, Page, answer
from web.forms.choices import choices
from web.forms.document import document, first
from web.forms.field import Choice, Field, Values
from web.forms.reading import Errors, Typed
from web.languages import PREFIX, language
from web.pages.personal import personal
from web.pages.space.asking import put
from web.problems import said
from web.reading import Texts, day_of_reading, open_shelf
from web.schemas.asking import Loaded
from web.schemas.catalogue import ASKINGS
from web.seats import seats_on
from web.texts.words_of_the_field import NATURES, UNITS
from web.writing import now, url_after

VERSION: Final = "version"
SIGNATORIES: Final = "signatories"
FOUNDED: Final = ASKINGS[FoundModalities]


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What holds today, and who may sign what is to hold."""

    held: ModalitiesRow | None
    signatories: Sequence[Choice]
    signed_by: Sequence[str]

    @property
    def units(self) -> Units:
        """Return what is counted today."""
        return COUNTABLE if self.held is None else self.held.units

    @property
    def confirm_above(self) -> Mapping[Unit, Decimal]:
        """Return above how much is to be confirmed today."""
        return {} if self.held is None else self.held.confirm_above

    @property
    def version(self) -> int:
        """Return the number of what is founded next."""
        return 1 if self.held is None else self.held.modalities_version + 1


def register(app: Flask) -> None:
    """Add the form."""
    app.add_url_rule(
        f"{PREFIX}/bureau/modalites",
        "found_modalities",
        found_modalities,
        methods=["GET", "POST"],
    )


@personal
def found_modalities() -> Page:
    """Show what holds today, and ask what is to hold from now on."""
    hat = required_hat(Capacity.BOARD_MEMBER)
    with open_shelf() as shelf:
        setting = _setting(shelf, day_of_reading())
    asked = _fields(setting)

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        loaded = _loaded(typed, errors)
        return None if errors else put(FoundModalities, loaded, hat, key)

    return answer(
        Form(
            title=lazy_gettext("What is counted, and what is confirmed"),
            lead=lazy_gettext(
                "It holds for what is recorded from now on; what is recorded stays."
            ),
            fields=asked,
            values=_values(setting, hat),
            button=lazy_gettext("Found these modalities"),
            back_url=url_for("board"),
            send=send,
            done=lambda appended: url_after(appended, "found_modalities"),
            said=lazy_gettext("These modalities are in force."),
            names=NAMES,
            shown={"setting": setting},
        ),
        "board/modalities.html",
    )


def _setting(shelf: Shelf, today: date) -> Setting:
    held = modalities_now(shelf)
    seated = list(dict.fromkeys(s.partner_id for s in seats_on(shelf, today)))
    signed = held.signatories if held is not None else ()
    bodies = partners_by_id(shelf, {*seated, *signed})
    texts = Texts([body.name for body in bodies.values()])
    names = {name: texts(body.name) for name, body in bodies.items()}
    return Setting(
        held=held,
        signatories=[Choice(value=n, label=names.get(n, "")) for n in seated],
        signed_by=[names.get(name, "") for name in signed],
    )


def _name(nature: Nature) -> str:
    return f"units-{nature}"


def _above(unit: Unit) -> str:
    return f"above-{unit}"


NAMES: Final = {"natures": _name(Nature.TIME), "thresholds": _above(Unit.HOUR)}


def _fields(setting: Setting) -> tuple[Field, ...]:
    """Ask for the units of each nature, a threshold for each unit, and who signs."""
    natures = (
        Field(
            name=_name(nature),
            label=NATURES[nature],
            hint=lazy_gettext("Tick nothing, and this nature is counted no more"),
            widget="checkboxes",
            choices=choices(UNITS, (u for u in Unit if u in COUNTABLE[nature])),
            optional=True,
        )
        for nature in COUNTABLE
    )
    thresholds = (
        Field(
            name=_above(unit),
            label=lazy_gettext("%(unit)s: confirm above", unit=UNITS[unit]),
            hint=lazy_gettext("Left empty, nothing needs to be confirmed"),
            widget="number",
            optional=True,
        )
        for unit in Unit
    )
    signing = Field(
        name=SIGNATORIES,
        label=lazy_gettext("Which partners of the board sign?"),
        widget="checkboxes",
        choices=tuple(setting.signatories),
    )
    version = Field(name=VERSION, label="", widget="hidden", optional=True)
    return (*natures, *thresholds, signing, version)


def _values(setting: Setting, hat: Hat) -> Values:
    """Return what holds today as the form shows it."""
    ticked = {
        _name(nature): [unit.value for unit in Unit if unit in units]
        for nature, units in setting.units.items()
    }
    above = {_above(unit): f"{much:f}" for unit, much in setting.confirm_above.items()}
    return {
        **ticked,
        **above,
        SIGNATORIES: [str(hat.partner_id)],
        VERSION: str(setting.version),
    }


def _loaded(typed: Typed, errors: Errors) -> Loaded:
    """Return what is to hold; note what is wrong beside its question."""
    natures: list[dict[str, Any]] = []
    for nature in COUNTABLE:
        units = _ticked(typed, nature, errors)
        if units:
            natures.append({"nature": nature.value, "units": units})
    asked = {_above(unit): unit for unit in Unit}
    fields = [Field(name=name, label="", widget="number") for name in asked]
    told = document(fields, typed, language())
    sent = {
        "modalities_version": whole_number(typed.get(VERSION, "")) or 0,
        "natures": natures,
        "thresholds": [
            {"unit": asked[name].value, "quantity": much} for name, much in told.items()
        ],
        "signatories": list(dict.fromkeys(typed.getlist(SIGNATORIES))),
    }
    try:
        return FOUNDED.load(sent, today=day_in_paris(now()))
    except ValidationError as error:
        _note(error.messages_dict, list(told), errors)
        return {}


def _note(wrong: Mapping[str, Any], thresholds: Sequence[str], errors: Errors) -> None:
    """Note what is wrong, each beside its question."""
    for name, found in wrong.items():
        if name == "thresholds" and isinstance(found, Mapping):
            for rank, said_of in cast("Mapping[int, object]", found).items():
                errors.setdefault(thresholds[rank], first(said_of))
        else:
            errors.setdefault(NAMES.get(name, name), first(found))


def _ticked(typed: Typed, nature: Nature, errors: Errors) -> Sequence[str]:
    """Return the units ticked for a nature; note an error where one does not fit."""
    name, known = _name(nature), {unit.value: unit for unit in Unit}
    found = list(dict.fromkeys(typed.getlist(name)))
    if not set(found) <= known.keys():
        errors[name] = _("Choose one of the answers")
        return ()
    if not COUNTABLE[nature].issuperset(known[one] for one in found):
        errors[name] = said(UnitOfAnotherNature())
    return found
