"""Remarks: what others say of a contribution, as its row keeps it."""

from datetime import date, datetime
from decimal import Decimal

import msgspec

from projections.rows import WordsAt


class Confirmation(msgspec.Struct, frozen=True, gc=False):
    """A partner that confirmed, and the quantity it saw."""

    partner_id: str
    quantity: Decimal


class Contest(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """An open contest."""

    partner_id: str
    since: date
    reason: WordsAt
    answer: WordsAt | None = None


class Clarification(msgspec.Struct, frozen=True, gc=False):
    """An open request for clarification."""

    partner_id: str
    since: datetime
    question: WordsAt


class Valuation(msgspec.Struct, frozen=True, gc=False):
    """An amount in cents, by a method, beside the contribution."""

    cents: int
    method: str
    method_version: int
