"""Anomalies: what each rule asks, why, and what may be a good answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _

from projections.anomalies import Anomaly
from web.texts.dates import day, lasting
from web.texts.numbers import entry_number, number, quantity


@dataclass(frozen=True)
class Explained:
    """A rule as people read it: its name, what it looks for, what may explain it."""

    title: LazyString
    why: LazyString


RULES: Final[Mapping[str, Explained]] = {
    "back": Explained(
        lazy_gettext("Recorded before the entry it follows"),
        lazy_gettext(
            "Times of recording never go back: the store refuses it. If it happened,"
            " somebody wrote into the database by another door."
        ),
    ),
    "apart": Explained(
        lazy_gettext("Asked and recorded at different times"),
        lazy_gettext(
            "A form is recorded within five seconds, or refused. Entries that were"
            " loaded from elsewhere can be further apart: ask who loaded them."
        ),
    ),
    "lapsed_mandate": Explained(
        lazy_gettext("Done under a designation that had ended"),
        lazy_gettext(
            "The last day of a designation is included, until midnight in Paris."
            " After it nothing can be recorded under it through the pages."
        ),
    ),
    "early_mandate": Explained(
        lazy_gettext("Done under a designation that had not begun"),
        lazy_gettext(
            "Nothing can be recorded before the first day of a designation through"
            " the pages: ask how this came in."
        ),
    ),
    "withdrawn_mandate": Explained(
        lazy_gettext("Done under a designation that was withdrawn"),
        lazy_gettext(
            "A designation that was withdrawn lets nobody act: ask how this came in."
        ),
    ),
    "unknown_mandate": Explained(
        lazy_gettext("Done under a designation that nobody made"),
        lazy_gettext(
            "The designation that is named stands nowhere in the register before this"
            " entry: ask how this came in."
        ),
    ),
    "own_confirmation": Explained(
        lazy_gettext("Declared and confirmed by the same person"),
        lazy_gettext(
            "One person may act for two partners. A confirmation is worth more when"
            " somebody else gives it: a second one may be asked for."
        ),
    ),
    "own_settlement": Explained(
        lazy_gettext("Settled by a person who took part in the contest"),
        lazy_gettext(
            "A third partner settles a contest. The same person may act for it and"
            " for a side: the board may have it settled anew."
        ),
    ),
    "burst": Explained(
        lazy_gettext("Much recorded within a minute"),
        lazy_gettext(
            "Nobody types so fast: confirmations in batches and imports do. Look"
            " whether this was one."
        ),
    ),
    "unusual": Explained(
        lazy_gettext("A quantity far outside the usual"),
        lazy_gettext(
            "More than about a person’s working year in one contribution. It may be"
            " right for a large body: its evidence tells."
        ),
    ),
    "unsettled": Explained(
        lazy_gettext("Contested for long, and not settled"),
        lazy_gettext(
            "A contest that stays open for more than 90 days keeps the contribution"
            " out of the totals: the board may find a third partner."
        ),
    ),
    "sealed_late": Explained(
        lazy_gettext("Sealed late"),
        lazy_gettext(
            "Entries are sealed within seconds. Between recording and sealing, nobody"
            " outside could have seen a change. The log may have been begun after the"
            " commons, or its publisher may have stood still: ask the operator."
        ),
    ),
}
"""One for each rule; a test finds a missing one."""


def noticed(anomaly: Anomaly) -> str:  # noqa: PLR0911  # one way out for each rule
    """Return what a rule saw at an entry."""
    told, other = anomaly.told, entry_number(anomaly.other or 0)
    match anomaly.rule:
        case "back" | "apart" | "sealed_late":
            return _("%(length)s apart", length=lasting(int(told["by"])))
        case "lapsed_mandate":
            return _("It ended on %(day)s", day=day(date.fromisoformat(told["day"])))
        case "early_mandate":
            return _("It begins on %(day)s", day=day(date.fromisoformat(told["day"])))
        case "withdrawn_mandate":
            return _("It was withdrawn by entry %(entry)s", entry=other)
        case "own_confirmation" | "own_settlement":
            return _("The same person as in entry %(entry)s", entry=other)
        case "burst":
            count = number(int(told["count"]))
            return _("%(n)s entries since entry %(entry)s", n=count, entry=other)
        case "unusual":
            return quantity(Decimal(told["quantity"]), told["unit"])
        case "unsettled":
            return _("Open for %(n)s days", n=number(int(told["days"])))
        case _:
            return ""
