"""Reading meanwhile: lists stand still for whoever reads them, and move on after."""

from typing import Any

from tests.web.api.writes.programs import ROOT, TIME, Programs


def page(programs: Programs, query: str) -> dict[str, Any]:
    answer = programs.lab.person.client.get(f"{ROOT}/contributions?{query}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.get_json()
    return found


def test_nothing_is_missed_or_doubled_while_others_write(programs: Programs) -> None:
    """All pages show the position of the first, in either order."""
    for _ in range(3):
        programs.asso.made("/contributions", TIME)
    for order in ("-position", "position"):
        query = f"limit=1&sort={order}"
        first = page(programs, query)
        at_once = page(programs, f"limit=200&sort={order}")["data"]
        found = list(first["data"])
        cursor = first["next"]
        made: list[str] = []
        while cursor is not None and len(found) < 5:
            made.append(programs.asso.made("/contributions", TIME))
            onward = page(programs, f"{query}&cursor={cursor}")
            assert onward["position"] == first["position"]
            assert onward["total"] == first["total"]
            found += onward["data"]
            cursor = onward["next"]
        names = [one["id"] for one in found]
        assert names == [one["id"] for one in at_once][: len(names)]
        assert made
        assert set(made).isdisjoint(names)
        assert page(programs, "limit=1")["total"] > first["total"]


def test_a_change_within_a_list_is_not_seen_by_its_pages(programs: Programs) -> None:
    """What stood on the first page's position is what the second one shows."""
    names = [programs.asso.made("/contributions", TIME) for _ in range(2)]
    first = page(programs, "limit=1")
    assert first["data"][0]["id"] == names[1]
    at = f"/contributions/{names[0]}"
    gone = programs.asso.change("DELETE", at, {"reason": "Compté ailleurs."})
    assert gone.status_code == 200, gone.text
    second = page(programs, f"limit=1&cursor={first['next']}")["data"][0]
    assert (second["id"], second["status"]) == (names[0], "declared")
    assert page(programs, "limit=2")["data"][1]["status"] == "withdrawn"
