"""Narrowing: the filters of a list, in its address and in one order."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from web.asked import whole_number
from web.reading import as_of_day

ONWARD: Final = "suite"
"""The name under which an address holds where the list goes on."""

Kept = Mapping[str, str]


def kept_filters(names: Sequence[str]) -> dict[str, str]:
    """Return what the address narrows by, empty ones dropped, in the order of names."""
    kept = {name: request.args.get(name, "").strip() for name in (*names, ONWARD)}
    if whole_number(kept[ONWARD]) is None:
        del kept[ONWARD]
    if (day := as_of_day()) is not None:
        kept["au"] = day.isoformat()
    return {name: value for name, value in kept.items() if value}


def tidied(kept: Kept) -> Response | None:
    """Lead to the one address of this list; None where the reader is at it.

    What a page waits for is no filter, and goes along. This very day is today:
    its address is left as it is, so that it means that day once it is past.
    """
    told = [(n, v) for n, v in request.args.items(multi=True) if n != "apres"]
    filters = [(n, v) for n, v in told if n != "au" or not v]
    wanted = [(n, v) for n, v in kept.items() if n != "au"]
    if filters == wanted or request.endpoint is None:
        return None
    values: dict[str, Any] = {**kept, "apres": request.args.get("apres") or None}
    return redirect(url_for(request.endpoint, **values), 303)


def onward(kept: Kept) -> int | None:
    """Return where this page of the list begins, None at its beginning."""
    return whole_number(kept.get(ONWARD, ""))


def narrowed(endpoint: str, kept: Kept, names: Sequence[str], **changed: str) -> str:
    """Return the address of the list with other filters; an empty one is taken away."""
    wanted = {**kept, **changed}
    values: dict[str, Any] = {
        name: wanted[name] for name in (*names, ONWARD) if wanted.get(name)
    }
    return url_for(endpoint, **values)
