"""The post: letters go through a real mail server, each one once."""

import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from email.message import Message
from typing import Any, Final

import psycopg
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler

from tests.web.auth.doors import ADA, ADA_EMAIL, Doors
from web.auth.letters import Letter
from web.auth.outbox import latest_letters, post
from web.auth.post import TRIES_MAX, deliver_waiting
from web.settings import Settings, SettingWrong

HELLO: Final = Letter(subject="Bonjour à tous", body="Été.\n\n123456\n", language="fr")
REFUSED: Final = "refused@lille.example"


class Mailbox(MessageHandler):
    """Keeps what it is given, slowly, and refuses one address."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[Message] = []

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's own name and shape
        self,
        _server: object,
        _session: object,
        envelope: Any,  # noqa: ANN401  # aiosmtpd ships without types
        address: str,
        _options: object,
    ) -> str:
        if address == REFUSED:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def handle_message(self, message: Message) -> None:
        time.sleep(0.01)
        self.messages.append(message)


class MailServer:
    """A mail server on this machine, that can go down and come back."""

    def __init__(self) -> None:
        self.mailbox = Mailbox()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.controller: Any = None

    def start(self) -> None:
        self.controller = Controller(self.mailbox, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self) -> None:
        if self.controller is not None:
            self.controller.stop()
            self.controller = None

    def settings(self) -> Settings:
        return Settings(
            smtp_url=f"smtp://127.0.0.1:{self.port}?tls=no",
            mail_from="Commun <commun@lille.example>",
        )


@pytest.fixture
def mail() -> Iterator[MailServer]:
    server = MailServer()
    server.start()
    yield server
    server.stop()


def lines_of(message: Message) -> list[str]:
    body = message.get_payload(decode=True)
    assert isinstance(body, bytes)
    return body.decode().splitlines()


def write(doors: Doors, *recipients: str, life: timedelta = timedelta(days=1)) -> None:
    with doors.pool.connection() as db, db.transaction():
        for recipient in recipients:
            post(db, doors.access, HELLO, recipient, person_id=ADA, expires_in=life)


def test_a_letter_goes_once_and_its_body_goes_too(
    doors: Doors, mail: MailServer
) -> None:
    """What was sent is not sent again, and no code stays behind."""
    write(doors, ADA_EMAIL)
    assert deliver_waiting(doors.pool, mail.settings(), doors.now) == 1
    assert deliver_waiting(doors.pool, mail.settings(), doors.now) == 0
    (message,) = mail.mailbox.messages
    assert message["To"] == ADA_EMAIL
    assert message["From"] == "Commun <commun@lille.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "fr"
    assert lines_of(message) == ["Été.", "", "123456"]
    (kept,) = latest_letters(doors.access)
    assert (kept.body, kept.sent_at, kept.error) == ("", doors.now, None)


def test_a_sign_in_code_reaches_its_person(doors: Doors, mail: MailServer) -> None:
    """From the form to the mailbox: the code stands on a line of its own."""
    browser = doors.browser()
    browser.ask(ADA_EMAIL)
    code = doors.last_code()
    deliver_waiting(doors.pool, mail.settings(), doors.now)
    (message,) = mail.mailbox.messages
    lines = lines_of(message)
    assert code in lines
    assert ADA_EMAIL not in "\n".join(lines)


def test_two_deliverers_at_once_send_each_letter_once(
    doors: Doors, mail: MailServer
) -> None:
    """Each letter is held by one of them while it is sent."""
    wanted = [f"person-{number}@lille.example" for number in range(30)]
    write(doors, *wanted)
    with ThreadPoolExecutor(4) as pool:
        futures = [
            pool.submit(deliver_waiting, doors.pool, mail.settings(), doors.now)
            for _ in range(4)
        ]
    sent = [future.result() for future in futures]
    assert sum(sent) == 30
    assert sorted(m["To"] for m in mail.mailbox.messages) == sorted(wanted)
    assert len({m["Message-ID"] for m in mail.mailbox.messages}) == 30


def test_a_letter_that_another_holds_is_passed_over(
    doors: Doors, mail: MailServer
) -> None:
    """A deliverer whose mail server hangs does not hold up the others."""
    write(doors, "held@lille.example", ADA_EMAIL)
    with psycopg.connect(doors.conninfo) as slow:
        slow.execute(
            "SELECT 1 FROM access.outbox WHERE recipient LIKE 'held%' FOR UPDATE"
        )
        with ThreadPoolExecutor(1) as pool:
            sending = pool.submit(
                deliver_waiting, doors.pool, mail.settings(), doors.now
            )
            assert sending.result(timeout=20) == 1
    assert [m["To"] for m in mail.mailbox.messages] == [ADA_EMAIL]


def test_letters_wait_while_the_mail_server_is_down(
    doors: Doors, mail: MailServer
) -> None:
    """The error is kept for the operator, and the letter goes once it is back."""
    mail.stop()
    write(doors, ADA_EMAIL)
    assert deliver_waiting(doors.pool, mail.settings(), doors.now) == 0
    (waiting,) = latest_letters(doors.access)
    assert "refused" in (waiting.error or "").lower()
    mail.start()
    assert deliver_waiting(doors.pool, mail.settings(), doors.now) == 0
    doors.wait(seconds=15)
    assert deliver_waiting(doors.pool, mail.settings(), doors.now) == 1
    assert len(mail.mailbox.messages) == 1


def test_the_pauses_between_tries_grow_and_end(doors: Doors, mail: MailServer) -> None:
    """A server that stays down is asked ever less, and in the end no more."""
    mail.stop()
    write(doors, ADA_EMAIL, life=timedelta(days=30))
    tries: list[int] = []
    for _ in range(60):
        deliver_waiting(doors.pool, mail.settings(), doors.now)
        tries.append(latest_letters(doors.access)[0].tries)
        doors.wait(minutes=15)
    assert tries[-1] < 60
    for _ in range(20):
        doors.wait(hours=3)
        deliver_waiting(doors.pool, mail.settings(), doors.now)
    assert latest_letters(doors.access)[0].tries == TRIES_MAX


def test_an_address_that_is_refused_holds_up_nobody(
    doors: Doors, mail: MailServer
) -> None:
    """Its error is kept, and the letters behind it go."""
    write(doors, REFUSED, ADA_EMAIL)
    assert deliver_waiting(doors.pool, mail.settings(), doors.now) == 1
    errors = {letter.recipient: letter.error for letter in latest_letters(doors.access)}
    assert errors[ADA_EMAIL] is None
    assert "no such mailbox" in (errors[REFUSED] or "")


def test_a_code_that_is_over_is_not_sent(doors: Doors, mail: MailServer) -> None:
    """A letter that comes too late to serve does not come."""
    doors.browser().ask(ADA_EMAIL)
    doors.wait(minutes=10)
    assert deliver_waiting(doors.pool, mail.settings(), doors.now) == 0
    assert mail.mailbox.messages == []


def test_without_a_mail_server_letters_wait_for_the_operator(doors: Doors) -> None:
    """Nothing is sent and nothing is lost."""
    write(doors, ADA_EMAIL)
    assert deliver_waiting(doors.pool, Settings(), doors.now) == 0
    assert latest_letters(doors.access)[0].body == HELLO.body


def test_a_name_cannot_add_a_header(doors: Doors, mail: MailServer) -> None:
    """A line end in the subject stays words of the subject."""
    letter = replace(HELLO, subject="Bonjour\r\nBcc: everyone@lille.example")
    with doors.pool.connection() as db, db.transaction():
        post(
            db,
            doors.access,
            letter,
            ADA_EMAIL,
            person_id=ADA,
            expires_in=timedelta(days=1),
        )
    deliver_waiting(doors.pool, mail.settings(), doors.now)
    (message,) = mail.mailbox.messages
    assert message["Bcc"] is None
    assert message["Subject"] == "Bonjour Bcc: everyone@lille.example"


def test_no_password_goes_over_a_bare_line(doors: Doors, mail: MailServer) -> None:
    """A server that offers no TLS is given nothing, unless told it is a near one."""
    write(doors, ADA_EMAIL)
    settings = replace(
        mail.settings(), smtp_url=f"smtp://user:secret@127.0.0.1:{mail.port}"
    )
    assert deliver_waiting(doors.pool, settings, doors.now) == 0
    assert mail.mailbox.messages == []
    assert "STARTTLS" in (latest_letters(doors.access)[0].error or "")


def test_an_address_of_no_mail_server_is_said(doors: Doors) -> None:
    """A setting that cannot serve is named."""
    write(doors, ADA_EMAIL)
    with pytest.raises(SettingWrong, match="COMMUN_SMTP_URL"):
        deliver_waiting(doors.pool, Settings(smtp_url="http://mail"), doors.now)
