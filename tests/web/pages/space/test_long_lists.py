"""Lists that grew long lead on: nothing is cut off without a way to it."""

import re

from tests.web.pages.space.neighbours import under_way
from tests.web.pages.space.porch import opened
from tests.web.pages.space.town import Town


def test_the_evaluations_of_a_project_go_on(town: Town) -> None:
    """Twenty on its page, then a link to those before, and one back to the first."""
    project = under_way(town)
    names = {opened(town, about=f"project:{project}") for _number in range(21)}
    path = f"/fr/projets/{project}"
    first = town.running.visitor().get(path).text
    onward = re.search(rf'href="({path}\?evaluations=\d+)#evaluations"', first)
    assert onward is not None
    second = town.running.visitor().get(onward.group(1)).text
    shown = [
        set(re.findall(r"/fr/evaluations/([\w.-]+)\"", page)) & names
        for page in (first, second)
    ]
    assert [len(some) for some in shown] == [20, 1]
    assert shown[0] | shown[1] == names
    assert f'href="{path}#evaluations"' in second


def test_the_boards_questions_go_on(town: Town) -> None:
    """The address holds where they go on, beside the filters of the list."""
    page = town.running.visitor().get("/fr/evaluations?etat=running&bureau=1")
    assert page.status_code == 200
    assert town.running.visitor().get("/fr/evaluations?bureau=x").status_code == 200
