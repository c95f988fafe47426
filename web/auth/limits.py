"""Limits: how often something may be tried; counted in the database for all workers."""

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from web.auth.access import Access
from web.auth.tokens import keyed_digest

WINDOW: Final = timedelta(hours=1)
IPV6_PREFIX: Final = 64
"""An IPv6 line has a whole /64, so one address of it means nothing."""


@dataclass(frozen=True, kw_only=True)
class Limit:
    """How many times within the hour."""

    name: str
    most: int


CODES_PER_EMAIL: Final = Limit(name="codes-email", most=5)
TRIES_PER_EMAIL: Final = Limit(name="tries-email", most=50)
# A meeting's room, or a whole town hall, shares one address.
CODES_PER_ADDRESS: Final = Limit(name="codes-address", most=30)
TRIES_PER_ADDRESS: Final = Limit(name="tries-address", most=50)
LINKS_PER_ADDRESS: Final = Limit(name="links-address", most=100)


class TooMany(Exception):
    """A limit is reached; ``retry_after`` says in how many seconds it is lifted."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"retry in {retry_after} s")
        self.retry_after = retry_after


def count_in(access: Access, *counted: tuple[Limit, str]) -> None:
    """Count one more of each; raises TooMany once one is past its most.

    Each count commits by itself: an attempt that fails afterwards was made.
    What is counted is kept as a keyed digest, for addresses are personal.
    """
    now = access.clock()
    start = datetime.fromtimestamp(
        now.timestamp() // WINDOW.total_seconds() * WINDOW.total_seconds(), UTC
    )
    reached = False
    with access.pool.connection() as db:
        for limit, what in counted:
            bucket = keyed_digest(access.secret, f"limit {limit.name}", what).hex()
            row = db.execute(
                "INSERT INTO access.limits (bucket, window_start, count)"
                " VALUES (%s, %s, 1) ON CONFLICT (bucket, window_start)"
                " DO UPDATE SET count = limits.count + 1 RETURNING count",
                (bucket, start),
            ).fetchone()
            assert row is not None
            reached = reached or row[0] > limit.most
    if reached:
        raise TooMany(int((start + WINDOW - now).total_seconds()) + 1)


def network_of(address: str | None) -> str:
    """Return the line that an address belongs to."""
    try:
        read = ipaddress.ip_address(address or "")
    except ValueError:
        return ""
    if isinstance(read, ipaddress.IPv6Address):
        if read.ipv4_mapped:
            return str(read.ipv4_mapped)
        return str(ipaddress.ip_network((read, IPV6_PREFIX), strict=False))
    return str(read)
