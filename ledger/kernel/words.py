"""Words: texts and personal data, kept beside the facts so that they can go.

In a fact's bytes stands only a reference: the digest of a salted disclosure,
in the form of RFC 9901 (SD-JWT). Deciders and views treat it as opaque.
"""

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode
from binascii import b2a_base64
from dataclasses import dataclass
from enum import StrEnum
from json.encoder import encode_basestring
from typing import Final, cast

import msgspec

from ledger.kernel.identifiers import PersonId

SALT_BYTES: Final = 32
URL_SAFE: Final = bytes.maketrans(b"+/", b"-_")


class Audience(StrEnum):
    """Who may read the words at first; they can only be shown more widely later."""

    AUTHORS = "authors"
    PARTNERS = "partners"
    PUBLIC = "public"
    PERSONAL = "personal"


class Words(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A reference to words: their digest, their first audience, whose they are."""

    digest: str = msgspec.field(name="_sd")
    audience: Audience = msgspec.field(name="of")
    subject: PersonId | None = None


@dataclass(frozen=True, kw_only=True)
class Disclosure:
    """Words with the salt that binds them to their reference."""

    salt: str
    field: str
    text: str
    audience: Audience
    subject: PersonId | None = None

    # Both are kept once computed: on its way to the disk a disclosure is asked for
    # them eight times. (A cached_property would take a lock each time.)
    @property
    def encoded(self) -> str:
        """Return the disclosure as RFC 9901 writes it: base64url of a JSON array."""
        known: str | None = self.__dict__.get("_encoded")
        if known is None:
            parts = map(encode_basestring, (self.salt, self.field, self.text))
            known = _base64url(f"[{', '.join(parts)}]".encode())
            self.__dict__["_encoded"] = known
        return known

    @property
    def reference(self) -> Words:
        """Return what stands in the fact's bytes in place of the words."""
        known: Words | None = self.__dict__.get("_reference")
        if known is None:
            digest = _base64url(hashlib.sha256(self.encoded.encode()).digest())
            known = Words(digest, self.audience, self.subject)
            self.__dict__["_reference"] = known
        return known


def write(
    field: str, text: str, audience: Audience, *, subject: PersonId | None = None
) -> Disclosure:
    """Salt the words, so that nobody can guess them from their digest."""
    assert (subject is not None) == (audience is Audience.PERSONAL)
    salt = _base64url(secrets.token_bytes(SALT_BYTES))
    return Disclosure(
        salt=salt, field=field, text=text, audience=audience, subject=subject
    )


def read_disclosure(encoded: str) -> tuple[str, str, str]:
    """Return salt, field and text of an encoded disclosure."""
    padded = encoded + "=" * (-len(encoded) % 4)
    salt, field, text = cast("list[str]", json.loads(urlsafe_b64decode(padded)))
    return salt, field, text


def digest_of(encoded: str) -> str:
    """Return the digest that a reference to this disclosure carries."""
    return _base64url(hashlib.sha256(encoded.encode()).digest())


def _base64url(raw: bytes) -> str:
    spelt = b2a_base64(raw, newline=False).translate(URL_SAFE)
    return spelt.rstrip(b"=").decode()
