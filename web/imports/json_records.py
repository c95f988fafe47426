"""JSON records: a list of objects, as Commun and many programs export them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, cast

import msgspec

from web.imports.records import Record
from web.imports.unreadable import CELL_MAX, COLUMNS_MAX, Unreadable

LISTS: Final = ("data", "rows", "items", "results")
"""Under which names an object that is no record itself holds its list."""
BRACES: Final = "[{"


def is_json(path: Path, charset: str) -> bool:
    """Tell whether a text begins as JSON does."""
    with path.open(encoding=charset) as text:
        return text.read(1_000).lstrip("\ufeff \t\r\n")[:1] in set(BRACES)


def json_records(path: Path, charset: str) -> Iterator[Record]:
    """Yield the headings, then each object as a record of texts."""
    try:
        objects = _objects(path, charset)
    except RecursionError as error:  # so deep that no program wrote it as a list
        raise Unreadable("not_records") from error
    headings: dict[str, int] = {}
    for one in objects:
        for name in one:
            headings.setdefault(name, len(headings))
        if len(headings) > COLUMNS_MAX:
            raise Unreadable("too_wide")
    yield list(headings)
    for one in objects:
        yield [one.get(name, "") for name in headings]


def _objects(path: Path, charset: str) -> list[dict[str, str]]:
    text = path.read_text(charset).lstrip("\ufeff")
    try:
        whole = msgspec.json.decode(text)
    except msgspec.DecodeError:
        return [_flat(one) for one in _lines(text)]
    if isinstance(whole, dict):
        held = cast("dict[str, Any]", whole)
        found = next((held[n] for n in LISTS if isinstance(held.get(n), list)), None)
        whole = [held] if found is None else found
    return [_flat(one) for one in cast("list[object]", whole)]


def _lines(text: str) -> Iterator[object]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield msgspec.json.decode(line)
        except msgspec.DecodeError as error:
            raise Unreadable("not_json", row=number) from error


def _flat(one: object) -> dict[str, str]:
    """Return an object as names and texts; what is inside it, under `outer.inner`."""
    if not isinstance(one, Mapping):
        raise Unreadable("not_records")
    flat: dict[str, str] = {}
    for name, value in cast("Mapping[str, object]", one).items():
        if isinstance(value, Mapping):
            inner = _flat(cast("object", value))
            flat |= {f"{name}.{below}": held for below, held in inner.items()}
        else:
            flat[name] = _text(value)
    if any(len(cell) > CELL_MAX for cell in flat.values()):
        raise Unreadable("long_cell", row=1)
    return flat


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case str():
            return value.replace("\x00", "")
        case bool() | int() | float():
            return msgspec.json.encode(value).decode()
        case list():
            held = cast("list[object]", value)
            if all(isinstance(one, str) for one in held):
                return ", ".join(cast("list[str]", held))
            return msgspec.json.encode(held).decode()
        case _:
            return str(value)
