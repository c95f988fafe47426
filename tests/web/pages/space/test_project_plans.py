"""The financing plan through its form: line by line, exact, and never lost."""

from tests.web.pages.space.neighbours import (
    act,
    row_of,
    under_way,
)
from tests.web.pages.space.town import (
    Answer,
    Hidden,
    Town,
    errors_of,
    fill,
    text_of,
)


def test_a_plan_is_set_line_by_line(town: Town) -> None:
    """Lines left empty are none; more are offered; the sums are exact."""
    name = under_way(town)
    path = f"/fr/espace/projets/{name}/financement"
    more = fill(town.asso, path, more="1", **{"body-1": "Fondation"})
    assert more.status_code == 200
    assert "Ligne 6" in text_of(more)
    assert 'value="Fondation"' in text_of(more)
    city = row_of(town, name).members[1].partner_id
    answer = act(
        town,
        town.asso,
        f"{name}/financement",
        **{
            "body-1": "Agence de l’eau",
            "scheme-1": "Sols vivants",
            "requested-1": "18 500,50",
            "partner-3": city,
            "requested-3": "1.500",
            "granted-3": "1500",
            "own-3": "1",
        },
    )
    assert answer.status_code == 422
    assert errors_of(answer)[0][1] == "Un montant a deux décimales au plus"
    answer = act(
        town,
        town.asso,
        f"{name}/financement",
        **{
            "body-1": "Agence de l’eau",
            "requested-1": "18 500,50",
            "partner-3": city,
            "requested-3": "1500",
            "own-3": "1",
        },
    )
    assert answer.status_code == 303, text_of(answer)
    row = row_of(town, name)
    assert [line.requested_cents for line in row.plan] == [1_850_050, 150_000]
    assert [line.granted_cents for line in row.plan] == [None, None]
    shown = town.asso.get(path)
    assert shown.value("requested-1") == "18\u202f500,50"


def test_a_funder_that_left_the_project_stays_in_its_plan(town: Town) -> None:
    """Sent again as it is shown, the plan names the same partners."""
    name = under_way(town)
    city = row_of(town, name).members[1].partner_id
    line: dict[str, Answer] = {"partner-1": city, "requested-1": "10"}
    act(town, town.asso, f"{name}/financement", **line)
    act(town, town.city, f"{name}/quitter")
    page = town.asso.get(f"/fr/espace/projets/{name}/financement").text
    assert f'<option value="{city}" selected>' in page
    again = act(town, town.asso, f"{name}/financement", **line)
    assert again.status_code == 303
    assert row_of(town, name).plan[0].funder_id == city


def test_a_plan_set_meanwhile_is_not_lost(town: Town) -> None:
    """Two tabs show the same plan: the second to be sent is told."""
    name = under_way(town)
    path = f"/fr/espace/projets/{name}/financement"
    tabs = [Hidden(town.asso.get(path).text).values for _tab in range(2)]
    line = {"body-1": "Rives", "requested-1": "10"}
    first = town.asso.client.post(path, data=tabs[0] | line)
    second = town.asso.client.post(path, data=tabs[1] | line | {"requested-1": "20"})
    assert (first.status_code, second.status_code) == (303, 422)
    assert "entre-temps" in errors_of(second)[0][1]
    assert row_of(town, name).plan[0].requested_cents == 1_000
