"""Copying: versions written as COPY reads them, quickly."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final

import msgspec

from projections.columns import Values, values_of
from projections.memory import Version

PART_ROWS: Final = 2_000
SEPARATOR: Final = "\x1f"
NOTHING: Final = "\x1e"
OPTIONS: Final = "(DELIMITER E'\\x1f', NULL E'\\x1e')"
"""Tabs and \\N would be more usual, and found in what people write."""

ESCAPES: Final = str.maketrans(
    {sign: f"\\x{ord(sign):02x}" for sign in ("\\", "\n", "\r", SEPARATOR, NOTHING)}
)
ENCODER: Final = msgspec.json.Encoder(decimal_format="string")


def written(versions: Iterable[Version], others: Sequence[str]) -> Iterator[str]:
    """Yield versions part by part: key, places, other indexed fields, whole row."""
    rest = iter(versions)
    while part := list(islice(rest, PART_ROWS)):
        yield _text(part, tuple(others))


def _text(versions: Sequence[Version], others: tuple[str, ...]) -> str:
    """Write a part.

    Escaping value by value would take longer than all the rest. So everything is
    escaped at once, unless counting shows that some value holds a sign of ours.
    """
    get = values_of(others)
    indexed = [get(version.row) for version in versions]
    bodies = ENCODER.encode_lines([v.row for v in versions]).decode().split("\n")
    nothings = sum([values.count(None) for values in indexed])
    shown = [_without_none(v) for v in indexed] if nothings else indexed
    width = len(versions[0].key) + len(others) + 4
    form = SEPARATOR.join(["%s"] * width) + "\n"
    rows = _rows(versions, shown, bodies)
    text = "".join([form % row for row in rows])
    expected = {
        SEPARATOR: len(versions) * (width - 1),
        NOTHING: nothings,
        "\n": len(versions),
        "\r": 0,
    }
    if all(text.count(sign) == count for sign, count in expected.items()):
        return text.replace("\\", "\\\\")
    rows = _rows(versions, indexed, bodies)
    return "".join([form % tuple([_escaped(v) for v in row]) for row in rows])


def _rows(
    versions: Sequence[Version], others: Sequence[Values], bodies: Sequence[str]
) -> Sequence[Values]:
    return [
        (*v.key, v.since, v.until, v.first, *values, body)
        for v, values, body in zip(versions, others, bodies, strict=False)
    ]


def _without_none(values: Values) -> Values:
    return tuple([NOTHING if value is None else value for value in values])


def _escaped(value: Any) -> str:  # noqa: ANN401  # whatever lies in a column
    return NOTHING if value is None else str(value).translate(ESCAPES)
