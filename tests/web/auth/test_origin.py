"""Origin and token: what another site sends is refused."""

import pytest

from tests.web.auth.doors import ADA_EMAIL, CSRF_FIELD, Doors


def test_a_form_without_its_token_is_refused(doors: Doors) -> None:
    """The page says to reload and send again; nothing was sent or kept."""
    client = doors.app.test_client()
    answer = client.post("/fr/connexion", data={"email": ADA_EMAIL})
    assert answer.status_code == 400
    assert "<h1>" in answer.text
    assert doors.count("SELECT count(*) FROM access.outbox") == 0


def test_anothers_token_is_refused(doors: Doors) -> None:
    """A token taken from one browser serves in no other."""
    page = doors.browser().get("/fr/connexion").text
    token = CSRF_FIELD.search(page)
    assert token
    client = doors.app.test_client()
    client.get("/fr/connexion")
    form = {"csrf_token": token[1], "email": ADA_EMAIL}
    assert client.post("/fr/connexion", data=form).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "http://localhost:81"},
    ],
)
def test_a_form_of_another_site_is_refused(
    doors: Doors, headers: dict[str, str]
) -> None:
    """Even with a good token, a form that a browser marks as foreign is refused."""
    answer = _send(doors, headers)
    assert answer == (403, 0)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"},
        {"Origin": "http://localhost"},
        {"Origin": "http://127.0.0.1:8080"},
    ],
)
def test_ones_own_form_passes(doors: Doors, headers: dict[str, str]) -> None:
    """The site's own pages may send forms, under each name that it has."""
    assert _send(doors, headers) == (303, 1)


def _send(doors: Doors, headers: dict[str, str]) -> tuple[int, int]:
    client = doors.app.test_client()
    token = CSRF_FIELD.search(client.get("/fr/connexion").text)
    assert token
    form = {"csrf_token": token[1], "email": ADA_EMAIL}
    answer = client.post("/fr/connexion", data=form, headers=headers)
    return answer.status_code, doors.count("SELECT count(*) FROM access.outbox")
