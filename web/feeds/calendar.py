"""Calendar: days written down as RFC 5545 asks, one event after another."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, timedelta
from typing import Any, Final, cast

from icalendar import Calendar, Event

from web.feeds.day import Day
from web.feeds.naming import host

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
END: Final = b"END:VCALENDAR\r\n"
PRODUCT: Final = "-//Commun//Agenda//FR"
NO_TEXT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
ENDS_OF_LINE: Final = re.compile("\r\n?|[\u2028\u2029]")
ONE_DAY: Final = timedelta(days=1)


def written(name: str, days: Iterable[Day]) -> Iterator[bytes]:
    """Yield the file part by part; the same days give the same bytes."""
    frame = Calendar()
    _tell(frame, {"prodid": PRODUCT, "version": "2.0", "x-wr-calname": _text(name)})
    head: bytes = frame.to_ical()
    yield head.removesuffix(END)
    at = host()
    for day in days:
        yield _event(day, at)
    yield END


def _event(day: Day, at: str) -> bytes:
    """Write an event: a whole day, that takes nobody's time.

    Which copy is newer is told by the number of changes, and by when the last of
    them was recorded, never by when somebody asked.
    """
    event = Event()
    told_at = day.told_at.astimezone(UTC).replace(microsecond=0)
    details = {"description": _text(day.details)} if day.details else {}
    told = {
        "uid": f"{day.name}@{at}",
        "dtstamp": told_at,
        "last-modified": told_at,
        "sequence": day.changes,
        "dtstart": day.on,
        "dtend": day.on + ONE_DAY,
        "summary": _text(day.summary),
        **details,
        "url": day.page,
        "status": "CANCELLED" if day.is_off else "CONFIRMED",
        "transp": "TRANSPARENT",
    }
    _tell(event, told)
    body: bytes = event.to_ical()
    return body


def _tell(component: Calendar | Event, told: Mapping[str, object]) -> None:
    add = cast("Any", component).add
    for name, value in told.items():
        add(name, value)


def _text(text: str) -> str:
    """Return a text whose lines end in one way, without signs that none may hold."""
    return NO_TEXT.sub("\ufffd", ENDS_OF_LINE.sub("\n", text))
