"""Words: salted, referred to by their digest, in the form of RFC 9901."""

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger.kernel.identifiers import PersonId
from ledger.kernel.words import (
    SALT_BYTES,
    Audience,
    Disclosure,
    digest_of,
    read_disclosure,
    write,
)

ADA: Final = PersonId("ada")

# The example of RFC 9901, sections 4.2.1 (the disclosure) and 4.2.3 (its digest).
RFC_SALT: Final = "_26bc4LT-ac6q2KI6cBW5es"
RFC_DISCLOSURE: Final = (
    "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0"
)
RFC_DIGEST: Final = "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0"


def test_disclosures_are_spelt_as_the_standard_spells_them() -> None:
    """Salt, field and text of the standard's example give its very signs."""
    disclosure = Disclosure(
        salt=RFC_SALT, field="family_name", text="Möbius", audience=Audience.PUBLIC
    )
    assert disclosure.encoded == RFC_DISCLOSURE
    assert disclosure.reference.digest == RFC_DIGEST


def test_the_digest_is_taken_over_the_spelt_disclosure() -> None:
    """Anybody can compute it from what lies beside the fact, and read it."""
    assert digest_of(RFC_DISCLOSURE) == RFC_DIGEST
    assert read_disclosure(RFC_DISCLOSURE) == (RFC_SALT, "family_name", "Möbius")


@given(field=st.text(min_size=1), text=st.text())
def test_what_is_written_can_be_read(field: str, text: str) -> None:
    """Whatever the words, they come back, and their digest with them."""
    disclosure = write(field, text, Audience.PARTNERS)
    assert read_disclosure(disclosure.encoded) == (disclosure.salt, field, text)
    assert digest_of(disclosure.encoded) == disclosure.reference.digest


def test_the_same_words_never_have_the_same_reference() -> None:
    """Who guesses the words cannot try the guess on their digest."""
    written = [write("title", "oui", Audience.PUBLIC) for _ in range(1_000)]
    assert len({disclosure.salt for disclosure in written}) == 1_000
    assert len({disclosure.reference.digest for disclosure in written}) == 1_000
    assert all(len(d.salt) * 3 // 4 == SALT_BYTES == 32 for d in written)


def test_a_reference_says_who_may_read_and_whose_words_they_are() -> None:
    """Audience and subject stand in the fact; the text does not."""
    reference = write("name", "Ada", Audience.PERSONAL, subject=ADA).reference
    assert (reference.audience, reference.subject) == (Audience.PERSONAL, ADA)
    assert "Ada" not in repr(reference)


@pytest.mark.parametrize("audience", Audience)
def test_personal_words_and_no_others_have_a_subject(audience: Audience) -> None:
    """Erasing a person's words needs to know whose they are."""
    is_personal = audience is Audience.PERSONAL
    write("name", "Ada", audience, subject=ADA if is_personal else None)
    with pytest.raises(AssertionError):
        write("name", "Ada", audience, subject=None if is_personal else ADA)
