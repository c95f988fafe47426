"""Checking: a row is judged as the form judges it, and repaired where that is safe."""

from datetime import date
from typing import Any, cast

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marshmallow import ValidationError

from ledger.commons.contributions.limits import UNITS
from tests.web.imports.sender import Sender
from web.forms.document import field_errors
from web.imports.checking import Checked, Checker
from web.imports.headings import plain
from web.imports.mapping import NAMES, Mapping, Source
from web.imports.tables import Row
from web.schemas.contributions import ContributionSchema

TODAY = date(2026, 4, 1)
GOOD = {
    "title": "Animation de l’atelier",
    "nature": "time",
    "quantity": "3",
    "unit": "hour",
    "started_on": "2026-03-27",
}


def checker() -> Checker:
    """Return what checks rows whose columns are the fields in their order."""
    mapping = Mapping(sources={name: Source(column=n) for n, name in enumerate(NAMES)})
    return Checker(
        mapping,
        len(NAMES),
        today=TODAY,
        units=UNITS,
        projects={plain("Jardin partagé"): "p1"},
    )


def check(sender: Sender, **cells: str) -> Checked:
    """Check a row that is good but for these cells."""
    with sender.running.app.test_request_context("/fr/"):
        row = tuple((GOOD | cells).get(name, "") for name in NAMES)
        return checker().check(Row(2, row))


def codes(checked: Checked) -> set[tuple[str, str]]:
    """Return what is wrong with a row."""
    return {(error.field, error.code) for error in checked.errors}


SPELT = {
    "title": st.sampled_from(["Atelier de mars", "x", "", "y" * 121]),
    "nature": st.sampled_from(["time", "place", "know_how", "money", ""]),
    "quantity": st.sampled_from(["3", "0", "-1", "1.2345", "9999999999", "x", ""]),
    "unit": st.sampled_from(["hour", "day", "session", "item", ""]),
    "started_on": st.sampled_from(["2026-03-27", "2026-05-01", "1999-01-01", "x", ""]),
    "ended_on": st.sampled_from(["2026-03-28", "2026-03-01", "2028-01-01", ""]),
    "description": st.sampled_from(["", "Pour tous", "z" * 5001]),
    "activities": st.sampled_from(["", "data"]),
}


@settings(
    deadline=None,
    max_examples=300,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(cells=st.fixed_dictionaries(SPELT))
def test_a_row_is_judged_as_the_form_judges_it(
    sender: Sender, cells: dict[str, str]
) -> None:
    """Remembering what was judged changes neither the answer nor its words."""
    document: dict[str, Any] = {name: value for name, value in cells.items() if value}
    if document.get("activities"):
        document["activities"] = [document["activities"]]
    with sender.running.app.test_request_context("/fr/"):
        checked = checker().check(Row(2, tuple(cells.get(n, "") for n in NAMES)))
        loaded, said = judged_as_a_whole(document)
    assert {one.field: one.text for one in checked.errors} == said
    if not said:
        assert dict(checked.loaded) | {"evidence": []} == loaded


def judged_as_a_whole(document: dict[str, Any]) -> tuple[object, dict[str, str]]:
    """Return what the schema of the form makes of a document, and what it says."""
    try:
        schema = ContributionSchema(today=TODAY, units=UNITS)
        found = cast("Any", schema.load(document))
    except ValidationError as error:
        return None, field_errors(error)
    return found, {}


def test_what_is_certain_is_repaired(sender: Sender) -> None:
    """Days, amounts and words of the file become ours; what stood there is kept."""
    checked = check(
        sender,
        quantity=" 3,5 h ",
        unit="",
        nature="Bénévolat",
        started_on="2026-03-01_2026-03-02",
        activities="Animation / Accueil",
        project="jardin partage",
    )
    assert not checked.errors
    assert str(checked.loaded["quantity"]) == "3.5"
    assert checked.loaded["unit"] == "hour"
    assert checked.loaded["ended_on"] == date(2026, 3, 2)
    assert checked.loaded["activities"] == ["facilitation", "hospitality"]
    assert checked.loaded["project"] == "p1"
    assert checked.cells["quantity"].written == " 3,5 h "
    assert checked.repaired == ["quantity", "started_on"]


def test_what_is_not_certain_is_told(sender: Sender) -> None:
    """Unknown words, unknown projects and units that disagree are no guesses."""
    assert codes(check(sender, nature="divers")) == {("nature", "unknown")}
    assert codes(check(sender, project="Inconnu")) == {("project", "unknown")}
    wrong = check(sender, quantity="3 jours", unit="h")
    assert codes(wrong) == {("quantity", "units_disagree")}


def test_minutes_in_the_column_of_units_make_hours(sender: Sender) -> None:
    """The quantity follows the unit."""
    checked = check(sender, quantity="90", unit="min")
    assert (str(checked.loaded["quantity"]), checked.loaded["unit"]) == ("1.5", "hour")


def test_a_cell_too_many_is_told(sender: Sender) -> None:
    """A separator inside a text shifts all that follows: nothing of it is believed."""
    with sender.running.app.test_request_context("/fr/"):
        row = (*(GOOD.get(name, "") for name in NAMES), "de trop")
        assert codes(checker().check(Row(2, row))) == {("", "more_cells")}
