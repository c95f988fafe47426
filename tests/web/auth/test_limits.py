"""Limits: counted in the database, for each line and for each address."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests.web.auth.doors import ADA_EMAIL, CSRF_FIELD, Doors
from web.auth.limits import (
    CODES_PER_ADDRESS,
    CODES_PER_EMAIL,
    LINKS_PER_ADDRESS,
    TRIES_PER_ADDRESS,
    TRIES_PER_EMAIL,
    Limit,
    TooMany,
    count_in,
    network_of,
)


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
        ("no address", ""),
        (None, ""),
    ],
)
def test_a_line_is_one_however_many_addresses_it_has(
    address: str | None, line: str
) -> None:
    """Whoever has a whole IPv6 network is still one who tries."""
    assert network_of(address) == line


def test_workers_that_count_at_once_share_one_limit(doors: Doors) -> None:
    """Of twenty at once exactly as many pass as may, whichever worker they ask."""
    limit = Limit(name="test", most=7)

    def passes(_turn: int) -> bool:
        try:
            count_in(doors.access, (limit, "ada"))
        except TooMany:
            return False
        return True

    with ThreadPoolExecutor(20) as pool:
        assert sum(pool.map(passes, range(20))) == 7
    assert passes(0) is False
    count_in(doors.access, (limit, "ben"))
    count_in(doors.access, (replace(limit, name="other"), "ada"))


def test_one_line_asks_for_no_more_codes_than_a_room_needs(doors: Doors) -> None:
    """Many addresses asked for from one line meet its limit; other lines do not."""
    answers = [
        _post(doors, "192.0.2.7", email=f"p{number}@lille.example")
        for number in range(CODES_PER_ADDRESS.most + 1)
    ]
    assert answers == [303] * CODES_PER_ADDRESS.most + [429]
    assert _post(doors, "192.0.2.8", email=ADA_EMAIL) == 303


def test_one_line_cannot_guess_across_addresses(doors: Doors) -> None:
    """Guesses are counted for the line, whatever address they are for."""
    for _ in range(TRIES_PER_ADDRESS.most):
        count_in(doors.access, (TRIES_PER_ADDRESS, "192.0.2.7"))
    assert _guess(doors, "192.0.2.7") == 429
    assert _guess(doors, "192.0.2.8") == 422


def test_many_lines_cannot_guess_for_one_address(doors: Doors) -> None:
    """Guesses are counted for the address, from whatever line they come."""
    for _ in range(TRIES_PER_EMAIL.most):
        count_in(doors.access, (TRIES_PER_EMAIL, ADA_EMAIL))
    assert _guess(doors, "192.0.2.8") == 429


def test_links_are_not_guessed_by_the_hundred(doors: Doors) -> None:
    """Who tries link after link is told to wait."""
    for _ in range(LINKS_PER_ADDRESS.most):
        count_in(doors.access, (LINKS_PER_ADDRESS, "127.0.0.1"))
    assert doors.browser().get("/fr/invitation/guess").status_code == 429


def test_the_wait_is_told_and_is_enough(doors: Doors) -> None:
    """Retry-After is true: a second before it is too early, then it is not."""
    for _ in range(CODES_PER_EMAIL.most):
        count_in(doors.access, (CODES_PER_EMAIL, ADA_EMAIL))
    with pytest.raises(TooMany) as first:
        count_in(doors.access, (CODES_PER_EMAIL, ADA_EMAIL))
    doors.wait(seconds=first.value.retry_after - 2)
    with pytest.raises(TooMany):
        count_in(doors.access, (CODES_PER_EMAIL, ADA_EMAIL))
    doors.wait(seconds=2)
    count_in(doors.access, (CODES_PER_EMAIL, ADA_EMAIL))


def test_forms_of_before_the_sign_in_are_worth_nothing_after(doors: Doors) -> None:
    """A form's token that someone planted does not outlive the sign-in."""
    browser = doors.browser()
    browser.ask(ADA_EMAIL)
    token = CSRF_FIELD.search(browser.get("/fr/connexion").text)
    assert token
    browser.enter(doors.last_code())
    form = {"csrf_token": token[1], "session": "others"}
    answer = browser.client.post("/fr/espace/sessions", data=form)
    assert answer.status_code == 400


def _post(doors: Doors, line: str, **fields: str) -> int:
    client = doors.app.test_client()
    where = {"REMOTE_ADDR": line}
    token = CSRF_FIELD.search(client.get("/fr/connexion").text)
    assert token
    form = {"csrf_token": token[1], **fields}
    return client.post("/fr/connexion", data=form, environ_base=where).status_code


def _guess(doors: Doors, line: str) -> int:
    browser = doors.browser()
    browser.ask(ADA_EMAIL)
    token = CSRF_FIELD.search(browser.get("/fr/connexion").text)
    assert token
    form = {"csrf_token": token[1], "code": "000000"}
    if doors.last_code() == "000000":
        form["code"] = "111111"
    answer = browser.client.post(
        "/fr/connexion/code", data=form, environ_base={"REMOTE_ADDR": line}
    )
    return answer.status_code
