"""Metering: how many requests each caller makes, and how many are left to them.

Readings are counted in this process, for a row in the database for each of them
would cost more than the reading; writings are counted there, for all workers.
"""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from flask import Response, current_app, g, request

from web.api.problem import Problem
from web.auth.access import the_access
from web.auth.api_tokens import ApiToken
from web.auth.limits import Limit, TooMany, count_in, network_of

EXTENSION: Final = "commun-api-meter"
READINGS_A_MINUTE: Final = 600
WRITINGS: Final = Limit(name="api-writings", most=3_600)
CALLERS_MAX: Final = 10_000
MINUTE: Final = 60.0


@dataclass
class Meter:
    """Counts within each minute; forgets who asked longest ago when there are many."""

    most: int = READINGS_A_MINUTE
    clock: Callable[[], float] = time.monotonic
    _counts: "OrderedDict[str, tuple[int, int]]" = field(
        default_factory=OrderedDict[str, tuple[int, int]]
    )
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, caller: str) -> tuple[int, int]:
        """Count one more; return how many are left, and seconds to the next minute."""
        minute, second = divmod(self.clock(), MINUTE)
        with self._lock:
            counted_in, count = self._counts.get(caller, (int(minute), 0))
            count = 1 if counted_in != int(minute) else count + 1
            self._counts[caller] = int(minute), count
            self._counts.move_to_end(caller)
            while len(self._counts) > CALLERS_MAX:
                self._counts.popitem(last=False)
        return self.most - count, max(1, math.ceil(MINUTE - second))


def count_reading() -> None:
    """Count a reading by the line it comes from; raises Problem."""
    meter: Meter = current_app.extensions[EXTENSION]
    left, seconds = meter.count(network_of(request.remote_addr))
    g.rate_limit = (meter.most, max(0, left), seconds)
    if left < 0:
        raise Problem("too_many_requests", headers={"Retry-After": str(seconds)})


def count_writing(token: ApiToken) -> None:
    """Count a writing of a token; raises Problem."""
    try:
        count_in(the_access(), (WRITINGS, token.token_id))
    except TooMany as error:
        seconds = str(error.retry_after)
        raise Problem("too_many_requests", headers={"Retry-After": seconds}) from error


def say_what_is_left(response: Response) -> Response:
    """Tell the caller how many requests they have left, and until when."""
    told = g.get("rate_limit")
    if told is not None:
        most, left, seconds = told
        response.headers["RateLimit-Limit"] = str(most)
        response.headers["RateLimit-Remaining"] = str(left)
        response.headers["RateLimit-Reset"] = str(seconds)
    return response
