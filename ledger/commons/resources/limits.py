"""Limits: what a resource may say of itself, checked before it is published."""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from ledger.commons.resources.refusals import AddressNotHttps, EditionMalformed
from ledger.kernel.words import Disclosure, Words

EDITION: Final = re.compile(r"[0-9]+([.-][0-9]+)*")
EDITION_LENGTH_MAX: Final = 20
ADDRESS_LENGTH_MAX: Final = 500
PRINTABLE: Final = re.compile(r"[!-~\u00a0-\U0010ffff]+")


def check_edition(edition: str) -> None:
    """Refuse anything but a number: what is recorded here stays for ever."""
    if len(edition) > EDITION_LENGTH_MAX or not EDITION.fullmatch(edition):
        raise EditionMalformed


def check_address(address: Words | None, written: Iterable[Disclosure]) -> None:
    """Refuse an address that a browser should not be sent to.

    It is words like any text, so that it can go; what it says is read here, in
    the disclosure that comes with the command, and never again.
    """
    if address is None:
        return
    said = next((w.text for w in written if w.reference.digest == address.digest), "")
    if not is_https(said):
        raise AddressNotHttps


def is_https(address: str) -> bool:
    """Tell whether an address leads to a named site, over https, without a password."""
    if len(address) > ADDRESS_LENGTH_MAX or not PRINTABLE.fullmatch(address):
        return False
    try:
        parts = urlsplit(address)
        is_plain = parts.port is None or parts.port > 0
    except ValueError:
        return False
    host = parts.hostname or ""
    is_named = "." in host.strip(".") and "\\" not in address
    is_open = parts.username is None and parts.password is None
    return parts.scheme == "https" and is_named and is_open and is_plain
