"""Identifiers: names that never change, and the tags made of them."""

import re

from ledger.kernel.identifiers import (
    TAG_PATTERN,
    THE_COMMONS,
    identifier_from_key,
    random_identifier,
    tag_of,
)

SPELLING = re.compile(r"[a-z2-7]{26}")


def test_a_tag_is_the_kind_and_the_name() -> None:
    """The kind is the field's name, without its ending ``_id``."""
    assert tag_of("partner_id", "k3v9") == "partner:k3v9"
    assert tag_of("siret", "12345678200010") == "siret:12345678200010"
    assert tag_of("identity_id", "x") == "identity:x"
    assert TAG_PATTERN.fullmatch(tag_of("commons_id", THE_COMMONS))


def test_random_identifiers_differ_and_can_be_tags() -> None:
    """They say nothing, not even when they were made."""
    names = {random_identifier() for _ in range(1_000)}
    assert len(names) == 1_000
    assert all(SPELLING.fullmatch(name) for name in names)
    assert all(TAG_PATTERN.fullmatch(tag_of("person_id", name)) for name in names)


def test_a_key_always_names_the_same_thing() -> None:
    """A form sent twice asks for the same contribution twice."""
    name = identifier_from_key("a form's key", "contribution")
    assert name == identifier_from_key("a form's key", "contribution")
    assert name == "z4v2ehcc2l3h4hja3yqbjye6kq"
    assert SPELLING.fullmatch(name)


def test_keys_and_what_they_name_are_told_apart() -> None:
    """Another key, or another thing under the same key, is another name."""
    made = [
        identifier_from_key("key"),
        identifier_from_key("key", "mandate"),
        identifier_from_key("key", "person"),
        identifier_from_key("key", "person", "mandate"),
        identifier_from_key("key", "personmandate"),
        identifier_from_key("other", "person"),
    ]
    assert len(set(made)) == len(made)
