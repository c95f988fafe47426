"""Asking: what each command asks of whoever gives it, in a form or by any other way.

A schema is made of the command's own types. A table of the room says what types
cannot: the question in words, who reads a text and how long it may be, and which
of the ledger's rules can be applied before the ledger is asked, so that what it
would refuse is said beside the field, in the same words.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Final, cast

from marshmallow import Schema, ValidationError
from marshmallow import fields as marsh

from ledger.kernel.messages import Command
from web.forms.field import Field, Text
from web.schemas.making import schema_of
from web.schemas.saying import Said, Saying, obey

STAMPED: Final = frozenset({"actor", "at", "key", "words"})
"""What the edge puts into every command, whoever asks."""

Check = Callable[[], None]
Loaded = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Part:
    """What types cannot tell of a thing that is asked.

    ``questions`` put its fields into words. Texts stand by who reads them, each
    with its greatest length: everybody, the partners, or the person whom it is
    about; those that are no words are ``plain``. ``at_least`` is for those that a
    sign or two would not make, ``said`` for what is said otherwise than usual.
    """

    questions: tuple[Field, ...] = ()
    public: Mapping[str, int] = field(default_factory=dict[str, int])
    partners: Mapping[str, int] = field(default_factory=dict[str, int])
    personal: Mapping[str, int] = field(default_factory=dict[str, int])
    plain: Mapping[str, int] = field(default_factory=dict[str, int])
    at_least: Mapping[str, int] = field(default_factory=dict[str, int])
    said: Mapping[str, Mapping[str, Text]] = field(
        default_factory=dict[str, Mapping[str, Text]]
    )

    @cached_property
    def made(self) -> dict[type, Schema]:
        """Return the schemas made of it: a part of two commands has one name."""
        return {}

    def question(self, name: str) -> Field:
        """Return the question that asks for this; each field has one."""
        return next(asked for asked in self.questions if asked.name == name)


Rules = Callable[[Mapping[str, Any], date], Iterable[tuple[str, Check]]]


def no_rules(_loaded: Mapping[str, Any], _today: date) -> Iterable[tuple[str, Check]]:
    """Leave everything to the ledger."""
    return ()


@dataclass(frozen=True, kw_only=True)
class Asking(Part):
    """How one command is asked for.

    ``acting`` names the field of the partner for whom one acts; ``created`` the
    identifiers that the command's key gives, each with the word that goes into
    them; ``addressed`` those that the address names, and ``found`` what the edge
    looks up. All the other fields are asked, in the words of ``questions`` or by
    a schema of its ``own``. What is asked ``beside`` them leads to what the edge
    finds or writes itself, such as an address to whom it is of.
    """

    command: type[Command]
    acting: str = "partner_id"
    created: Mapping[str, str] = field(default_factory=dict[str, str])
    addressed: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    beside: Mapping[str, Callable[[], Saying[Any]]] = field(
        default_factory=dict[str, Callable[[], Saying[Any]]]
    )
    edge_writes: tuple[str, ...] = ()
    parts: Mapping[type, Part] = field(default_factory=dict[type, Part])
    own: Callable[[], Schema] | None = None
    rules: Rules = no_rules

    @property
    def not_asked(self) -> frozenset[str]:
        """Return the fields of the command that nobody is asked for."""
        return frozenset(
            {*STAMPED, self.acting, *self.created, *self.addressed, *self.found}
        )

    @cached_property
    def schema(self) -> Schema:
        """Return the schema, made once: making it costs more than using it."""
        if self.own is not None:
            return self.own()
        name = f"{self.command.__name__}Schema"
        without = self.not_asked | {*self.edge_writes}
        beside = {asked: make() for asked, make in self.beside.items()}
        return schema_of(self.command, self, self.parts, without, name, beside)

    @property
    def fields(self) -> Mapping[str, "marsh.Field[Any]"]:
        """Return what is asked, by name."""
        return self.schema.fields  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]  # marshmallow leaves its fields untyped

    def load(
        self, document: object, *, today: date, is_partial: bool = False
    ) -> Loaded:
        """Return what was asked for; raises ValidationError with all that is wrong.

        The rules are asked about whatever could be read, so that one answer
        tells everything. A rule says nothing of a field that is wrong already.
        Part of the answers may be loaded alone, as the pages of a form bring them.
        """
        told = cast("Mapping[str, Any]", document)
        wrong: dict[str, Any] = {}
        valid: object = {}
        try:
            valid = cast("object", self.schema.load(told, partial=is_partial))
        except ValidationError as error:
            wrong, valid = error.messages_dict, cast("object", error.valid_data)
        loaded = cast("Loaded", valid) if isinstance(valid, dict) else {}
        for name, messages in self._refused(loaded, today, without=set(wrong)):
            _note(wrong, name, messages)
        if wrong:
            raise ValidationError(wrong, valid_data=cast("Any", loaded))
        return loaded

    def _refused(
        self, loaded: Loaded, today: date, without: set[str]
    ) -> Iterable[tuple[str, list[Said]]]:
        for name, check in self.rules(loaded, today):
            if name.partition(".")[0] in without:
                continue
            try:
                obey(check)
            except ValidationError as error:
                yield name, cast("list[Said]", error.messages)


def _note(wrong: dict[str, Any], name: str, messages: list[Said]) -> None:
    """Note what is wrong, at the place that ``lines.0.funder_id`` names."""
    *within, last = name.split(".")
    at: dict[Any, Any] = wrong
    for step in within:
        at = at.setdefault(int(step) if step.isdecimal() else step, {})
    at.setdefault(last, messages)
