"""Witnessing: other labs' logs ask here for a cosignature (C2SP tlog-witness)."""

from http import HTTPStatus
from typing import Final

from flask import Response, current_app, request
from werkzeug.exceptions import RequestEntityTooLarge

from ledger.log.folder import LogFolder
from ledger.log.keys import KeyFileWrong, read_cosigner
from ledger.log.policies import MalformedPolicy
from ledger.log.submissions import BODY_BYTES_MAX
from ledger.log.witness import Witness
from ledger.log.witnessed import Witnessed, WitnessedDamaged
from web.log.answering import NOT_KEPT, RETRY_SECONDS, plain
from web.log.configured import WITNESSED, logs_to_witness
from web.log.serving import fresh_note
from web.reading import the_wiring

OUT_OF_ORDER: Final = "this witness is out of order: its operator is told"


def add_checkpoint() -> Response:
    """Answer a log that asks for a cosignature."""
    wiring = the_wiring()
    folder = LogFolder(wiring.settings.data)
    try:
        logs = logs_to_witness(wiring.settings.data)
        if not logs:
            return plain(HTTPStatus.NOT_FOUND, "no log is witnessed here")
        cosigner = read_cosigner(folder.witness_key)
        witness = Witness(
            wiring.pool.connection, Witnessed(folder.root / WITNESSED), cosigner, logs
        )
        answer = witness.add_checkpoint(_body())
    except (KeyFileWrong, MalformedPolicy, WitnessedDamaged, OSError):
        current_app.logger.exception("commun: the witness is out of order")
        return plain(HTTPStatus.SERVICE_UNAVAILABLE, OUT_OF_ORDER, RETRY_SECONDS)
    response = Response(answer.body, answer.status, content_type=answer.content_type)
    response.headers["Cache-Control"] = NOT_KEPT
    return response


def _body() -> bytes:
    """Return what was sent, if it is no more than may be."""
    # One byte more is read: of a length that is not told, the rest is cut off unseen.
    request.max_content_length = BODY_BYTES_MAX + 1
    body = request.get_data(cache=False)
    if len(body) > BODY_BYTES_MAX:
        raise RequestEntityTooLarge
    return body


def witnessed_checkpoint(origin_hash: str) -> Response:
    """Show the last head that was cosigned of a log, to whoever watches it."""
    folder = LogFolder(the_wiring().settings.data).root / WITNESSED
    note = Witnessed(folder).note(origin_hash)
    if note is None:
        return plain(HTTPStatus.NOT_FOUND, "no head of this log was ever cosigned")
    return fresh_note(note)
