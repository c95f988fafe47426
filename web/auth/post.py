"""The post: it takes letters from the outbox to the mail server, each one once."""

import smtplib
import ssl
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

import psycopg
from psycopg.rows import class_row
from psycopg_pool import ConnectionPool

from web.auth.access import utc_now
from web.auth.outbox import Posted
from web.settings import Settings, SettingWrong

TIMEOUT_SECONDS: Final = 10.0
TRIES_MAX: Final = 12
FIRST_PAUSE: Final = timedelta(seconds=15)
LONGEST_PAUSE: Final = timedelta(hours=2)
ERROR_SIGNS_MAX: Final = 300
LETTER_FAULTS: Final = (
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPDataError,
    smtplib.SMTPNotSupportedError,
    ValueError,
)
PORTS: Final = {"smtp": 587, "smtps": 465}

NEXT_WAITING: Final = """
    SELECT letter_id, recipient, subject, body, language, created_at, expires_at,
           sent_at, tries, error
    FROM access.outbox
    WHERE sent_at IS NULL AND tries < %s AND next_try_at <= %s AND expires_at > %s
    ORDER BY next_try_at, letter_id
    LIMIT 1 FOR UPDATE SKIP LOCKED
"""


def deliver_waiting(
    pool: ConnectionPool, settings: Settings, now: datetime | None = None
) -> int:
    """Send the letters that wait, and return how many went.

    Each is held by a row lock while it is sent: another process passes over it.
    A crash after the server took it and before the commit sends it again, with
    the same Message-ID, which the receiving side may know it by.
    """
    if not settings.smtp_url:
        return 0
    moment, sent = now or utc_now(), 0
    with pool.connection() as db:
        while True:
            with db.transaction():
                letter = _next(db, moment)
                if letter is None:
                    return sent
                try:
                    _send(letter, settings)
                except LETTER_FAULTS as error:
                    _note_failure(db, letter, error, moment)
                    continue
                except (OSError, smtplib.SMTPException) as error:
                    # The server's fault: the others would meet the same one.
                    _note_failure(db, letter, error, moment)
                    return sent
                # What was sent need not stay: the body may hold a code.
                db.execute(
                    "UPDATE access.outbox SET sent_at = %s, tries = tries + 1,"
                    " error = NULL, body = '' WHERE letter_id = %s",
                    (moment, letter.letter_id),
                )
                sent += 1


def _next(db: psycopg.Connection, now: datetime) -> Posted | None:
    with db.cursor(row_factory=class_row(Posted)) as cursor:
        return cursor.execute(NEXT_WAITING, (TRIES_MAX, now, now)).fetchone()


def _note_failure(
    db: psycopg.Connection, letter: Posted, error: Exception, now: datetime
) -> None:
    pause = min(FIRST_PAUSE * 2**letter.tries, LONGEST_PAUSE)
    said = f"{type(error).__name__}: {error}"[:ERROR_SIGNS_MAX].replace("\x00", "")
    db.execute(
        "UPDATE access.outbox SET tries = tries + 1, error = %s, next_try_at = %s"
        " WHERE letter_id = %s",
        (said, now + pause, letter.letter_id),
    )


def _send(letter: Posted, settings: Settings) -> None:
    with _mail_server(settings.smtp_url) as server:
        server.send_message(_message(letter, settings.mail_from))


def _message(letter: Posted, sender: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = letter.recipient
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(letter.created_at)
    domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    message["Message-ID"] = f"<{letter.letter_id}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body)
    message["Content-Language"] = letter.language
    return message


@contextmanager
def _mail_server(address: str) -> Generator[smtplib.SMTP]:
    """Connect as the address says; passwords only go over a proven connection.

    ``smtp://`` begins in clear and turns to TLS; ``?tls=no`` is for a server on
    this machine. ``smtps://`` is TLS from the first byte.
    """
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise SettingWrong("smtp_url (COMMUN_SMTP_URL) wants smtp:// or smtps://")
    host, port = parts.hostname, parts.port or PORTS[parts.scheme]
    context = ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, port, timeout=TIMEOUT_SECONDS, context=context
        )
    else:
        server = smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)
    with server:
        is_plain = parse_qs(parts.query).get("tls") == ["no"]
        if parts.scheme == "smtp" and not is_plain:
            server.starttls(context=context)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        yield server
