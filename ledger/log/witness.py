"""The witness: cosigns what other logs publish, if each head grew out of the last.

The other side of a submission (C2SP tlog-witness). What was cosigned once is held
against all that comes after, so a log cannot show one history here and another
there without two witnesses' signatures against it.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Final, NamedTuple

from ledger.log.archive import Lender
from ledger.log.hashing import EMPTY_ROOT
from ledger.log.notes import (
    Cosigner,
    Opened,
    VerifierKey,
    WrongSignature,
    encode,
    open_note,
    parse_note,
)
from ledger.log.submissions import (
    SIZE_TYPE,
    MalformedSubmission,
    Submission,
    parse_submission,
)
from ledger.log.verification import is_consistent
from ledger.log.witnessed import Head, Witnessed

TEXT: Final = "text/plain; charset=utf-8"


class Answer(NamedTuple):
    """What the protocol answers a log with."""

    status: HTTPStatus
    body: str
    content_type: str = TEXT


class Refused(Exception):
    """A submission gets no cosignature; it carries the answer that says so."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        super().__init__(answer.body)


class Witness:
    """Cosigns for the logs it knows, by their origins and keys."""

    def __init__(
        self,
        lend: Lender,
        witnessed: Witnessed,
        cosigner: Cosigner,
        logs: Mapping[str, Sequence[VerifierKey]],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._lend = lend
        self._witnessed = witnessed
        self._cosigner = cosigner
        self._logs = logs
        self._clock = clock

    def add_checkpoint(self, body: bytes) -> Answer:
        """Answer a log that asks for a cosignature."""
        try:
            submission = parse_submission(body)
            opened = self._believed(submission)
            return self._cosigned(submission, opened)
        except MalformedSubmission as error:
            return Answer(HTTPStatus.BAD_REQUEST, f"malformed: {error}\n")
        except Refused as refused:
            return refused.answer

    def _believed(self, submission: Submission) -> Opened:
        """Return the note with who vouches for it: a key of the log it names."""
        keys = self._logs.get(submission.checkpoint.origin)
        if keys is None:
            raise _refused(HTTPStatus.NOT_FOUND, "this log is unknown here")
        try:
            opened = open_note(submission.note, keys)
        except WrongSignature as error:
            raise _refused(HTTPStatus.FORBIDDEN, str(error)) from error
        if submission.old > submission.checkpoint.size:
            raise _refused(HTTPStatus.BAD_REQUEST, "the old size is beyond the new one")
        return opened

    def _cosigned(self, submission: Submission, opened: Opened) -> Answer:
        checkpoint = submission.checkpoint
        with self._lend() as db, db.transaction():
            # Rivals wait here, so each is held against what the one before left.
            head = self._witnessed.lock(db, checkpoint.origin)
            check(submission, head)
            line = self._cosigner.cosign(submission.text, int(self._clock()))
            note = _note(submission, opened, line)
            self._witnessed.keep(db, checkpoint, note)
        # Only now: a cosignature that is not kept could be contradicted later.
        return Answer(HTTPStatus.OK, line)


def check(submission: Submission, head: Head) -> None:
    """Raise Refused unless the checkpoint grew out of the last one cosigned."""
    checkpoint, old = submission.checkpoint, submission.old
    if old != head.size:
        raise Refused(Answer(HTTPStatus.CONFLICT, f"{head.size}\n", SIZE_TYPE))
    if checkpoint.size == 0 and checkpoint.root != EMPTY_ROOT:
        raise _refused(HTTPStatus.UNPROCESSABLE_ENTITY, "this is no empty tree's root")
    if old == 0:
        is_grown = not submission.proof
    else:
        is_grown = is_consistent(
            old, checkpoint.size, head.root, checkpoint.root, submission.proof
        )
    if not is_grown:
        raise _refused(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            f"this did not grow out of the tree of {head.size} cosigned before",
        )


def _note(submission: Submission, opened: Opened, line: str) -> bytes:
    """Return the note with the log's own signatures and ours, and no others.

    Whose the others are is not known here, so they are not passed on.
    """
    known = {(key.name, key.id) for key in opened.signed}
    lines = [
        f"\u2014 {s.name} {encode(s.key_id + s.proof)}\n"
        for s in parse_note(submission.note).signatures
        if (s.name, s.key_id) in known
    ]
    return submission.text + ("\n" + "".join(lines) + line).encode()


def _refused(status: HTTPStatus, why: str) -> Refused:
    return Refused(Answer(status, f"{why}\n"))
