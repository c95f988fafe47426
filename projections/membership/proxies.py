"""Proxies: which mandate votes for which, for what, and whether it was taken back."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from msgspec.structs import replace

from ledger.kernel.codec import Recorded
from ledger.membership.mandates.events import ProxyGiven, ProxyRevoked
from projections.rows import Row, Rows
from projections.shelf import Page, Shelf
from projections.view import View, facts_of

Followed = ProxyGiven | ProxyRevoked


class ProxyRow(Row, frozen=True, kw_only=True, gc=False):
    """A proxy: for one vote, for one meeting, or until a day, that day included."""

    key: ClassVar[tuple[str, ...]] = ("proxy_id",)
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = (
        ("partner_id",),
        ("mandate_id",),
        ("holder_mandate_id",),
    )

    proxy_id: str
    mandate_id: str
    partner_id: str
    holder_mandate_id: str
    position: int
    vote_id: str | None = None
    meeting_id: str | None = None
    until: date | None = None
    revoked_position: int | None = None

    @property
    def is_revoked(self) -> bool:
        """Tell whether it was taken back."""
        return self.revoked_position is not None


def apply(rows: Rows[ProxyRow], recorded: Recorded[Any]) -> None:
    """Note that a proxy was given, and that it was taken back."""
    fact: Followed = recorded.fact
    if isinstance(fact, ProxyGiven):
        rows.put(
            ProxyRow(
                proxy_id=fact.proxy_id,
                mandate_id=fact.mandate_id,
                partner_id=fact.partner_id,
                holder_mandate_id=fact.holder_mandate_id,
                position=recorded.position,
                vote_id=fact.vote_id,
                meeting_id=fact.meeting_id,
                until=fact.until,
            )
        )
        return
    row = rows.get(fact.proxy_id)
    if row is not None:
        rows.put(replace(row, revoked_position=recorded.position))


def proxy(shelf: Shelf, proxy_id: str) -> ProxyRow | None:
    """Return one proxy."""
    return shelf.get(proxies, proxy_id)


def proxies_page(
    shelf: Shelf,
    chosen: Mapping[str, str],
    *,
    after: int | None = None,
    limit: int = 50,
) -> Page[ProxyRow]:
    """Return proxies, newest first, by partner_id, mandate_id, holder_mandate_id."""
    order = ("partner_id", "mandate_id", "holder_mandate_id")
    values = {name: chosen[name] for name in order if name in chosen}
    return shelf.page(proxies, after=after, limit=limit, **values)  # type: ignore[arg-type]  # filters are indexed fields, never one of the options


proxies = View("proxies", 1, ProxyRow, facts_of(Followed), apply)
