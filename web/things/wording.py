"""Wording: the words of rows as everybody may read them, or why they cannot."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from ledger.kernel.store.port import StoredWords
from ledger.kernel.words import Audience, digest_of, read_disclosure
from projections.rows import WordsAt
from projections.words.withdrawals import withdrawals_of
from web.things.fields import Unreadable
from web.wiring import Wiring


class Wording:
    """The words of some references, read once for all of them.

    Only words for everybody are read, whoever asks: what was written for
    partners never leaves through a file or a program.
    """

    def __init__(self, references: Iterable[WordsAt | None], wiring: Wiring) -> None:
        """Read what is public of these."""
        self._wiring = wiring
        self._wanted = {
            r.words.digest: r.position
            for r in references
            if r is not None and r.words.audience is Audience.PUBLIC
        }
        positions = sorted(set(self._wanted.values()))
        found: Mapping[int, Sequence[StoredWords]] = (
            wiring.store.words_at(positions) if positions else {}
        )
        self._texts = {
            digest: read_disclosure(kept.encoded)[2]
            for beside in found.values()
            for kept in beside
            if (digest := digest_of(kept.encoded)) in self._wanted
        }

    def __call__(self, reference: WordsAt | None) -> str | None:
        """Return the text; None where there is none, or none to be read."""
        if reference is None or reference.words.audience is not Audience.PUBLIC:
            return None
        return self._texts.get(reference.words.digest)

    def why(self, reference: WordsAt | None) -> Unreadable | None:
        """Say why a text that was written cannot be read, if it cannot."""
        if reference is None:
            return None
        if reference.words.audience is not Audience.PUBLIC:
            return Unreadable.WITHHELD
        digest = reference.words.digest
        return None if digest in self._texts else self._gone[digest]

    @cached_property
    def _gone(self) -> Mapping[str, Unreadable]:
        """Look up the grounds of all that is gone, as of now: rows may be of the past.

        Few answers meet one, so only then is it asked.
        """
        gone = [digest for digest in self._wanted if digest not in self._texts]
        with self._wiring.views.shelf() as shelf:
            grounds = withdrawals_of(shelf, gone)
        return {
            digest: Unreadable.WITHDRAWN if digest in grounds else Unreadable.MISSING
            for digest in gone
        }
