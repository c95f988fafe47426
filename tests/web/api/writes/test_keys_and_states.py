"""Keys and states: a request is recorded once, and changes only what was read."""

import threading
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.web.api.writes.programs import ROOT, TIME, Programs, problem_of


def head(programs: Programs) -> int:
    return programs.town.running.wiring.store.head().position


def refused(answer: TestResponse, status: int, code: str) -> dict[str, Any]:
    """Return the problem, which is this one."""
    assert answer.status_code == status, answer.text
    told = problem_of(answer)
    assert told["code"] == code
    return told


def test_a_request_that_comes_again_is_recorded_once(programs: Programs) -> None:
    """The same key and the same body: the same answer, which says so."""
    first = programs.asso.post("/contributions", TIME, Idempotency_Key="import-2026-1")
    before = head(programs)
    again = programs.asso.post("/contributions", TIME, Idempotency_Key="import-2026-1")
    assert again.get_json() == first.get_json()
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.headers["Location"] == first.headers["Location"]
    assert head(programs) == before


def test_a_key_is_of_one_body(programs: Programs) -> None:
    """Other content under the same key is refused, and nothing is recorded."""
    key = "import-2026-2"
    programs.asso.post("/contributions", TIME, Idempotency_Key=key)
    before = head(programs)
    other = {**TIME, "quantity": "3"}
    answer = programs.asso.post(
        "/contributions", other, Idempotency_Key="import-2026-2"
    )
    refused(answer, 422, "KeyReused")
    need = {"nature": "time", "unit": "hour", "title": "Une animatrice"}
    answer = programs.asso.post("/needs", need, Idempotency_Key=key)
    refused(answer, 422, "KeyReused")
    assert head(programs) == before


def test_a_key_is_of_one_program(programs: Programs) -> None:
    """Two partners whose programs count alike do not meet."""
    mine = programs.asso.post("/contributions", TIME, Idempotency_Key="import-2026-3")
    other = programs.city.post("/contributions", TIME, Idempotency_Key="import-2026-3")
    assert mine.status_code == other.status_code == 201
    assert mine.get_json()["id"] != other.get_json()["id"]


def test_a_key_may_be_quoted(programs: Programs) -> None:
    """As structured headers spell a text."""
    plain = programs.asso.post("/contributions", TIME, Idempotency_Key="import-2026-4")
    quoted = programs.asso.post(
        "/contributions", TIME, Idempotency_Key='"import-2026-4"'
    )
    assert quoted.get_json() == plain.get_json()


@pytest.mark.parametrize(
    ("key", "code"),
    [("", "key_missing"), ("short", "key_malformed"), ("à" * 9, "key_malformed"),
     ("x" * 65, "key_malformed"), ("with space", "key_malformed")],
)  # fmt: skip
def test_a_request_without_a_good_key_is_refused(
    programs: Programs, key: str, code: str
) -> None:
    """The answer names the header and what it takes."""
    answer = programs.asso.post("/contributions", TIME, Idempotency_Key=key)
    assert "Idempotency-Key" in refused(answer, 400, code)["detail"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "malformed"),
        (b"{", 400, "malformed"),
        (b"[]", 400, "malformed"),
        (b'"text"', 400, "malformed"),
        (b'{"title": NaN}', 400, "malformed"),
        (b'{"title": "a", "title": "b"}', 400, "malformed"),
        (b'{"title": "\\ud800"}', 400, "malformed"),
        (b'{"title": "\xff"}', 400, "malformed"),
        (b'{"a":' * 50_000, 400, "malformed"),
        (b'{"quantity": ' + b"9" * 5_000 + b"}", 400, "malformed"),
        (b'{"title": "' + b"x" * 2_000_000 + b'"}', 413, "too_large"),
        (b'{"title": "\\u0000 and more"}', 422, "invalid"),
        (b"{}", 422, "invalid"),
    ],
)
def test_what_is_no_object_is_refused(
    programs: Programs, body: bytes, status: int, code: str
) -> None:
    """Nothing is guessed, and nothing is recorded."""
    before = head(programs)
    answer = programs.asso.person.client.post(
        f"{ROOT}/contributions",
        data=body,
        headers={
            "Authorization": f"Bearer {programs.asso.token}",
            "Idempotency-Key": "abcdefgh",
            "Content-Type": "application/json",
        },
    )
    refused(answer, status, code)
    assert head(programs) == before


def test_only_json_is_read(programs: Programs) -> None:
    """A form of another site could send the other formats."""
    answer = programs.asso.person.client.post(
        f"{ROOT}/contributions",
        data={"title": "x"},
        headers={
            "Authorization": f"Bearer {programs.asso.token}",
            "Idempotency-Key": "abcdefgh",
        },
    )
    refused(answer, 415, "media_type")


CORRECTION = {"difference": "-1", "reason": "Une heure de trop."}


def test_a_change_names_the_state_it_was_read_in(programs: Programs) -> None:
    """Absent, malformed, weak, several, of no state, or stale: nothing is changed."""
    at = f"/contributions/{programs.asso.made('/contributions', TIME)}"
    client = programs.asso.person.client
    tag = client.get(f"{ROOT}{at}").headers["ETag"]
    before = head(programs)
    change = programs.asso.send
    refused(change("PATCH", at, CORRECTION), 428, "if_match_missing")
    for wrong in ("*", f"W/{tag}", f"{tag}, {tag}", tag.strip('"'), '"x"'):
        answer = change("PATCH", at, CORRECTION, If_Match=wrong)
        refused(answer, 400, "if_match_malformed")
    position, _, digest = tag.strip('"').partition("-")
    for near in (int(position) - 1, int(position) + 1, 0, 10**17):
        answer = change("PATCH", at, CORRECTION, If_Match=f'"{near}-{digest}"')
        refused(answer, 412, "ChangedMeanwhile")
    assert head(programs) == before


def test_a_stale_change_is_shown_what_stands_now(programs: Programs) -> None:
    """The answer holds the thing as it is, and the tag to try again with."""
    at = f"/contributions/{programs.asso.made('/contributions', TIME)}"
    tag = programs.asso.person.client.get(f"{ROOT}{at}").headers["ETag"]
    confirmed = programs.city.post(f"{at}/confirmations")
    assert confirmed.status_code == 200, confirmed.text
    stale = programs.asso.send("PATCH", at, CORRECTION, If_Match=tag)
    current = refused(stale, 412, "ChangedMeanwhile")["current"]
    assert current["document"]["status"] == "confirmed"
    done = programs.asso.send("PATCH", at, CORRECTION, If_Match=current["etag"])
    assert done.status_code == 200, done.text
    now = programs.asso.person.client.get(f"{ROOT}{at}")
    assert done.headers["ETag"] == now.headers["ETag"]
    assert now.get_json()["quantity"] == "11.5"


def test_a_change_that_comes_again_is_answered_as_the_first_time(
    programs: Programs,
) -> None:
    """Its own fact made the state stale: it is known again, with a key or without."""
    at = f"/contributions/{programs.asso.made('/contributions', TIME)}"
    tag = programs.asso.person.client.get(f"{ROOT}{at}").headers["ETag"]
    unkeyed = {"If_Match": tag, "Idempotency_Key": ""}
    first = programs.asso.send("PATCH", at, CORRECTION, **unkeyed)
    again = programs.asso.send("PATCH", at, CORRECTION, **unkeyed)
    assert first.status_code == 200, first.text
    assert again.get_json() == first.get_json()
    assert again.headers["Idempotent-Replayed"] == "true"
    other = {**CORRECTION, "difference": "-2"}
    answer = programs.asso.send("PATCH", at, other, **unkeyed)
    refused(answer, 412, "ChangedMeanwhile")


def test_of_rivals_who_read_the_same_state_one_changes_it(programs: Programs) -> None:
    """Eight corrections at once of what all had read: one is recorded."""
    at = f"/contributions/{programs.asso.made('/contributions', TIME)}"
    tag = programs.asso.person.client.get(f"{ROOT}{at}").headers["ETag"]
    statuses: list[int] = []
    start = threading.Barrier(8)

    def rival(number: int) -> None:
        document = {**CORRECTION, "difference": f"-{number}"}
        client = programs.town.running.app.test_client()
        start.wait()
        answer = client.patch(
            f"{ROOT}{at}",
            json=document,
            headers={
                "Authorization": f"Bearer {programs.asso.token}",
                "If-Match": tag,
            },
        )
        statuses.append(answer.status_code)

    rivals = [threading.Thread(target=rival, args=(n,)) for n in range(1, 9)]
    for one in rivals:
        one.start()
    for one in rivals:
        one.join()
    assert sorted(statuses) == [200, *[412] * 7]


def test_what_nobody_sees_cannot_be_changed(programs: Programs) -> None:
    """And who may not write at all is told that first."""
    answer = programs.asso.send(
        "PATCH", "/contributions/nothing", CORRECTION, If_Match='"1-0123456789abcdef"'
    )
    refused(answer, 404, "not_found")
    anybody = programs.town.running.app.test_client()
    answer = anybody.patch(f"{ROOT}/contributions/nothing", json=CORRECTION)
    refused(answer, 401, "token_missing")
