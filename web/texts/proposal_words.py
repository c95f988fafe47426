"""Proposal words: how far a proposal binds, in words."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString, lazy_gettext

from ledger.governance.proposals.events import Bearing

BEARINGS: Final[Mapping[str, LazyString]] = {
    Bearing.ADVICE: lazy_gettext("An opinion"),
    Bearing.COMMITMENT: lazy_gettext("A commitment of the partners"),
    Bearing.VEHICLE_ACT: lazy_gettext("An act of the body that bears the commons"),
    Bearing.NEEDS_DELIBERATION: lazy_gettext(
        "It binds once the partners’ own bodies have deliberated"
    ),
}
BEARING_HINTS: Final[Mapping[str, LazyString]] = {
    Bearing.ADVICE: lazy_gettext("It says what the commons thinks, and binds nobody"),
    Bearing.COMMITMENT: lazy_gettext("Each partner does what it says"),
    Bearing.VEHICLE_ACT: lazy_gettext(
        "The association or company that acts for the commons carries it out"
    ),
    Bearing.NEEDS_DELIBERATION: lazy_gettext(
        "A council or an assembly must decide on it first"
    ),
}
