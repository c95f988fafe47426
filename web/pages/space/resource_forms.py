"""Resource forms: how each small form about a resource is shown, read and sent."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Flask, abort, request, url_for
from flask_babel import lazy_gettext

from ledger.commons.resources.licences import licence_of
from ledger.kernel.messages import Capacity, Command
from ledger.policy import POLICY
from projections.commons.resources import ResourceRow, resource
from web.auth.guards import RoleNeeded, required_viewer
from web.auth.viewer import Hat
from web.forms.answering import Form, Page, answer
from web.forms.document import tidy
from web.forms.field import Choice, Field, Text, Values
from web.forms.reading import Typed
from web.languages import PREFIX
from web.pages.commons.resource_acts import hat_on
from web.pages.personal import personal
from web.pages.space.asking import as_asked, sender
from web.reading import Texts, open_shelf
from web.schemas.typed import AS_ASKED, Reading
from web.writing import url_after

OTHER: Final = "other"
USUAL_LICENCES: Final[Mapping[str, Text]] = {
    "CC-BY-SA-4.0": lazy_gettext(
        "Texts and pictures: name us, and share what you change under the same terms"
    ),
    "CC-BY-4.0": lazy_gettext("Texts and pictures: name us"),
    "CC0-1.0": lazy_gettext("Anything: no condition at all"),
    "etalab-2.0": lazy_gettext("Public data in France: name the source"),
    "ODbL-1.0": lazy_gettext("Databases: name us, and share under the same terms"),
    "EUPL-1.2": lazy_gettext("Software of public bodies in Europe: share alike"),
    "AGPL-3.0-or-later": lazy_gettext("Software: share alike, even over a network"),
    "MIT": lazy_gettext("Software: name us"),
}
"""The licences that most choose among; any other of the list may be written."""


@dataclass(frozen=True, kw_only=True)
class Open:
    """A resource as a form about it needs it, and for whom the form is filled in."""

    row: ResourceRow
    title: str
    summary: str
    address: str
    hat: Hat | None

    @property
    def edition_choices(self) -> tuple[Choice, ...]:
        """Return its editions as the answers of a question, the latest first."""
        return tuple(
            Choice(value=one.edition, label=one.edition, hint=one.licence)
            for one in reversed(self.row.editions)
        )


@dataclass(frozen=True, kw_only=True)
class ResourceForm:
    """A form of one command about one resource.

    ``fields`` asks what the command needs, given the resource.
    """

    path: str
    command: type[Command]
    title: Text
    button: Text
    said: Text
    fields: Callable[[Open], Sequence[Field]]
    lead: Text | None = None
    values: Callable[[Open], Values] | None = None
    reading: Callable[[Typed], Reading] = as_asked
    is_grave: bool = False


def add_form(app: Flask, endpoint: str, form: ResourceForm) -> None:
    """Give a form its address."""
    at = f"{PREFIX}/espace/ressources/<resource_id>/{form.path}"
    app.add_url_rule(at, endpoint, _page_of(form), methods=["GET", "POST"])


def _page_of(form: ResourceForm) -> Callable[..., Page]:
    @personal
    def page(resource_id: str) -> Page:
        opened = open_resource(resource_id, form.command)
        return answer(_shown(form, opened), "space/resource_act.html")

    return page


def open_resource(resource_id: str, command: type[Command]) -> Open:
    """Return a resource for a form, or answer that there is none."""
    with open_shelf() as shelf:
        row = resource(shelf, resource_id)
    if row is None:
        abort(404)
    texts = Texts([row.title, row.summary, row.address])
    return Open(
        row=row,
        title=texts(row.title),
        summary=texts(row.summary),
        address=texts(row.address),
        hat=hat_for_form(row, command),
    )


def hat_for_form(row: ResourceRow | None, command: type[Command]) -> Hat | None:
    """Return under which designation the viewer acts; who has none is told first.

    Whoever lost it since the form was opened is told on the form, beside what
    they wrote.
    """
    hat = hat_on(row, required_viewer(), command)
    if hat is None and request.method == "GET":
        raise RoleNeeded(*(c for c in Capacity if c in POLICY[command]))
    return hat


def _shown(form: ResourceForm, opened: Open) -> Form:
    name = opened.row.resource_id
    asked = tuple(form.fields(opened))

    known = {"resource_id": name}
    return Form(
        title=form.title,
        lead=form.lead,
        fields=asked,
        values=form.values(opened) if form.values else None,
        button=form.button,
        back_url=url_for("resource", resource_id=name),
        send=sender(form.command, asked, opened.hat, known, form.reading),
        done=lambda appended: url_after(appended, "resource", resource_id=name),
        said=form.said,
        is_grave=form.is_grave,
        shown={
            "opened": opened,
            "partner": opened.hat.partner_name if opened.hat else "",
        },
    )


LICENCE: Final = Field(
    name="licence",
    label=lazy_gettext("Under which licence?"),
    widget="radios",
    choices=(
        *(Choice(value=n, label=n, hint=hint) for n, hint in USUAL_LICENCES.items()),
        Choice(value=OTHER, label=lazy_gettext("Another one, written below")),
    ),
)
OTHER_LICENCE: Final = Field(
    name="other_licence",
    label=lazy_gettext("Another licence"),
    hint=lazy_gettext("Its identifier in the SPDX list, for example CC-BY-NC-4.0"),
    width="w20",
    spellcheck=False,
    optional=True,
)


def licence_typed(typed: Typed) -> Reading:
    """Return the licence meant, as the official list writes it if it is there."""
    if typed.get("licence") != OTHER:
        return AS_ASKED
    written = tidy(typed.get(OTHER_LICENCE.name, ""), is_long=False)
    known = licence_of(written)
    meant = known.identifier if known is not None else written
    return Reading(instead={"licence": meant}, names={"licence": OTHER_LICENCE.name})


def licence_values(licence: str) -> dict[str, str]:
    """Return a licence as its two questions show it."""
    if licence in USUAL_LICENCES:
        return {"licence": licence}
    return {"licence": OTHER, "other_licence": licence}
