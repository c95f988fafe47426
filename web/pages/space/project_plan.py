"""Project plan: the financing plan, line by line, set anew as a whole.

A page shows the lines there are and some empty ones; what is left empty is no
line. The number of the plan that was looked at goes along, so that a plan which
somebody else set meanwhile is not overwritten unseen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, cast

from flask import Flask, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from marshmallow import ValidationError

from ledger.commons.projects.set_financing_plan import LINES_MAX, SetFinancingPlan
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.store.port import Appended
from projections.commons.projects import ProjectRow
from projections.membership.partners import partners_by_id
from web.asked import whole_number
from web.auth.viewer import Hat
from web.forms.answering import Form, Page, answer
from web.forms.document import document, first
from web.forms.field import Choice, Field, Values
from web.forms.reading import Errors, Typed
from web.languages import PREFIX, language
from web.pages.personal import personal
from web.pages.space.asking import put
from web.pages.space.project_forms import Open, hat_for_form, open_project
from web.reading import Texts, open_shelf
from web.schemas.asking import Loaded
from web.schemas.catalogue import ASKINGS
from web.schemas.projects import (
    BODY,
    FUNDER,
    GRANTED,
    OWN_SHARE,
    REQUESTED,
    SCHEME,
)
from web.texts.numbers import number
from web.writing import form_key, now, url_after

SPARE: Final = 3
"""How many empty lines are offered below those that there are."""

COUNT: Final = "count"
VERSION: Final = "plan_version"
MORE: Final = "more"
CENTS: Final = 100
PLAN: Final = ASKINGS[SetFinancingPlan]


@dataclass(frozen=True, kw_only=True)
class Line:
    """The questions of one line."""

    number: int
    partner: Field
    body: Field
    scheme: Field
    requested: Field
    granted: Field
    own: Field

    @property
    def names(self) -> Mapping[str, str]:
        """Return what the schema calls each question of this line."""
        return {
            self.partner.name: FUNDER.name,
            self.body.name: BODY.name,
            self.scheme.name: SCHEME.name,
            self.requested.name: REQUESTED.name,
            self.granted.name: GRANTED.name,
            self.own.name: OWN_SHARE.name,
        }

    @property
    def fields(self) -> tuple[Field, ...]:
        """Return the questions in the order of the page."""
        return (
            self.partner,
            self.body,
            self.scheme,
            self.requested,
            self.granted,
            self.own,
        )


def register(app: Flask) -> None:
    """Add the page."""
    app.add_url_rule(
        f"{PREFIX}/espace/projets/<project_id>/financement",
        "set_financing_plan",
        set_financing_plan,
        methods=["GET", "POST"],
    )


@personal
def set_financing_plan(project_id: str) -> Page:
    """Show the plan to be changed, more lines of it, or send it."""
    opened = open_project(project_id)
    hat = hat_for_form(opened.row, SetFinancingPlan)
    lines = _lines(opened)
    form = _form(opened, lines, hat)
    if request.method == "POST" and MORE in request.form:
        return render_template(
            "space/project_plan.html",
            form=form,
            values=request.form,
            errors={},
            ordered=[],
            key=form_key(),
            **(form.shown or {}),
        )
    return answer(form, "space/project_plan.html")


def _lines(opened: Open) -> list[Line]:
    """Return the lines to ask for: as many as were shown, and more on demand."""
    count = whole_number(request.form.get(COUNT, ""))
    if count is None:
        count = len(opened.row.plan) + SPARE
    elif MORE in request.form:
        count += SPARE
    others = Choice(value="", label=_("Another body, named below"))
    choices = (others, *opened.member_choices, *_earlier_funders(opened))
    return [_line(rank, choices) for rank in range(1, min(count, LINES_MAX) + 1)]


def _earlier_funders(opened: Open) -> tuple[Choice, ...]:
    """Return the partners that the plan asks though they do not take part."""
    members = {m.partner_id for m in opened.row.members}
    asked = {line.funder_id for line in opened.row.plan if line.funder_id} - members
    with open_shelf() as shelf:
        bodies = partners_by_id(shelf, sorted(asked))
    texts = Texts([body.name for body in bodies.values()])
    return tuple(
        Choice(value=name, label=texts(bodies[name].name)) for name in sorted(bodies)
    )


def _line(rank: int, choices: tuple[Choice, ...]) -> Line:
    """Return the questions of a line; its page says once that some may be empty."""

    def asked(name: str, field: Field) -> Field:
        return replace(field, name=f"{name}-{rank}", optional=False)

    return Line(
        number=rank,
        partner=replace(asked("partner", FUNDER), choices=choices),
        body=asked("body", BODY),
        scheme=asked("scheme", SCHEME),
        requested=asked("requested", REQUESTED),
        granted=asked("granted", GRANTED),
        own=asked("own", OWN_SHARE),
    )


def _form(opened: Open, lines: Sequence[Line], hat: Hat | None) -> Form:
    name = opened.row.project_id

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        told = {line.number: answer for line in lines if (answer := _told(line, typed))}
        version = whole_number(typed.get(VERSION, "")) or 0
        sent = {VERSION: version, "lines": list(told.values())}
        asked = [lines[rank - 1] for rank in told]
        loaded: Loaded = {}
        try:
            loaded = PLAN.load(sent, today=day_in_paris(now()))
        except ValidationError as error:
            errors |= _errors(error.messages_dict, asked, lines)
        _note_not_offered(asked, typed, errors)
        known = {"project_id": name}
        return None if errors else put(SetFinancingPlan, loaded, hat, key, known)

    return Form(
        title=lazy_gettext("Set the financing plan"),
        lead=lazy_gettext(
            "It replaces the plan there is, which stays on record. Leave empty the"
            " lines you do not need; a grant is filled in once there is an answer."
        ),
        fields=tuple(field for line in lines for field in line.fields),
        values=_values(opened.row),
        button=lazy_gettext("Set the plan"),
        back_url=url_for("project", project_id=name),
        send=send,
        done=lambda appended: url_after(appended, "project", project_id=name),
        said=lazy_gettext("The financing plan is set."),
        names={"lines": lines[0].partner.name} if lines else None,
        shown={
            "opened": opened,
            "lines": lines,
            "version": request.form.get(VERSION) or opened.row.plan_version + 1,
            "may_add": len(lines) < LINES_MAX,
        },
    )


def _told(line: Line, typed: Typed) -> dict[str, Any]:
    """Return what one line says; nothing where nothing was written into it."""
    told = document(line.fields, typed, language())
    return {line.names[name]: value for name, value in told.items()}


def _errors(
    wrong: Mapping[str, Any], asked: Sequence[Line], lines: Sequence[Line]
) -> Errors:
    """Return what is wrong, each beside its question."""
    of_lines = wrong.get("lines", {})
    errors = {name: first(said) for name, said in wrong.items() if name != "lines"}
    if not isinstance(of_lines, Mapping):
        return errors | {lines[0].partner.name: first(of_lines)}
    for rank, said_of in cast("Mapping[int, Mapping[str, Any]]", of_lines).items():
        asks = {name: field for field, name in asked[rank].names.items()}
        errors |= {asks[name]: first(said) for name, said in said_of.items()}
    return errors


def _note_not_offered(asked: Sequence[Line], typed: Typed, errors: Errors) -> None:
    for line in asked:
        offered = {choice.value for choice in line.partner.choices}
        if typed.get(line.partner.name, "") not in offered:
            errors[line.partner.name] = _("Choose one of the answers")


def _values(row: ProjectRow) -> Values:
    """Return the plan there is as it would have been typed."""
    texts = Texts([words for line in row.plan for words in (line.funder, line.scheme)])
    values: dict[str, str] = {}
    for rank, line in enumerate(row.plan, 1):
        values |= {
            f"partner-{rank}": line.funder_id or "",
            f"body-{rank}": texts(line.funder),
            f"scheme-{rank}": texts(line.scheme),
            f"requested-{rank}": _typed(line.requested_cents),
            f"granted-{rank}": _typed(line.granted_cents),
            f"own-{rank}": "1" if line.is_own_share else "",
        }
    held: Mapping[str, str] = values
    return held


def _typed(amount: int | None) -> str:
    """Write an amount as people type it, cents in full where there are any."""
    if amount is None:
        return ""
    euros, rest = divmod(amount, CENTS)
    return (
        f"{number(euros)}{',' if language() == 'fr' else '.'}{rest:02}"
        if rest
        else number(euros)
    )
