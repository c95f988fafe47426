"""Codes: six digits by e-mail, that open one session once."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.web.auth.doors import ADA_EMAIL, BEN_EMAIL, Doors
from web.auth.accounts import normalised
from web.auth.codes import Over, Right, Wrong, send_code, try_code


def wrong_code(right: str) -> str:
    return "000000" if right != "000000" else "111111"


def test_the_code_that_was_sent_opens_a_session(doors: Doors) -> None:
    """The right code, in the window that asked for it, signs in."""
    browser = doors.browser()
    assert browser.ask(ADA_EMAIL).location == "/fr/connexion/code"
    answer = browser.enter(doors.last_code())
    assert (answer.status_code, answer.location) == (303, "/fr/espace")
    assert browser.get("/fr/espace").text == "ada as ada-lille"


def test_a_code_is_read_through_stray_spaces(doors: Doors) -> None:
    """Spaces and dashes are the keyboard's, not the person's."""
    browser = doors.browser()
    browser.ask(f"  {ADA_EMAIL.upper()} ")
    code = doors.last_code()
    browser.enter(f" {code[:3]} - {code[3:]}")
    assert browser.is_in()


def test_a_code_serves_once(doors: Doors) -> None:
    """A code that opened a session opens no other, in no other window."""
    browser = doors.browser()
    browser.ask(ADA_EMAIL)
    with browser.client.session_transaction() as kept:
        asked = dict(kept["asked"])
    code = doors.last_code()
    browser.enter(code)
    other = doors.browser()
    with other.client.session_transaction() as kept:
        kept["asked"] = asked
    assert other.enter(code).status_code == 422
    assert not other.is_in()


def test_five_wrong_tries_end_a_code(doors: Doors) -> None:
    """After the fifth wrong try even the right code is worth nothing."""
    browser = doors.browser()
    browser.ask(ADA_EMAIL)
    code = doors.last_code()
    said = [browser.enter(wrong_code(code)).text for _ in range(5)]
    assert "il vous reste 4 essais" in said[0]
    assert "il vous reste 1 essai<" in said[3]
    assert "demandez-en un nouveau" in said[4]
    assert browser.enter(code).status_code == 422
    assert not browser.is_in()


def test_guessing_meets_the_limit(doors: Doors) -> None:
    """Who tries fifty codes is told to wait, and the right one no longer counts."""
    browser = doors.browser()
    browser.ask(ADA_EMAIL)
    code = doors.last_code()
    answers = [browser.enter(wrong_code(code)) for _ in range(50)]
    assert {answer.status_code for answer in answers} == {422}
    last = browser.enter(code)
    assert last.status_code == 429
    assert 0 < int(last.headers["Retry-After"]) <= 3600
    assert not browser.is_in()


def test_guessers_in_parallel_share_the_tries(doors: Doors) -> None:
    """Twenty that guess at once have five tries between them."""
    with doors.app.app_context():
        asked = send_code(doors.access, ADA_EMAIL, "fr")
    wrong = wrong_code(doors.last_code())
    with ThreadPoolExecutor(20) as pool:
        futures = [
            pool.submit(try_code, doors.access, asked, ADA_EMAIL, wrong)
            for _ in range(20)
        ]
    answers = [future.result() for future in futures]
    left = sorted(a.tries_left for a in answers if isinstance(a, Wrong))
    assert left == [0, 1, 2, 3, 4]
    assert sum(isinstance(a, Over) for a in answers) == 15


def test_a_right_code_twice_at_once_is_right_once(doors: Doors) -> None:
    """A double click cannot open two sessions."""
    with doors.app.app_context():
        asked = send_code(doors.access, ADA_EMAIL, "fr")
    code = doors.last_code()
    with ThreadPoolExecutor(8) as pool:
        futures = [
            pool.submit(try_code, doors.access, asked, ADA_EMAIL, code)
            for _ in range(8)
        ]
    answers = [future.result() for future in futures]
    assert sum(isinstance(a, Right) for a in answers) == 1


def test_a_code_lives_ten_minutes(doors: Doors) -> None:
    """A code that came too late is refused."""
    browser = doors.browser()
    browser.ask(ADA_EMAIL)
    code = doors.last_code()
    doors.wait(minutes=10)
    assert browser.enter(code).status_code == 422
    assert not browser.is_in()


def test_asking_again_ends_the_code_before(doors: Doors) -> None:
    """One code for each address, the last one asked for."""
    browser = doors.browser()
    browser.ask(ADA_EMAIL)
    first = doors.last_code()
    doors.wait(seconds=1)
    browser.ask(ADA_EMAIL)
    second = doors.last_code()
    assert first == second or browser.enter(first).status_code == 422
    browser.enter(second)
    assert browser.is_in()


def test_anothers_code_is_refused(doors: Doors) -> None:
    """A code opens the account it was sent for, and no other."""
    browser = doors.browser()
    browser.ask(BEN_EMAIL)
    bens = doors.last_code()
    doors.wait(seconds=1)
    browser.ask(ADA_EMAIL)
    if bens != doors.last_code():
        assert browser.enter(bens).status_code == 422
    assert not browser.is_in()


def test_a_code_serves_only_where_it_was_asked_for(doors: Doors) -> None:
    """Who was told a code over the telephone cannot use it in another window."""
    ada, thief = doors.browser(), doors.browser()
    ada.ask(ADA_EMAIL)
    code = doors.last_code()
    with thief.client.session_transaction() as kept:
        kept["asked"] = {"token": "guessed", "email": ADA_EMAIL, "suite": ""}
    assert {thief.enter(code).status_code for _ in range(6)} == {422}
    assert not thief.is_in()
    ada.enter(code)
    assert ada.is_in(), "the thief used up the tries"


def test_an_unknown_address_gets_the_same_answer(doors: Doors) -> None:
    """The pages do not tell whether an address has an account here."""
    known, unknown = doors.browser(), doors.browser()
    stranger = "eve@else.example"
    first, second = known.ask(ADA_EMAIL), unknown.ask(stranger)
    assert (first.status_code, first.location) == (second.status_code, second.location)
    page = known.get("/fr/connexion/code").text.replace(ADA_EMAIL, "")
    assert _plain(page) == _plain(
        unknown.get("/fr/connexion/code").text.replace(stranger, "")
    )
    wrong = wrong_code(doors.last_code())
    for _ in range(6):
        assert _plain(known.enter(wrong).text.replace(ADA_EMAIL, "")) == _plain(
            unknown.enter(wrong).text.replace(stranger, "")
        )
    assert doors.count("SELECT count(*) FROM access.outbox") == 1


def test_an_address_is_sent_five_codes_an_hour(doors: Doors) -> None:
    """The sixth letter within the hour is refused, whoever asks from wherever."""
    for _ in range(5):
        assert doors.browser().ask(ADA_EMAIL).status_code == 303
    refused = doors.browser().ask(ADA_EMAIL)
    assert refused.status_code == 429
    assert doors.browser().ask(BEN_EMAIL).status_code == 303
    doors.wait(seconds=int(refused.headers["Retry-After"]))
    assert doors.browser().ask(ADA_EMAIL).status_code == 303


def test_codes_and_addresses_are_not_kept_in_clear(doors: Doors) -> None:
    """A copy of the codes and counts tells neither code nor address."""
    doors.browser().ask("eve@else.example")
    doors.browser().ask(ADA_EMAIL)
    code = doors.last_code()
    for table in ("codes", "limits"):
        rows = f"SELECT count(*) FROM access.{table} t WHERE t::text"  # noqa: S608  # constants
        assert doors.count(f"{rows} ~ 'example|127.0.0.1|{code}'") == 0


@pytest.mark.parametrize(
    ("typed", "email"),
    [
        (" Ada@Lille.Example ", "ada@lille.example"),
        ("mailto:ada@lille.example", "ada@lille.example"),
        ("ada\u200b@lille.example", "ada@lille.example"),
        ("ada@münchen.de", "ada@xn--mnchen-3ya.de"),
        ("ada@lille", None),
        ("ada@@lille.example", None),
        ("ada@lille.example, ben@lens.example", None),
        ("ada@lille..example", None),
        ("ada\n@lille.example\nBcc: x@y.example", None),
        ("a" * 65 + "@lille.example", None),
        ("", None),
    ],
)
def test_addresses_are_compared_as_one(typed: str, email: str | None) -> None:
    """Spaces, capitals and invisible signs do not make another address."""
    assert normalised(typed) == email


def test_a_wrong_address_is_said_beside_the_field(doors: Doors) -> None:
    """What is not an address is kept, and the page says how to mend it."""
    answer = doors.browser().ask("ada at lille")
    assert answer.status_code == 422
    assert "<title>Erreur : " in answer.text.replace("\u00a0", " ")
    assert 'href="#email"' in answer.text
    assert 'value="ada at lille"' in answer.text


def _plain(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrf_token" not in line)
