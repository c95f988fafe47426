"""Lists: whole, in pages of one position, narrowed as the pages are."""

import pytest

from tests.web.api.reading import ask, problem, read, whole
from tests.web.pages.public.storied import MIDDAY, Storied
from web.things.catalogue import THINGS

over_things = pytest.mark.parametrize("name", THINGS)
ORDERED = sorted(THINGS.keys() - {"modalities", "milestones"})
"""Modalities stand in the order of names; milestones follow each other in a project."""

RECORDED = sorted(THINGS.keys() - {"modalities"})
"""Before any modalities are founded, those that are built in are in force."""


@over_things
def test_a_list_is_whole_however_it_is_cut(storied: Storied, name: str) -> None:
    """Pages of seven hold what pages of two hundred hold, in the same order."""
    at_once = whole(storied, f"/{name}", 200)
    assert whole(storied, f"/{name}", 7) == at_once
    total = read(storied, f"/{name}?limit=1")["total"]
    assert total == len(at_once)


@over_things
def test_each_thing_of_a_list_is_read_alone(storied: Storied, name: str) -> None:
    """By its identifier it is the same document."""
    for document in read(storied, f"/{name}?limit=3")["data"]:
        identifier = document.get("id")
        if identifier is not None:
            assert read(storied, f"/{name}/{identifier}") == document


@pytest.mark.parametrize("name", ORDERED)
def test_the_other_order_is_the_list_backwards(storied: Storied, name: str) -> None:
    """The first position of each decides, either way."""
    newest = whole(storied, f"/{name}?sort=-position")
    oldest = whole(storied, f"/{name}?sort=position")
    assert [str(one) for one in oldest] == [str(one) for one in reversed(newest)]


@pytest.mark.parametrize("name", RECORDED)
def test_before_the_beginning_lists_are_empty(storied: Storied, name: str) -> None:
    """That is an answer, with the instant it is of."""
    page = read(storied, f"/{name}?as_of=2020-01-01")
    assert (page["data"], page["next"], page["position"]) == ([], None, 0)
    assert page["as_of"] == "2020-01-01T22:59:59.999999Z"


def test_a_list_is_narrowed_as_its_page_is(storied: Storied) -> None:
    """The filters have the names of the page's address."""
    every = whole(storied, "/contributions")
    some = every[-3]
    nature, partner = some["nature"], some["partner"]
    asked = f"/contributions?nature={nature}&partenaire={partner}"
    assert whole(storied, asked) == [
        one for one in every if (one["nature"], one["partner"]) == (nature, partner)
    ]


def test_the_first_day_of_the_calendar_is_a_past_day(storied: Storied) -> None:
    """Whatever offset it is written with."""
    page = read(storied, "/contributions?as_of=0001-01-01T00:00:00%2B14:00")
    assert page["data"] == []


def test_a_past_day_is_read_as_it_was(storied: Storied) -> None:
    """A day, its last instant and its last position name the same state."""
    day = read(storied, f"/contributions?as_of={MIDDAY}")
    assert 0 < day["total"] < read(storied, "/contributions")["total"]
    position = read(storied, f"/contributions?as_of={day['position']}")
    assert position["data"] == day["data"]
    instant = read(storied, f"/contributions?as_of={day['as_of']}")
    assert instant == day


def test_the_next_page_is_led_to_by_a_link(storied: Storied) -> None:
    """The header is the whole address, filters kept."""
    answer = ask(storied, "/contributions?nature=time&limit=2")
    link = answer.headers["Link"]
    assert link.startswith("<http://localhost/api/v1/contributions?nature=time&limit=2")
    assert link.endswith('>; rel="next"')


def test_only_the_fields_that_are_wanted(storied: Storied) -> None:
    """In the order they are asked for."""
    page = read(storied, "/contributions?fields=title,id&limit=1")
    assert list(page["data"][0]) == ["title", "id"]
    one = read(storied, "/contributions/g1?fields=quantity")
    assert list(one) == ["quantity"]


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("limit=0", 400, "parameter_invalid"),
        ("limit=201", 400, "parameter_invalid"),
        ("limit=many", 400, "parameter_invalid"),
        ("limit=1&limit=2", 400, "parameter_invalid"),
        ("sort=title", 400, "parameter_invalid"),
        ("fields=title,secret", 400, "parameter_invalid"),
        ("annee=deux", 400, "parameter_invalid"),
        ("statut=lost", 400, "parameter_invalid"),
        ("natur=time", 400, "parameter_unknown"),
        ("as_of=hier", 422, "as_of_unreadable"),
        ("as_of=2026-02-30", 422, "as_of_unreadable"),
        ("as_of=2026-06-15T12:00:00", 422, "as_of_without_zone"),
        ("as_of=2026-03-29T02:30:00", 422, "as_of_in_gap"),
        ("as_of=2026-03-29T02:30", 422, "as_of_in_gap"),
        ("as_of=2199-01-01", 422, "as_of_future"),
        ("as_of=2199-01-01T00:00:00Z", 422, "as_of_future"),
        ("as_of=999999999", 422, "as_of_future"),
        ("as_of=9999-12-31T23:59:59-12:00", 422, "as_of_future"),
        ("cursor=abc", 400, "cursor_invalid"),
        ("cursor=%C3%A9", 400, "cursor_invalid"),
    ],
)
def test_what_cannot_be_asked_is_named(
    storied: Storied, query: str, status: int, code: str
) -> None:
    """With the parameter at fault, and how to write it."""
    answer = ask(storied, f"/contributions?{query}", Accept_Language="fr")
    told = problem(answer, status, code)
    if code != "cursor_invalid":
        (wrong,) = told["errors"]
        assert wrong["parameter"] == query.partition("=")[0]
        assert wrong["detail"] == told["detail"]


def test_a_cursor_is_of_one_list_and_of_nobody_else(storied: Storied) -> None:
    """Altered by one sign, or taken to another list, it is refused."""
    cursor = read(storied, "/contributions?nature=time&limit=2")["next"]
    at = len(cursor) // 2
    altered = [
        cursor[:at] + ("A" if cursor[at] != "A" else "B") + cursor[at + 1 :],
        cursor[:-1] + chr(ord(cursor[-1]) ^ 1),
        cursor[:-1],
        f"{cursor}A",
        f"{cursor}=",
    ]
    for wrong in altered:
        answer = ask(storied, f"/contributions?nature=time&cursor={wrong}")
        problem(answer, 400, "cursor_invalid")
    for other in (
        "/contributions?",
        "/contributions?nature=place&",
        "/contributions?nature=time&sort=position&",
        f"/contributions?nature=time&as_of={MIDDAY}&",
        "/needs?nature=time&",
        "/events?",
    ):
        problem(ask(storied, f"{other}cursor={cursor}"), 400, "cursor_invalid")


def test_an_empty_parameter_is_none(storied: Storied) -> None:
    """As in the address of a page."""
    told = read(storied, "/contributions?nature=&annee=&limit=5")
    assert told == read(storied, "/contributions?limit=5")
