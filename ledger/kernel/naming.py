"""Naming: what a function of the ledger names, followed through all that it calls."""

from types import CodeType, FunctionType
from typing import Any


def named_in(function: object) -> set[type]:
    """Return the classes that a function names, and those that it calls name."""
    seen: set[Any] = set()
    waiting: list[Any] = [function]
    while waiting:
        thing = waiting.pop()
        if thing in seen:
            continue
        seen.add(thing)
        if isinstance(thing, FunctionType) and thing.__module__.startswith("ledger."):
            known = thing.__globals__
            waiting.extend(
                known[name]
                for name in _names(thing.__code__)
                if isinstance(known.get(name), type | FunctionType)
            )
    return {thing for thing in seen if isinstance(thing, type)}


def _names(code: CodeType) -> set[str]:
    inner = (const for const in code.co_consts if isinstance(const, CodeType))
    return {*code.co_names, *(name for part in inner for name in _names(part))}
