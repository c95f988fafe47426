"""A mapping in a file: columns by their headings, as a person writes them."""

import json
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from typing import Any, cast

import msgspec

from web.imports.guessing import day_order, decimal_sign, unknown_words
from web.imports.headings import plain
from web.imports.mapping import DAYS, NAMES, Mapping, Order, Sign, Source
from web.imports.survey import Column
from web.imports.tables import Table


class WrongMapping(Exception):
    """A mapping cannot be used with this table; the message says why."""


class Written(msgspec.Struct, forbid_unknown_fields=True):
    """A mapping as a file holds it.

    ``columns`` names a heading for a field, ``all`` one value for every row,
    ``meanings`` what words mean, ``days`` which of two numbers is the day.
    """

    columns: dict[str, str] = {}
    all: dict[str, str] = {}
    meanings: dict[str, dict[str, str]] = {}
    days: dict[str, Order] = {}
    decimal: Sign = ""


def read_mapping(content: bytes, table: Table) -> Mapping:
    """Return a mapping for a table; raises WrongMapping."""
    try:
        written = msgspec.json.decode(content, type=Written)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise WrongMapping(f"the mapping cannot be read: {error}") from error
    if unknown := sorted({*written.columns, *written.all} - set(NAMES)):
        fields = ", ".join(NAMES)
        raise WrongMapping(f"no field is called {unknown[0]}: there are {fields}")
    places = {heading: number for number, heading in enumerate(table.headings)}
    if absent := [name for name in written.columns.values() if name not in places]:
        held = ", ".join(table.headings)
        raise WrongMapping(f"no column is called {absent[0]}: there are {held}")
    sources = {name: Source(constant=value) for name, value in written.all.items()}
    sources |= {f: Source(column=places[h]) for f, h in written.columns.items()}
    return Mapping(
        sources=sources,
        meanings={
            field: {plain(word): meaning for word, meaning in held.items()}
            for field, held in written.meanings.items()
        },
        orders=written.days,
        decimal=written.decimal,
    )


def spell(mapping: Mapping, table: Table) -> AnyMapping[str, Any]:
    """Return a mapping as a file holds it."""
    written = Written(
        columns={
            field: table.headings[source.column]
            for field, source in mapping.sources.items()
            if source.column >= 0
        },
        all={
            field: source.constant
            for field, source in mapping.sources.items()
            if source.column < 0
        },
        meanings=mapping.meanings,
        days=mapping.orders,
        decimal=mapping.decimal,
    )
    return cast("AnyMapping[str, Any]", json.loads(msgspec.json.encode(written)))


def open_questions(
    table: Table, mapping: Mapping, columns: Sequence[Column]
) -> Sequence[str]:
    """Return what a file leaves open, each with what to write in the mapping."""
    found = [
        f'{field}: day or month first? write "days": {{"{field}": "day"}}'
        for field in DAYS
        if mapping.source(field).column >= 0
        and not day_order(mapping, columns, field)[1]
    ]
    if not decimal_sign(table, mapping, columns)[1]:
        found.append('quantity: which sign before decimals? write "decimal": ","')
    found += [
        f'{field}: what does "{word}" mean? write it under "meanings"'
        for field, words in unknown_words(mapping, columns).items()
        for word in words
    ]
    return found
