"""Project plan: the financing plan, line by line, set anew as a whole.

A page shows the lines there are and some empty ones; what is left empty is no
line. The number of the plan that was looked at goes along, so that a plan which
somebody else set meanwhile is not overwritten unseen.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from flask import Flask, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from ledger.commons.projects.events import FinancingLine
from ledger.commons.projects.set_financing_plan import LINES_MAX, SetFinancingPlan
from ledger.kernel.identifiers import PartnerId
from ledger.kernel.store.port import Appended
from projections.commons.projects import ProjectRow
from projections.membership.partners import partners_by_id
from web.asked import whole_number
from web.forms.answering import Form, Page, answer
from web.forms.field import Choice, Field, Values
from web.forms.money import cents
from web.forms.reading import Errors, Typed, choice, text
from web.languages import PREFIX, language
from web.pages.personal import personal
from web.pages.space.project_forms import (
    LINE_MAX,
    Open,
    hat_for_form,
    known_in,
    open_project,
)
from web.reading import Texts, open_shelf
from web.texts.numbers import number
from web.writing import Writing, ask, form_key, url_after

SPARE: Final = 3
"""How many empty lines are offered below those that there are."""

COUNT: Final = "count"
VERSION: Final = "plan_version"
MORE: Final = "more"
CENTS: Final = 100
Known = Callable[[str], dict[str, Any]]


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
    form = _form(opened, lines, lambda key: known_in(project_id, hat, key))
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
    euros: dict[str, Any] = {"widget": "number", "suffix": "€"}
    return Line(
        number=rank,
        partner=Field(
            name=f"partner-{rank}",
            label=lazy_gettext("Funder among partners"),
            widget="select",
            choices=choices,
        ),
        body=Field(name=f"body-{rank}", label=lazy_gettext("Or another body")),
        scheme=Field(name=f"scheme-{rank}", label=lazy_gettext("Under which scheme?")),
        requested=Field(
            name=f"requested-{rank}", label=lazy_gettext("Requested"), **euros
        ),
        granted=Field(name=f"granted-{rank}", label=lazy_gettext("Granted"), **euros),
        own=Field(
            name=f"own-{rank}",
            label=lazy_gettext("It is our own share"),
            widget="checkbox",
        ),
    )


def _form(opened: Open, lines: Sequence[Line], known: Known) -> Form:
    name = opened.row.project_id

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        writing = Writing()
        read = [_read(line, typed, errors, writing) for line in lines]
        plan = tuple(line for line in read if line is not None)
        version = whole_number(typed.get(VERSION, "")) or 0
        if errors:
            return None
        return ask(
            SetFinancingPlan(
                **known(key), plan_version=version, lines=plan, words=writing.words
            )
        )

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


def _read(
    line: Line, typed: Typed, errors: Errors, writing: Writing
) -> FinancingLine | None:
    """Return what one line says; None where nothing was written into it."""
    if not any(typed.get(field.name, "").strip() for field in line.fields):
        return None
    partner = choice(typed, _may_be_empty(line.partner), errors)
    body = text(typed, _may_be_empty(line.body), errors, length_max=LINE_MAX)
    scheme = text(typed, _may_be_empty(line.scheme), errors, length_max=LINE_MAX)
    requested = cents(typed, line.requested, errors)
    granted = cents(typed, _may_be_empty(line.granted), errors)
    if bool(partner) == bool(body):
        errors[line.partner.name] = _(
            "Choose a partner, or write the name of another body"
        )
    return FinancingLine(
        requested_cents=requested or 0,
        funder_id=PartnerId(partner) if partner else None,
        funder=writing.public("funder", body) if body else None,
        scheme=writing.public("scheme", scheme) if scheme else None,
        granted_cents=granted,
        is_own_share=bool(typed.get(line.own.name)),
    )


def _may_be_empty(field: Field) -> Field:
    """Return a question that may be left open; a page of them says so only once."""
    return replace(field, optional=True)


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
