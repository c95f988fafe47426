"""Discretion: what somebody told is heard among partners first."""

from collections.abc import Iterable

from ledger.commons.evaluations.refusals import NotForThePublicYet
from ledger.kernel.words import Audience, Words


def require_discretion(told: Iterable[Words | None]) -> None:
    """Refuse words that anybody but the partners could read.

    A reference bears its first audience for ever, so this is decided here and not in
    whatever form, import or program the words came through.
    """
    if any(
        words is not None and words.audience is not Audience.PARTNERS for words in told
    ):
        raise NotForThePublicYet
