"""Capacities: how they are called, and whom to ask for one."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString, lazy_pgettext

from ledger.kernel.messages import Capacity

NAMES: Final[Mapping[Capacity, LazyString]] = {
    Capacity.REPRESENTATIVE: lazy_pgettext("capacity", "representative"),
    Capacity.ALTERNATE: lazy_pgettext("capacity", "alternate"),
    Capacity.CONTRIBUTOR: lazy_pgettext("capacity", "contributor"),
    Capacity.PARTICIPANT: lazy_pgettext("capacity", "participant in their own name"),
    Capacity.TREASURER: lazy_pgettext("capacity", "treasurer"),
    Capacity.BOARD_MEMBER: lazy_pgettext("capacity", "member of the board"),
    Capacity.SECRETARY: lazy_pgettext("capacity", "secretary"),
    Capacity.FACILITATOR: lazy_pgettext("capacity", "facilitator"),
    Capacity.AUDITOR: lazy_pgettext("capacity", "auditor"),
    Capacity.DATA_PROTECTION_OFFICER: lazy_pgettext(
        "capacity", "data-protection officer"
    ),
}
