"""Meeting words: how one attends, what was said, and what questions are about."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString, lazy_gettext

from ledger.governance.meetings.events import Presence, Said, Topic

PRESENCES: Final[Mapping[str, LazyString]] = {
    Presence.PRESENT: lazy_gettext("Present"),
    Presence.REPRESENTED: lazy_gettext("Represented"),
    Presence.EXCUSED: lazy_gettext("Excused"),
}
SAID: Final[Mapping[str, LazyString]] = {
    Said.STATEMENT: lazy_gettext("Words to keep"),
    Said.OFFER: lazy_gettext("An offer that was said"),
}
TOPICS: Final[Mapping[str, LazyString]] = {
    Topic.VALUES: lazy_gettext("What we hold dear"),
    Topic.GOVERNANCE: lazy_gettext("How we decide"),
    Topic.FUNDING: lazy_gettext("What it costs, and who pays"),
    Topic.OPERATIONS: lazy_gettext("How we work day by day"),
    Topic.POLITICAL: lazy_gettext("What is for public policy to answer"),
}
