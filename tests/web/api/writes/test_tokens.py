"""Tokens: made in the space, shown once, bound to a mandate, and ended at will."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from werkzeug.test import TestResponse

from ledger.kernel.identifiers import MandateId, PartnerId, PersonId
from tests.web.api.writes.programs import ROOT, TIME, Programs, problem_of
from tests.web.pages.space.town import text_of
from web.auth.api_tokens import LIVE_MAX, NewApiToken, make_token
from web.auth.sweeping import sweep
from web.auth.tokens import digest_of_token

PAGE = "/fr/espace/acces"


def asked(programs: Programs, **answers: str) -> TestResponse:
    """Send the form of a token."""
    city = programs.town.city
    mandate = re.search(r'name="mandate" value="([^"]+)"', city.get(PAGE).text)
    assert mandate is not None
    given = {"name": "Essai", "scope": "write", "days": "30", "mandate": mandate[1]}
    return city.post(PAGE, **{**given, **answers})


def made(programs: Programs, **answers: str) -> str:
    """Make a token by the form, and return it."""
    answer = asked(programs, **answers)
    found = re.search(r"commun_[\w-]{43}", text_of(answer))
    assert found is not None, text_of(answer)
    return found.group()


def sent(programs: Programs, token: str) -> tuple[int, str]:
    """Write with a token; return the status and the code."""
    answer = programs.town.running.app.test_client().post(
        f"{ROOT}/contributions",
        json=TIME,
        headers={"Authorization": f"Bearer {token}", "Idempotency-Key": "abcdefgh-1"},
    )
    is_done = answer.status_code < 400
    return answer.status_code, "" if is_done else problem_of(answer)["code"]


def test_a_token_is_made_and_shown_once(programs: Programs) -> None:
    """The page that lists it holds it no more, and the database never did."""
    token = made(programs, name="Feuilles de temps")
    page = programs.town.city.get(PAGE)
    assert "Feuilles de temps" in page.text
    assert token not in page.text
    assert page.answer.headers["Cache-Control"] == "no-store"
    assert sent(programs, token) == (201, "")
    with programs.town.running.wiring.pool.connection() as db:
        rows = db.execute("SELECT t::text, token_digest FROM access.api_tokens t")
        kept = list(rows)
    assert [row for row in kept if token in row[0]] == []
    assert digest_of_token(token) in [bytes(row[1]) for row in kept]


def test_a_form_that_comes_again_makes_no_second_token(programs: Programs) -> None:
    """A reload would otherwise leave one behind that nobody watches."""
    made(programs, key="a-form-of-tokens", name="Deux fois")
    again = asked(programs, key="a-form-of-tokens", name="Deux fois")
    assert again.status_code == 422
    assert "déjà créé" in text_of(again)
    assert programs.town.city.get(PAGE).text.count("Deux fois") == 2


@pytest.mark.parametrize(
    "wrong",
    [{"name": ""}, {"name": "x" * 81}, {"mandate": "another"}, {"scope": "all"},
     {"days": "4000"}],
)  # fmt: skip
def test_a_wrong_answer_makes_no_token(
    programs: Programs, wrong: dict[str, str]
) -> None:
    """It is said beside its question, and the others are kept."""
    answer = asked(programs, **wrong)
    assert answer.status_code == 422
    assert "commun_" not in text_of(answer)


def test_a_token_that_is_revoked_lets_nobody_in(programs: Programs) -> None:
    """From the next request on; nobody but its owner can revoke it."""
    token = made(programs, name="À révoquer")
    page = programs.town.city.get(PAGE).text
    row = page[page.index("À révoquer") :]
    found = re.search(r'name="revoke" value="([a-z2-7]{26})"', row)
    assert found is not None
    programs.town.asso.post(PAGE, revoke=found.group(1))
    assert sent(programs, token) == (201, "")
    programs.town.city.post(PAGE, revoke=found.group(1))
    assert sent(programs, token) == (401, "token_unknown")
    reading = programs.town.running.app.test_client().get(
        f"{ROOT}/partners", headers={"Authorization": f"Bearer {token}"}
    )
    assert problem_of(reading)["code"] == "token_unknown"
    assert 'error="invalid_token"' in reading.headers["WWW-Authenticate"]


@pytest.mark.parametrize(
    "header", ["Bearer", "Bearer ", "Bearer x", "Basic YTpi", "Bearer " + "x" * 5_000]
)
def test_what_is_no_token_lets_nobody_in(programs: Programs, header: str) -> None:
    """Nor does it read as nobody: whoever sends one believes that it is good."""
    client = programs.town.running.app.test_client()
    for method in ("GET", "POST"):
        answer = client.open(
            f"{ROOT}/contributions", method=method, headers={"Authorization": header}
        )
        assert answer.status_code == 401
        assert problem_of(answer)["code"] == "token_unknown"


def test_a_token_for_reading_writes_nothing(programs: Programs) -> None:
    """It says which scope is missing."""
    token = made(programs, scope="read")
    assert sent(programs, token) == (403, "scope_missing")


def test_a_token_is_over_on_its_day(programs: Programs) -> None:
    """Its time is checked at each use, and it is swept away a month later."""
    token = made(programs, name="Vieux")
    with programs.town.running.wiring.pool.connection() as db:
        db.execute(
            "UPDATE access.api_tokens SET created_at = created_at - interval '31 days',"
            " expires_at = expires_at - interval '31 days' WHERE name = 'Vieux'"
        )
        assert sent(programs, token) == (401, "token_unknown")
        sweep(programs.town.running.wiring.pool, datetime.now(UTC) + timedelta(days=29))
        rows = db.execute("SELECT 1 FROM access.api_tokens WHERE name = 'Vieux'")
        assert len(rows.fetchall()) == 0


def test_a_token_ends_with_its_mandate(programs: Programs) -> None:
    """Its program is told why it may write no more, and so is its person."""
    access = programs.town.running.access
    made_for = NewApiToken(
        key="of-another-mandate",
        person_id=PersonId(programs.city.person_id),
        mandate_id=MandateId("a-mandate-that-ended"),
        partner_id=PartnerId(programs.city.partner_id),
        name="Ancien mandat",
        may_write=True,
        days=30,
    )
    with access.pool.connection() as db:
        token = make_token(db, access, made_for)
    assert sent(programs, token) == (403, "NoMandateInForce")
    assert "désignation terminée" in programs.town.city.get(PAGE).text


def test_nobody_has_more_tokens_than_they_can_watch(programs: Programs) -> None:
    """The fifty-first is refused, with what to do."""
    pool = programs.town.running.wiring.pool
    with pool.connection() as db:
        db.execute(
            "INSERT INTO access.api_tokens (token_id, token_digest, person_id,"
            " mandate_id, partner_id, name, may_write, created_at, expires_at)"
            " SELECT 'one-of-many-' || n, sha256(n::text::bytea), %s, 'm', 'p', 'Un de"
            " beaucoup', false, now(), now() + interval '1 day'"
            " FROM generate_series(1, %s) n",
            (programs.city.person_id, LIVE_MAX),
        )
    try:
        answer = asked(programs, name="Trop")
    finally:
        with pool.connection() as db:
            db.execute("DELETE FROM access.api_tokens WHERE mandate_id = 'm'")
    assert answer.status_code == 422
    assert "cinquante jetons" in text_of(answer)
