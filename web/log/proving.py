"""Proving: the receipt of a fact as a file, for programs and for safekeeping."""

import re
from http import HTTPStatus
from typing import Final

from flask import Response, current_app

from ledger.log.archive import LogDamaged
from ledger.log.notes import MalformedNote, WrongSignature
from ledger.log.policies import MalformedPolicy
from ledger.log.receipts import ProofRefused
from web.log.answering import TEXT, plain
from web.log.configured import policy_of
from web.log.receipts import NotRecorded, NotSealed, Receipt, receipt_of
from web.log.serving import FRESH, kept
from web.reading import the_wiring

POSITION: Final = re.compile(r"[1-9][0-9]{0,17}")
SEALING_SECONDS: Final = 2
"""How long a fact waits to be sealed, and some."""

UNPROVED: Final = (LogDamaged, MalformedNote, ProofRefused, WrongSignature)


def receipt(position: str) -> Response:
    """Hand out the proof of a fact, or say that it is to come.

    404 where no fact has this position; 503 with Retry-After while the fact waits
    to be sealed, so that a program which asks again by itself is served.
    """
    if not POSITION.fullmatch(position):
        return plain(HTTPStatus.NOT_FOUND, "a position is a number from 1")
    try:
        found = _made(int(position))
    except NotRecorded:
        return plain(HTTPStatus.NOT_FOUND, "no fact has this position")
    except NotSealed:
        said = "recorded, and not sealed yet: ask again"
        return plain(HTTPStatus.SERVICE_UNAVAILABLE, said, SEALING_SECONDS)
    except (MalformedPolicy, OSError):
        current_app.logger.exception("commun: the log's policy cannot be read")
        return plain(HTTPStatus.INTERNAL_SERVER_ERROR, "the policy cannot be read")
    except UNPROVED:
        # A proof that does not hold would accuse whoever shows it.
        current_app.logger.exception("commun: no receipt of %s is made", position)
        said = "the proof made here does not hold, so it is not handed out"
        return plain(HTTPStatus.INTERNAL_SERVER_ERROR, said)
    response = Response(found.proof, content_type=TEXT)
    name = f'attachment; filename="{position}.tlog-proof"'
    response.headers["Content-Disposition"] = name
    return kept(response, FRESH)


def _made(position: int) -> Receipt:
    wiring = the_wiring()
    policy = policy_of(wiring.settings.data)
    if policy is None:  # the log is not begun
        raise NotRecorded(str(position))
    return receipt_of(wiring.pool.connection, policy, position)
