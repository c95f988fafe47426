"""Personal: pages that no cache may keep."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import g

P = ParamSpec("P")
R = TypeVar("R")


def personal(page: Callable[P, R]) -> Callable[P, R]:
    """Mark a page's answer as one person's."""

    @wraps(page)
    def marked(*args: P.args, **kwargs: P.kwargs) -> R:
        g.is_personal = True
        return page(*args, **kwargs)

    return marked
