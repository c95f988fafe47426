"""Askings: every command that a person may ask for is described once."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final, cast

import msgspec
import pytest
from flask import Flask
from flask_babel import Babel
from marshmallow import ValidationError

from ledger.deciders import DECIDERS
from ledger.kernel.messages import Command
from ledger.kernel.quantities import Period
from ledger.kernel.words import Audience, Words
from ledger.membership.partners.identity import Identity
from tests.examples import ACTOR, full
from tests.spec import NOON
from web.api.writes.catalogue import ROUTES
from web.schemas.asking import STAMPED, Asking
from web.schemas.building import Stamp, build
from web.schemas.catalogue import ASKINGS, WITHOUT
from web.schemas.lists import ITEMS_MAX, Several
from web.schemas.making import Nesting
from web.schemas.saying import Said

TODAY: Final = date(2026, 11, 24)
over_askings = pytest.mark.parametrize(
    "asking", ASKINGS.values(), ids=lambda one: one.command.__name__
)


@pytest.fixture(scope="module", autouse=True)
def _words() -> Iterator[None]:
    app = Flask(__name__)
    Babel(app, default_locale="en")
    with app.test_request_context():
        yield


def refused(asking: Asking, document: object) -> dict[str, Any]:
    with pytest.raises(ValidationError) as caught:
        asking.load(document, today=TODAY)
    return caught.value.messages_dict


def codes(found: object) -> Iterator[str]:
    """Return the code of each message; one without a code fails."""
    if isinstance(found, dict):
        for inner in cast("dict[object, object]", found).values():
            yield from codes(inner)
    elif isinstance(found, list):
        for message in cast("list[object]", found):
            assert isinstance(message, Said), message
            yield message.code
    else:
        pytest.fail(f"no sentence: {found!r}")


def test_each_command_is_described_or_said_why_not() -> None:
    """No command is forgotten, and none stands in both."""
    assert set(ASKINGS) | set(WITHOUT) == set(DECIDERS)
    assert not set(ASKINGS) & set(WITHOUT)


def test_each_description_has_one_address() -> None:
    """What can be asked for can be asked for by programs, at one address each."""
    commands = [route.command for route in ROUTES]
    assert set(commands) == set(ASKINGS)
    assert len(commands) == len(set(commands))
    addresses = [(route.method, route.rule) for route in ROUTES]
    assert len(addresses) == len(set(addresses))


@over_askings
def test_each_field_is_asked_or_filled_in(asking: Asking) -> None:
    """What nobody is asked for is a field of the command, and what is asked is too."""
    own = set(asking.command.__dataclass_fields__)
    assert asking.not_asked - {""} <= own
    assert set(asking.edge_writes) <= own
    questions = {question.name for question in asking.questions}
    assert set(asking.fields) <= questions, asking.command


@over_askings
def test_a_misspelt_name_is_refused(asking: Asking) -> None:
    """Nothing that was sent is lost without a word."""
    found = refused(asking, {"titel": "x"})
    assert "document.unknown" in set(codes(found))
    assert "titel" in found


@over_askings
def test_what_is_missing_is_told_all_at_once(asking: Asking) -> None:
    """Each required field says so in its own words, with a code."""
    needed = {n for n, field in asking.fields.items() if field.required}
    if not needed:
        assert asking.load({}, today=TODAY) is not None
        return
    found = refused(asking, {})
    assert needed <= set(found)
    assert {f"{name}.missing" for name in needed} <= set(codes(found))


NOTHING: Final[dict[str, object]] = {}
NO_ITEMS: Final[list[object]] = []
WRONG: Final[tuple[object, ...]] = (
    None,
    7.5,
    True,
    NO_ITEMS,
    NOTHING,
    "\x00",
    "x" * 200_000,
    "",
    [NO_ITEMS],
    -1,
    "\ud800",
)


def wrong_in(asking: Asking, document: object) -> set[str]:
    """Return the codes of what is wrong with a document, none if nothing is."""
    try:
        asking.load(document, today=TODAY)
    except ValidationError as error:
        return set(codes(error.messages_dict))
    return set()


@over_askings
def test_whatever_is_sent_is_read_or_refused(asking: Asking) -> None:
    """Any value in any field ends in a value or in sentences, never in a failure."""
    needed = {f"{n}.missing" for n, f in asking.fields.items() if f.required}
    for name in asking.fields:
        for value in WRONG:
            wrong = wrong_in(asking, {name: value})
            assert needed - {f"{name}.missing"} <= wrong, (name, value)


@over_askings
def test_no_field_takes_just_anything(asking: Asking) -> None:
    """What cannot be kept is refused by each: a NUL, half a sign, a wrong type."""
    for name, field in asking.fields.items():
        for value in ("\x00", "\ud800", {"a": 1}, 7.5):
            if isinstance(field, Nesting) and isinstance(value, dict):
                continue
            code = "document.type" if isinstance(field, Nesting) else f"{name}.invalid"
            assert code in wrong_in(asking, {name: value}), (name, value)


@over_askings
def test_a_document_is_an_object(asking: Asking) -> None:
    """Anything else is said to be none."""
    documents: tuple[object, ...] = (None, 7, "x", NO_ITEMS, [NOTHING])
    for whole in documents:
        assert "document.type" in wrong_in(asking, whole), whole


@over_askings
def test_a_list_that_is_too_long_is_not_read(asking: Asking) -> None:
    """Its length alone is said, whatever its lines hold."""
    for name, field in asking.fields.items():
        if isinstance(field, Several):
            found = refused(asking, {name: [NOTHING] * (ITEMS_MAX + 1)})
            assert list(codes(found[name])) == [f"{name}.too_many"]
            if isinstance(field.inner, Nesting):
                assert set(codes(refused(asking, {name: [7]})[name]))


@over_askings
def test_each_text_has_one_audience(asking: Asking) -> None:
    """It is for everybody, for partners, or about a person: one of them."""
    for part in (asking, *asking.parts.values()):
        kinds = (part.public, part.partners, part.personal, part.plain)
        named = [name for kind in kinds for name in kind]
        assert len(named) == len(set(named))


def answers_of(command: type[Command], asking: Asking) -> dict[str, Any]:
    """Return an example of a command, as its schema would have loaded it."""
    return {
        name: _plain(getattr(full(command), name))
        for name in command.__dataclass_fields__
        if name not in STAMPED and name not in asking.not_asked
        if name not in asking.edge_writes
    }


def _plain(value: Any) -> Any:  # noqa: ANN401  # whatever a command holds
    if isinstance(value, Words):
        return "Un texte"
    if isinstance(value, Period):
        return value
    if isinstance(value, Identity):
        return {name: _plain(getattr(value, name)) for name in vars(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in cast("Sequence[object]", value)]
    return value


@over_askings
def test_what_was_loaded_becomes_the_command(asking: Asking) -> None:
    """Its words are written for their readers, and every word has its disclosure."""
    loaded: dict[str, Any] = {}
    for name, value in answers_of(asking.command, asking).items():
        kind = type(value).__name__
        if kind == "Period":
            loaded |= {"started_on": value.start, "ended_on": value.end}
        elif isinstance(value, list):
            loaded[name] = [
                _as_loaded(asking, one) for one in cast("Sequence[object]", value)
            ]
        else:
            loaded[name] = value
    known = dict.fromkeys(asking.not_asked - STAMPED - {""}, "known")
    known = {n: v for n, v in known.items() if n not in asking.created}
    stamp = Stamp(actor=ACTOR, at=NOON, key="a-key-of-eight")
    command = build(asking, loaded, stamp, known, ACTOR.person_id)
    told = {word.reference.digest: word for word in command.words}
    for readers, audience in (
        (asking.public, Audience.PUBLIC),
        (asking.partners, Audience.PARTNERS),
        (asking.personal, Audience.PERSONAL),
    ):
        for name in readers:
            if name in asking.edge_writes:
                continue
            kept = getattr(command, name)
            for words in all_of(kept):
                assert words.audience is audience
                assert told[words.digest].text == "Un texte"
                assert told[words.digest].field == name
    for name in asking.created:
        assert len(getattr(command, name)) == 26


def _as_loaded(asking: Asking, one: Any) -> Any:  # noqa: ANN401  # whatever a list holds
    if isinstance(one, list):
        return [_as_loaded(asking, each) for each in cast("list[object]", one)]
    if type(one) not in asking.parts:
        return one
    held = msgspec.structs.asdict(one)
    return {name: _as_loaded(asking, _plain(value)) for name, value in held.items()}


def all_of(kept: Any) -> Sequence[Any]:  # noqa: ANN401  # whatever a command keeps
    """Return the texts of a field that holds one, or several."""
    return list(cast("Sequence[Any]", kept)) if isinstance(kept, tuple) else [kept]
