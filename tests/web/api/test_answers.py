"""Answers: what each bears, what is refused before anything is read."""

import json

import pytest

from tests.web.api.reading import ROOT, ask, problem, read
from tests.web.pages.public.storied import MIDDAY, Storied
from web.api.metering import EXTENSION, Meter

ONE = "/contributions/g1"


@pytest.mark.parametrize("path", ["/contributions?limit=3", ONE, "/events", "/commons"])
def test_what_has_not_changed_is_not_sent_again(storied: Storied, path: str) -> None:
    """A strong tag names the very bytes; whoever has them is told so."""
    first = ask(storied, path)
    tag = first.headers["ETag"]
    assert not tag.startswith("W/")
    again = ask(storied, path, If_None_Match=tag)
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    other = ask(storied, path, If_None_Match='"another"')
    assert other.data == first.data


def test_the_tag_of_a_thing_names_its_last_fact(storied: Storied) -> None:
    """The number before the dash is what a change is conditioned on."""
    tag = ask(storied, ONE).headers["ETag"].strip('"')
    position = int(tag.partition("-")[0])
    entry = read(storied, f"/events/{position}")
    assert "contribution:g1" in entry["tags"]
    later = read(storied, "/events?tag=contribution:g1&limit=1")["data"][0]
    assert later["number"] == position
    past = ask(storied, f"{ONE}?as_of={MIDDAY}").headers["ETag"].strip('"')
    assert int(past.partition("-")[0]) < position


def test_other_sites_may_read_and_not_write(storied: Storied) -> None:
    """What is public is open to pages of any site; a preflight allows nothing else."""
    answer = ask(storied, ONE, Origin="https://elsewhere.test")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    client = storied.running.app.test_client()
    asked = {
        "Origin": "https://elsewhere.test",
        "Access-Control-Request-Method": "POST",
    }
    preflight = client.options(f"{ROOT}/contributions", headers=asked)
    assert preflight.headers["Access-Control-Allow-Methods"] == "GET, HEAD"
    refused = client.post(f"{ROOT}/contributions", json={})
    assert "Access-Control-Allow-Origin" not in refused.headers


def test_no_cookie_opens_anything_or_is_given(storied: Storied) -> None:
    """A browser that is signed in is nobody here: no other site can misuse it."""
    with storied.running.wiring.pool.connection() as db:
        row = db.execute("SELECT email FROM access.accounts ORDER BY 1").fetchone()
    assert row is not None
    person = storied.running.sign_in(row[0])
    answer = person.client.post(
        f"{ROOT}/contributions", json={}, headers={"Idempotency-Key": "abcdefgh"}
    )
    problem(answer, 401, "token_missing")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert "Set-Cookie" not in person.client.get(f"{ROOT}{ONE}").headers


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "", 404, "not_found"),
        ("GET", "/nothing", 404, "not_found"),
        ("GET", "/contributions/", 404, "not_found"),
        ("GET", "//contributions", 404, "not_found"),
        ("GET", "/contributions/nothing", 404, "not_found"),
        ("GET", "/contributions/%00", 404, "not_found"),
        ("GET", "/partners/chambre-metiers", 404, "not_found"),
        ("GET", "/events/0", 404, "not_found"),
        ("GET", "/events/99999999", 404, "not_found"),
        ("GET", "/events/one", 404, "not_found"),
        ("GET", "/proofs/99999999", 404, "not_found"),
        ("PUT", "/contributions", 405, "method_not_allowed"),
        ("DELETE", "/contributions", 405, "method_not_allowed"),
    ],
)
def test_what_has_no_address_is_a_problem(
    storied: Storied, method: str, path: str, status: int, code: str
) -> None:
    """Not a page: programs read no pages."""
    client = storied.running.app.test_client()
    answer = client.open(f"{ROOT}{path}", method=method)
    problem(answer, status, code)
    assert ("Allow" in answer.headers) == (status == 405)


def test_an_answer_is_in_a_format_that_is_wanted(storied: Storied) -> None:
    """There is JSON; what asks for something else only is told so."""
    problem(ask(storied, ONE, Accept="image/png"), 406, "not_acceptable")
    assert ask(storied, ONE, Accept="*/*").status_code == 200
    assert ask(storied, ONE, Accept="application/*").status_code == 200


def test_a_list_is_had_as_a_file(storied: Storied) -> None:
    """Whole, with the same filters, from the address where people take it."""
    path = f"/contributions?nature=place&as_of={MIDDAY}"
    led = ask(storied, path, Accept="text/csv")
    assert led.status_code == 303
    assert led.location == (
        f"http://localhost/fr/contributions.csv?au={MIDDAY}&nature=place"
    )
    client = storied.running.app.test_client()
    with client.get(led.location) as file:
        lines = file.get_data(as_text=True).splitlines()
    assert len(lines) == read(storied, path)["total"] + 1
    led = ask(storied, "/contributions", Accept="application/x-ndjson")
    assert led.location == "http://localhost/fr/contributions.ndjson"
    both = "text/csv;q=0.5, application/json"
    assert ask(storied, "/contributions", Accept=both).status_code == 200
    for only_json in (
        ONE,
        "/events",
        "/contributions?limit=2",
        "/contributions?as_of=9",
    ):
        answer = ask(storied, only_json, Accept="text/csv")
        problem(answer, 406, "not_acceptable")


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr", "Il n’y a rien de tel"), ("en", "There is no such thing"), ("de", "Il n’")],
)
def test_a_problem_speaks_the_readers_language(
    storied: Storied, language: str, said: str
) -> None:
    """French where theirs is not spoken here; the code is the same in each."""
    answer = ask(storied, "/nothing", Accept_Language=language)
    told = problem(answer, 404, "not_found")
    assert told["title"].startswith(said)


def test_the_type_of_a_problem_leads_to_its_page(storied: Storied) -> None:
    """The address that a program logs is one that its maintainer can open."""
    told = problem(ask(storied, "/nothing"), 404, "not_found")
    visitor = storied.running.visitor()
    path = told["type"].removeprefix("http://localhost")
    led = visitor.get(path)
    assert led.status_code == 303
    assert "Vérifiez l’adresse" in visitor.get(led.answer.location).text
    refusal = visitor.get("/fr/api/problemes/NoMandateInForce")
    assert "n’est pas en vigueur" in refusal.text
    assert visitor.get("/fr/api/problemes/nothing").status_code == 404


def test_the_trace_of_a_caller_is_kept(storied: Storied) -> None:
    """Their traceparent leads from their logs to ours."""
    trace = "0af7651916cd43dd8448eb211c80319c"
    given = f"00-{trace}-b7ad6b7169203331-01"
    told = problem(ask(storied, "/nothing", traceparent=given), 404, "not_found")
    assert told["trace_id"] == trace


def test_who_asks_too_often_waits(storied: Storied) -> None:
    """Each answer says how many are left, and the last one when to come again."""
    extensions = storied.running.app.extensions
    kept = extensions[EXTENSION]
    extensions[EXTENSION] = Meter(most=2, clock=lambda: 60 * 7.5)
    try:
        left = [ask(storied, ONE).headers["RateLimit-Remaining"] for _ in range(2)]
        refused = ask(storied, ONE)
    finally:
        extensions[EXTENSION] = kept
    assert left == ["1", "0"]
    problem(refused, 429, "too_many_requests")
    assert refused.headers["Retry-After"] == refused.headers["RateLimit-Reset"] == "30"
    assert refused.headers["RateLimit-Limit"] == "2"


def test_the_next_minute_begins_anew() -> None:
    """And whoever asked longest ago is forgotten first where there are many."""
    now = [0.0]
    meter = Meter(most=1, clock=lambda: now[0])
    assert [meter.count("a")[0] for _ in range(2)] == [0, -1]
    assert meter.count("b")[0] == 0
    now[0] = 60.0
    assert meter.count("a")[0] == 0


def test_the_commons_tells_how_far_it_has_come(storied: Storied) -> None:
    """Its name, and the position that lists are at."""
    told = read(storied, "/commons")
    assert told["position"] == read(storied, "/contributions")["position"]
    assert told["name"]
    assert told["checkpoint"] is None


def test_entries_are_those_of_the_register(storied: Storied) -> None:
    """All of them, from either end, by kind and by what they are filed under."""
    page = read(storied, "/events?limit=3")
    head = page["position"]
    assert [one["number"] for one in page["data"]] == [head, head - 1, head - 2]
    assert page["total"] == head
    onward = read(storied, f"/events?limit=3&cursor={page['next']}")
    assert onward["data"][0]["number"] == head - 3
    oldest = read(storied, "/events?sort=position&limit=2")
    assert [one["number"] for one in oldest["data"]] == [1, 2]
    founded = read(storied, "/events?kind=CommonsFounded")
    assert (founded["total"], founded["next"]) == (1, None)
    about = read(storied, "/events?tag=contribution:g1&sort=position")["data"]
    assert about[0]["kind"] == "ContributionRecorded"
    assert about[0]["data"]["fact"]["contribution_id"] == "g1"
    past = read(storied, f"/events?as_of={MIDDAY}&limit=1")
    assert past["data"][0]["number"] == past["position"] < head


def test_an_entry_leads_to_its_proof(storied: Storied) -> None:
    """In the public formats of the log, as soon as it is sealed."""
    entry = read(storied, "/events/1")
    proof = read(storied, entry["proof"].removeprefix(f"http://localhost{ROOT}"))
    assert proof["receipt"] == "http://localhost/log/receipt/1"
    assert proof["is_sealed"] is False
    assert proof["entries"] is None


def test_nothing_of_a_person_leaves(storied: Storied) -> None:
    """Names and addresses of people are in no answer, nor what is for partners."""
    paths = ("/contributions/g6", "/events?limit=200", "/projects?limit=200")
    said = " ".join(json.dumps(read(storied, path)) for path in paths)
    assert "@" not in said.replace("@context", "")
