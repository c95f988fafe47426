"""Tokens: secrets that are handed out once, and of which only a digest is kept."""

import hashlib
import hmac
import secrets
from typing import Final

TOKEN_BYTES: Final = 32


def new_token() -> str:
    """Return 43 signs nobody can guess, fit for a cookie or an address."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest_of_token(token: str) -> bytes:
    """Return what is kept of a token.

    Its 256 random bits need no key and no slow function.
    """
    return hashlib.sha256(token.encode()).digest()


def keyed_digest(secret: bytes, purpose: str, *parts: str) -> bytes:
    """Return what is kept of something short enough to be guessed.

    Without the installation's secret, a copy of the database tells nothing.
    The lengths keep ("ab", "c") and ("a", "bc") apart.
    """
    said = "".join(f"{len(part)}:{part}" for part in (purpose, *parts))
    return hmac.digest(secret, said.encode(), "sha256")
