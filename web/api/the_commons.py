"""The commons itself: what it is called, how far it has come, and what seals it."""

from typing import Any

from flask import Response

from ledger.log.notes import encode
from projections.membership.commons import commons_of
from web.api.answering import ROOT, digested, instant
from web.api.asking import query
from web.api.bearers import check_token
from web.auth.access import the_access
from web.log.answering import PREFIX as LOG
from web.log.serving import the_archive
from web.reading import the_wiring


def the_commons() -> Response:
    """Answer with the commons: its name, its last entry, its last signed checkpoint."""
    check_token()
    query(())
    address = the_access().settings.address
    with the_wiring().views.shelf() as shelf:
        row, position, at = commons_of(shelf), shelf.position, shelf.recorded_at
    return digested({
        "name": the_access().directory.commons_name() if row else None,
        "founded_at": instant(row.founded_at) if row else None,
        "position": position,
        "recorded_at": instant(at),
        "checkpoint": _checkpoint(f"{address}{LOG}/checkpoint"),
        "openapi": f"{address}{ROOT}/openapi.json",
    })  # fmt: skip


def _checkpoint(url: str) -> dict[str, Any] | None:
    published = the_archive().published()
    if published is None:
        return None
    signed = published.checkpoint
    root = encode(signed.root)
    return {"origin": signed.origin, "size": signed.size, "root": root, "url": url}
