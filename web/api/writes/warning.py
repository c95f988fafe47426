"""Warning: what was recorded as asked, and may still not have been meant."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _

from web.api.writes.route import Warn
from web.forms.named_people import people_named
from web.people_known import people_known


def of_people_named(*fields: str) -> Warn:
    """Return what warns of texts that seem to name people, each with its pointer."""

    def warn(sent: Mapping[str, Any]) -> list[dict[str, str]]:
        texts = [told for field in fields for told in _told(sent, field)]
        known = people_known() if texts else ()
        return [
            {
                "pointer": pointer,
                "code": "person_named",
                "detail": _("This text seems to name %(name)s", name=name),
            }
            for pointer, text in texts
            for name in people_named([text], known)
        ]

    return warn


def _told(sent: Mapping[str, Any], field: str) -> Iterable[tuple[str, str]]:
    """Return the texts of a field, or of each item of a list of it."""
    name, _dot, within = field.partition(".")
    if not within:
        if text := sent.get(name):
            yield f"#/{name}", text
        return
    for rank, one in enumerate(sent.get(name) or ()):
        if text := one.get(within):
            yield f"#/{name}/{rank}/{within}", text
