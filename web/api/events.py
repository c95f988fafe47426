"""Events: the entries of the register, as the ledger holds them, and their proofs."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from flask import Response, current_app, url_for
from flask_babel import gettext as _

from ledger.deciders import FACTS
from ledger.kernel.identifiers import TAG_PATTERN
from ledger.kernel.store.port import StoredEvent
from ledger.log.tiles import TILE_WIDTH, EntriesTile, entries_path
from projections.entries import Asked, Entries
from web.api.answering import digested, instant
from web.api.asking import LISTING, NEWEST_FIRST, Query, query
from web.api.bearers import check_token
from web.api.cursors import Place, seal, unseal
from web.api.listing import only, paged
from web.api.problem import Problem, wrong_parameter
from web.asked import whole_number
from web.auth.access import the_access
from web.languages import LANGUAGES
from web.log.answering import PREFIX as LOG
from web.log.serving import the_archive

EXTENSION: Final = "commun-api-entries"
KIND, TAG = "kind", "tag"
KINDS: Final = tuple(kind.__name__ for kind in FACTS)
FIELDS: Final = (
    "number",
    "recorded_at",
    "kind",
    "tags",
    "data",
    "data_sha256",
    "url",
    "proof",
)


def the_entries() -> Entries:
    """Return the log as a list."""
    entries: Entries = current_app.extensions[EXTENSION]
    return entries


def events() -> Response:
    """Answer with a page of entries, the newest first unless asked otherwise."""
    check_token()
    asked = query((*LISTING, KIND, TAG))
    wanted, order, limit = asked.fields(FIELDS), asked.sort(NEWEST_FIRST), asked.limit
    filters = _filters(asked)
    listed = {
        **_listed(asked, order),
        **{n: asked.given.get(n, "") for n in (KIND, TAG)},
    }
    place = _place(asked, filters, listed)
    found = _some(filters, place, limit + 1, is_newest_first=order == NEWEST_FIRST)
    shown, is_more = found[:limit], len(found) > limit
    after = seal(place._replace(after=shown[-1].position), listed) if is_more else None
    return paged(
        asked,
        {
            "data": [only(told(event), wanted) for event in shown],
            "next": after,
            "total": place.total,
            "position": place.position,
            "as_of": _instant(place.position),
        },
    )


def one_event(identifier: str) -> Response:
    """Answer with one entry: it never changes, so its tag is its digest."""
    check_token()
    asked = query(("fields",))
    wanted = asked.fields(FIELDS)
    return digested(only(told(_required(identifier)), wanted))


def proof_of(identifier: str) -> Response:
    """Answer with where the proof of an entry is, in the public formats of the log."""
    check_token()
    query(())
    event = _required(identifier)
    root = f"{the_access().settings.address}{LOG}"
    covering = the_archive().covering(event.position)
    index = event.position - 1
    number = index // TILE_WIDTH
    width = TILE_WIDTH
    if covering is not None:
        width = min(TILE_WIDTH, covering.checkpoint.size - number * TILE_WIDTH)
    tile = entries_path(EntriesTile(number, width))
    return digested({
        "number": event.position,
        "index": index,
        "is_sealed": covering is not None,
        "receipt": f"{root}/receipt/{event.position}",
        "checkpoint": f"{root}/checkpoint",
        "policy": f"{root}/policy",
        "entries": f"{root}/{tile}" if covering is not None else None,
        "page": _address("proof", number=event.position),
    })  # fmt: skip


def told(event: StoredEvent) -> dict[str, Any]:
    """Return an entry as JSON holds it; its texts lie beside it, not in it."""
    return {
        "number": event.position,
        "recorded_at": instant(event.recorded_at),
        "kind": event.kind,
        "tags": list(event.tags),
        "data": json.loads(event.data),
        "data_sha256": hashlib.sha256(event.data).hexdigest(),
        "url": _address("entry", number=event.position),
        "proof": _address("api.proof_of", identifier=event.position),
    }


def _required(identifier: str) -> StoredEvent:
    number = whole_number(identifier)
    event = the_entries().one(number) if number else None
    if event is None:
        raise Problem("not_found")
    return event


def _filters(asked: Query) -> Asked:
    kind, tag = asked.given.get(KIND), asked.given.get(TAG)
    if kind is not None and kind not in KINDS:
        detail = _("There is no kind of entry “%(kind)s”", kind=kind[:40])
        raise wrong_parameter(KIND, detail)
    if tag is not None and not TAG_PATTERN.fullmatch(tag):
        detail = _("Write a tag such as project:k3v9")
        raise wrong_parameter(TAG, detail)
    return Asked(kinds=(kind,) if kind else None, tags=(tag,) if tag else None)


def _listed(asked: Query, order: str) -> dict[str, str]:
    given = {name: asked.given.get(name, "") for name in ("as_of", KIND, TAG)}
    return {"thing": "events", "sort": order, **given}


def _place(asked: Query, filters: Asked, listed: Mapping[str, str]) -> Place:
    cursor = asked.given.get("cursor")
    if cursor:
        return unseal(cursor, listed)
    head = the_entries().head()
    last = head if asked.position is None else min(asked.position, head)
    total = the_entries().count(filters, last)
    is_newest_first = listed["sort"] == NEWEST_FIRST
    return Place(last, last + 1 if is_newest_first else 0, total)


def _some(
    filters: Asked, place: Place, limit: int, *, is_newest_first: bool
) -> list[StoredEvent]:
    first = 1 if is_newest_first else place.after + 1
    last = place.after - 1 if is_newest_first else place.position
    run = Asked(kinds=filters.kinds, tags=filters.tags, first=first, last=last)
    entries = the_entries()
    read = entries.newest if is_newest_first else entries.oldest
    return list(read(run, limit=limit))


def _instant(position: int) -> str | None:
    event = the_entries().one(position) if position else None
    return instant(event.recorded_at) if event else None


def _address(endpoint: str, **values: Any) -> str:  # noqa: ANN401  # whatever it takes
    named: dict[str, Any] = {} if "." in endpoint else {"lang": LANGUAGES[0]}
    return f"{the_access().settings.address}{url_for(endpoint, **named, **values)}"
