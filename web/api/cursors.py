"""Cursors: where a list goes on, sealed to the very list that gave them."""

import hashlib
import hmac
import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping
from typing import Final, NamedTuple

from web.api.problem import Problem
from web.reading import the_wiring

LAYOUT: Final = struct.Struct(">qqq")
SEAL_BYTES: Final = 16
UNKNOWN: Final = -1


class Place(NamedTuple):
    """The position that all pages of a list show, where the next one begins, how many.

    Whatever is recorded meanwhile, nothing is missed and nothing comes twice.
    """

    position: int
    after: int
    total: int | None


def seal(place: Place, listed: Mapping[str, str]) -> str:
    """Return the cursor of a place in the list that ``listed`` describes."""
    total = UNKNOWN if place.total is None else place.total
    told = LAYOUT.pack(place.position, place.after, total)
    return urlsafe_b64encode(told + _seal(told, listed)).decode().rstrip("=")


def unseal(cursor: str, listed: Mapping[str, str]) -> Place:
    """Return the place of a cursor of this list; raises Problem for any other."""
    try:
        raw = urlsafe_b64decode(f"{cursor}==".encode("ascii"))
        position, after, total = LAYOUT.unpack(raw[: LAYOUT.size])
    except (NotBase64, UnicodeEncodeError, struct.error) as error:
        raise Problem("cursor_invalid") from error
    place = Place(position, after, None if total == UNKNOWN else total)
    if not hmac.compare_digest(seal(place, listed), cursor):
        raise Problem("cursor_invalid")
    return place


def _seal(told: bytes, listed: Mapping[str, str]) -> bytes:
    spelt = repr(("api cursor", sorted(listed.items()), told)).encode()
    return hmac.digest(the_wiring().secret, spelt, hashlib.sha256)[:SEAL_BYTES]
