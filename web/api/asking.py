"""Asking: the query of a reading, taken strictly: a misspelt name would be lost."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Final

from flask import request
from flask_babel import gettext as _

from web.api.codes import CODES
from web.api.problem import wrong_parameter
from web.asked import whole_number
from web.moments import Moment, WrongMoment, moment_of
from web.reading import the_wiring

LIMIT: Final = 50
LIMIT_MAX: Final = 200
NEWEST_FIRST: Final = "-position"
OLDEST_FIRST: Final = "position"
LISTING: Final = ("limit", "cursor", "sort", "fields", "as_of")
READING: Final = ("fields", "as_of")


@dataclass(kw_only=True)
class Query:
    """What an address asks for, each name once."""

    given: Mapping[str, str]

    @property
    def limit(self) -> int:
        """Return how many rows a page may have; raises Problem."""
        written = self.given.get("limit", str(LIMIT))
        limit = whole_number(written)
        if limit is None or not 1 <= limit <= LIMIT_MAX:
            raise wrong_parameter("limit", _("Ask for 1 to 200 at a time"))
        return limit

    def sort(self, default: str) -> str:
        """Return in which order; raises Problem."""
        order = self.given.get("sort", default)
        if order not in {NEWEST_FIRST, OLDEST_FIRST}:
            detail = _("Lists are sorted by position or -position")
            raise wrong_parameter("sort", detail)
        return order

    def fields(self, known: Collection[str]) -> Sequence[str] | None:
        """Return which fields are wanted, None for all; raises Problem."""
        written = self.given.get("fields")
        if written is None:
            return None
        wanted = [name.strip() for name in written.split(",")]
        for name in wanted:
            if name not in known:
                detail = _(
                    "There is no field “%(name)s”; there are: %(known)s",
                    name=name[:40],
                    known=", ".join(known),
                )
                raise wrong_parameter("fields", detail)
        return wanted

    @cached_property
    def position(self) -> int | None:
        """Return the position of the past moment asked for, None for now."""
        moment = self.moment
        if moment is None:
            return None
        if moment.position is not None:
            return moment.position
        assert moment.instant is not None, "a moment is a position or an instant"
        return the_wiring().store.position_at(moment.instant)

    @cached_property
    def moment(self) -> Moment | None:
        """Return the past moment asked for, None for now; raises Problem."""
        written = self.given.get("as_of")
        if written is None:
            return None
        head = the_wiring().store.head().position
        try:
            return moment_of(written.strip(), head=head, now=datetime.now(UTC))
        except WrongMoment as error:
            code = error.why.value
            raise wrong_parameter("as_of", CODES[code].remedy, code) from error


def query(names: Collection[str]) -> Query:
    """Return the query; raises Problem for a name that is unknown or given twice."""
    given: dict[str, Any] = {}
    for name, value in request.args.items(multi=True):
        if name not in names:
            detail = _(
                "There is no parameter “%(name)s”; there are: %(known)s",
                name=name[:40],
                known=", ".join(names),
            )
            raise wrong_parameter(name[:40], detail, "parameter_unknown")
        if name in given:
            raise wrong_parameter(name, _("Give each parameter once"))
        if value:
            given[name] = value
    return Query(given=given)
