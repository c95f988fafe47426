"""Decision progress: tell step by step how far a decision is put into practice.

A page shows the steps there are and some empty lines; what is left empty is no
step. All are told anew each time: what was told before stays in the history.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from flask import Flask, abort, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from marshmallow import ValidationError
from werkzeug.datastructures import MultiDict

from ledger.governance.decisions.implement_decision import STEPS as COUNTS
from ledger.governance.decisions.implement_decision import ImplementDecision
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.store.port import Appended
from projections.governance.decision_rows import DecisionRow
from projections.governance.decisions import decision
from projections.governance.proposal_texts import titles_of
from web.forms.answering import Form, Page, answer
from web.forms.document import document, first
from web.forms.field import Field
from web.forms.reading import Errors, Typed
from web.languages import PREFIX, language
from web.pages.governance.decision_acts import implements
from web.pages.personal import personal
from web.pages.space.asking import put
from web.pages.space.evaluation_forms import hat_for_form
from web.reading import Texts, open_shelf
from web.schemas.asking import Loaded
from web.schemas.catalogue import ASKINGS
from web.schemas.decisions import LABEL, PERCENT, WEIGHT
from web.writing import now, url_after

SPARE: Final = 3
"""How many empty lines are offered below the steps that there are."""

STEPS_MAX: Final = COUNTS[-1]
FORMED: Final = ASKINGS[ImplementDecision]


@dataclass(frozen=True)
class Line:
    """The three questions of one step."""

    label: Field
    weight: Field
    percent: Field

    @property
    def fields(self) -> Mapping[str, Field]:
        """Return each question by what the schema calls it."""
        return {
            LABEL.name: self.label,
            WEIGHT.name: self.weight,
            PERCENT.name: self.percent,
        }

    def is_told(self, typed: Typed) -> bool:
        """Tell whether anything was typed into it."""
        return any(typed.get(f.name, "").strip() for f in self.fields.values())


def register(app: Flask) -> None:
    """Add the form."""
    at = f"{PREFIX}/espace/decisions/<decision_id>/avancement"
    app.add_url_rule(
        at, "implement_decision", implement_decision, methods=["GET", "POST"]
    )


@personal
def implement_decision(decision_id: str) -> Page:
    """Show the steps as they were told the last time, and take them anew."""
    with open_shelf() as shelf:
        row = decision(shelf, decision_id)
        if row is None:
            abort(404)
        key = (row.proposal_id, row.text_version)
        title = titles_of(shelf, [key]).get(key)
    texts = Texts([title, *(step.label for step in row.steps)])
    hat = hat_for_form(ImplementDecision, implements(row))
    lines = _lines(_count(row))

    def send(typed: Typed, errors: Errors, key: str) -> Appended | None:
        loaded = _loaded(lines, typed, errors)
        known = {"decision_id": row.decision_id}
        return None if errors else put(ImplementDecision, loaded, hat, key, known)

    return answer(
        Form(
            title=lazy_gettext("Tell how far it is"),
            lead=lazy_gettext("Lines left empty are no steps; weights are compared."),
            fields=[field for line in lines for field in line.fields.values()],
            button=lazy_gettext("Record it"),
            back_url=url_for("decision", decision_id=decision_id),
            send=send,
            done=lambda appended: url_after(
                appended, "decision", decision_id=decision_id, _anchor="progres"
            ),
            said=lazy_gettext("How far it is, is told."),
            values=_told(row, lines, texts),
            names={"steps": lines[0].label.name},
            shown={
                "title": texts(title),
                "partner": hat.partner_name if hat else "",
                "quoted": (),
            },
        ),
        "governance/decision_act.html",
    )


def _count(row: DecisionRow) -> int:
    """Return how many lines there are: those that were sent, or some to spare."""
    sent = sum(name.startswith(f"{LABEL.name}-") for name in request.form)
    return min(max(sent, len(row.steps) + SPARE), STEPS_MAX)


def _lines(count: int) -> Sequence[Line]:
    return [
        Line(
            label=Field(
                name=f"{LABEL.name}-{number}",
                label=_("Step %(number)s: what is to be done?", number=number),
                hint=LABEL.hint,
                optional=number > 1,
            ),
            weight=Field(
                name=f"{WEIGHT.name}-{number}",
                label=_("Step %(number)s: how much does it weigh?", number=number),
                hint=WEIGHT.hint,
                inputmode="numeric",
                optional=number > 1,
            ),
            percent=Field(
                name=f"{PERCENT.name}-{number}",
                label=_("Step %(number)s: how far, in per cent?", number=number),
                inputmode="numeric",
                optional=number > 1,
            ),
        )
        for number in range(1, count + 1)
    ]


def _told(row: DecisionRow, lines: Sequence[Line], texts: Texts) -> MultiDict[str, str]:
    values: MultiDict[str, str] = MultiDict()
    for line, step in zip(lines, row.steps, strict=False):
        values[line.label.name] = texts(step.label)
        values[line.weight.name] = str(step.weight)
        values[line.percent.name] = str(step.percent)
    return values


def _loaded(lines: Sequence[Line], typed: Typed, errors: Errors) -> Loaded:
    """Return the steps; note what is wrong beside its question."""
    told = [line for line in lines if not line.label.optional or line.is_told(typed)]
    steps = [
        {
            name: found[field.name]
            for name, field in line.fields.items()
            if field.name
            in (found := document(line.fields.values(), typed, language()))
        }
        for line in told
    ]
    try:
        return FORMED.load({"steps": steps}, today=day_in_paris(now()))
    except ValidationError as error:
        wrong = cast("Mapping[str, Any]", error.messages_dict).get("steps", {})
        for rank, said_of in cast("Mapping[int, Mapping[str, Any]]", wrong).items():
            for name, said in said_of.items():
                errors.setdefault(told[rank].fields[name].name, first(said))
        return {}
