"""Words against digests: every text that a fact refers to lies beside it, unchanged."""

import re
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from hashlib import sha256
from typing import Final, NamedTuple

import msgspec

from ledger.kernel.store.withdrawals import KIND, read_withdrawal
from ledger.kernel.words import Audience
from ledger.log.archive import Connection
from ledger.log.findings import Finding, words

MARK: Final = b'"_sd":"'
# In JSON a quote inside a text is always escaped, so no text passes for a reference.
REFERENCE: Final = re.compile(
    rb'"_sd":"([A-Za-z0-9_-]{43})","of":"([a-z]+)"(?:,"subject":"([^"\\]*)")?'
)
TO_URL: Final = bytes.maketrans(b"+/", b"-_")
FROM_URL: Final = bytes.maketrans(b"-_", b"+/")
DIGEST_SIGNS: Final = 43
PERSONAL: Final = Audience.PERSONAL.encode()
BODY: Final = msgspec.json.Decoder(list[tuple[str, str, str | None, str]])
DISCLOSURE: Final = msgspec.json.Decoder(tuple[str, str, str])

Reference = tuple[bytes, bytes, bytes]
"""What a fact says of words: their digest, their audience, whose they are."""

# Words go within seconds of their withdrawal, so that these are not waited for.
GROUNDS: Final = """
SELECT e.data, clock_timestamp() - e.recorded_at > interval '1 minute'
FROM ledger.events e JOIN ledger.kinds k ON k.id = e.kind WHERE k.name = %s
"""


class Grounds(NamedTuple):
    """Which words were withdrawn: position of their fact, and their digest in it.

    ``overdue`` are those that should be gone by now.
    """

    named: AbstractSet[tuple[int, str]]
    overdue: AbstractSet[tuple[int, str]]


def grounds(connection: Connection) -> Grounds:
    """Return which words went on the ground of a recorded fact.

    Read from the facts themselves, not from their tags: a tag that was added or is
    gone changes nothing here. A fact that cannot be read was altered, and is found.
    """
    named: set[tuple[int, str]] = set()
    overdue: set[tuple[int, str]] = set()
    for data, is_overdue in connection.execute(GROUNDS, (KIND,)):
        with suppress(msgspec.MsgspecError):
            ground = read_withdrawal(bytes(data))
            named.add(ground)
            if is_overdue:
                overdue.add(ground)
    return Grounds(named, overdue)


def check_words(
    first: int,
    entries: Sequence[bytes],
    bodies: Mapping[int, bytes],
    withdrawn: Grounds,
) -> Iterator[Finding]:
    """Compare the words beside a stretch of facts with what the facts say of them.

    A text that is gone is an alarm unless a fact says on what ground it went, and
    one that is there although it was withdrawn: a backup may have brought it back.
    """
    may_be_back = {position for position, _digest in withdrawn.overdue}
    for position, entry in enumerate(entries, first):
        body = bodies.get(position)
        at = entry.find(MARK)
        if at >= 0:
            wanted: list[Reference] = REFERENCE.findall(entry, at)
            if body is None or _references(body) != wanted:
                yield from _compare(position, set(wanted), body, withdrawn)
            if position in may_be_back and body is not None:
                yield from _back(position, body, withdrawn)
        elif entry and body is not None:
            yield words(position, "there are some that the fact does not refer to")


def _compare(
    position: int, wanted: set[Reference], body: bytes | None, withdrawn: Grounds
) -> Iterator[Finding]:
    told = _references(body) if body is not None else []
    if told is None:
        yield words(position, "they cannot be read")
        return
    found = set(told)
    lacking = {
        one
        for one in wanted - found
        if (position, one[0].decode()) not in withdrawn.named
    }
    if lacking:
        what = "missing" if body is None else "missing or changed"
        yield words(position, f"{what}, and no fact says why")
    elif found - wanted:
        yield words(position, "there are some that the fact does not refer to")


def _back(position: int, body: bytes, withdrawn: Grounds) -> Iterator[Finding]:
    """Tell of words that were withdrawn and lie there; people's own stay with them."""
    for digest, audience, _whose in _references(body) or ():
        place = (position, digest.decode())
        if audience != PERSONAL and place in withdrawn.overdue:
            yield words(position, "withdrawn, and there: commun react --once erases it")


def _references(body: bytes) -> list[Reference] | None:
    """Return what a fact would say of the words in a row, in the order of the row.

    The name of the field stands in the disclosure and beside it: both must agree.
    None where they do not, or where the row cannot be read.
    """
    found: list[Reference] = []
    try:
        for field, audience, subject, encoded in BODY.decode(body):
            raw = encoded.encode()
            told = DISCLOSURE.decode(a2b_base64(raw.translate(FROM_URL) + b"=="))
            if told[1] != field:
                return None
            digest = b2a_base64(sha256(raw).digest())[:DIGEST_SIGNS].translate(TO_URL)
            whose = subject.encode() if subject else b""
            found.append((digest, audience.encode(), whose))
    except (msgspec.MsgspecError, ValueError):
        return None
    return found
