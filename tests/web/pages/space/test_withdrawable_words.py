"""Whatever was written has a link to take it back, for who wrote it."""

from tests.web.pages.space.neighbours import act, under_way
from tests.web.pages.space.porch import opened, tell
from tests.web.pages.space.town import Town


def position_of(town: Town, kind: str) -> int:
    """Return where the last fact of a kind stands."""
    row = town.running.connection.execute(
        "SELECT max(e.position) FROM ledger.events e JOIN ledger.kinds k"
        " ON k.id = e.kind WHERE k.name = %s",
        (kind,),
    ).fetchone()
    assert row is not None
    return int(row[0])


def test_the_texts_of_a_conclusion_are_taken_back(town: Town) -> None:
    """By who concluded; the public is shown no such link."""
    name = opened(town)
    concluded = tell(
        town,
        town.asso,
        f"{name}/conclure",
        observed="Douze familles, et Camille D.",
        learned="Le portail.",
    )
    assert concluded.status_code == 303
    path = f"/fr/espace/textes/{position_of(town, 'EvaluationConcluded')}"
    page = f"/fr/evaluations/{name}"
    assert path in town.asso.get(page).text
    assert path not in town.running.visitor().get(page).text
    assert path not in town.city.get(page).text
    assert "Douze familles, et Camille D." in town.asso.get(path).text


def test_the_texts_of_a_plan_are_taken_back(town: Town) -> None:
    """By the lead that set it; its lines stand in the history."""
    name = under_way(town)
    line = {"body-1": "Camille D.", "scheme-1": "Un prêt", "requested-1": "10"}
    assert act(town, town.asso, f"{name}/financement", **line).status_code == 303
    path = f"/fr/espace/textes/{position_of(town, 'FinancingPlanSet')}"
    page = f"/fr/projets/{name}"
    assert path in town.asso.get(page).text
    assert path not in town.running.visitor().get(page).text
    offered = town.asso.get(path).text
    assert "Camille D." in offered
    assert "Un prêt" in offered


def test_a_plan_without_texts_has_no_such_link(town: Town) -> None:
    """Amounts are no words."""
    name = under_way(town)
    with town.running.wiring.views.shelf() as shelf:
        from projections.commons.projects import project  # noqa: PLC0415  # only here

        row = project(shelf, name)
    assert row is not None
    funder = row.members[1].partner_id
    line = {"partner-1": funder, "requested-1": "10"}
    assert act(town, town.asso, f"{name}/financement", **line).status_code == 303
    path = f"/fr/espace/textes/{position_of(town, 'FinancingPlanSet')}"
    assert path not in town.asso.get(f"/fr/projets/{name}").text
