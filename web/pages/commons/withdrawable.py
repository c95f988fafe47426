"""Withdrawable: where a reader takes back a text, if it is theirs to take back."""

from typing import Final

from flask import url_for
from flask_babel import lazy_gettext

from ledger.words.events import WordsWithdrawn
from ledger.words.withdraw_words import OVERSEEING
from projections.commons.histories import HistoryRow
from web.auth.viewer import Viewer

WITHDRAW_WORDS: Final = lazy_gettext("Withdraw a text")


def withdrawal_of(
    position: int, writer: str | None, viewer: Viewer | None
) -> str | None:
    """Return where the viewer takes back a text: one's own, or the board any."""
    if viewer is None:
        return None
    is_own = any(hat.partner_id == writer for hat in viewer.hats)
    if not is_own and viewer.hat_as(*sorted(OVERSEEING)) is None:
        return None
    return url_for("withdraw_words", position=position)


def withdrawal_in_history(entry: HistoryRow, viewer: Viewer | None) -> str | None:
    """Return where the viewer takes back the texts of one thing that happened.

    Why a text was withdrawn is said for good.
    """
    if not entry.words or entry.fact == WordsWithdrawn.__name__:
        return None
    return withdrawal_of(entry.position, entry.partner_id, viewer)
