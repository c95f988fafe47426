"""Bundles over HTTP: the public's evidence in one file, and the keys to check it by.

A small log's bundle is made when it is asked for, a large one's by the operator:
``commun bundle --audience public --to DATA/log/dossier.zip``. One that shows a text
which was withdrawn since is not handed out.
"""

import fcntl
import json
import os
import time
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Final, NamedTuple

from flask import Response, current_app, request, send_file

from ledger.kernel.words import Audience
from ledger.log.archive import Published
from ledger.log.bundles import NotBundled, sweep_unfinished, withdrawal_of
from ledger.log.folder import LogFolder
from ledger.log.notes import WrongSignature
from ledger.log.policies import MalformedPolicy
from projections.bundling import Order, bundle, newest
from projections.exporting import ViewsBehind
from projections.registry import VIEWS
from web.log.answering import RETRY_SECONDS, TEXT, plain
from web.log.configured import policy_of
from web.log.serving import FRESH, kept, the_archive
from web.reading import the_wiring
from web.software import software

NAME: Final = "dossier.zip"
MADE_HERE_MAX: Final = 20_000
"""Entries of a log whose bundle is made while someone waits: some seconds' work."""

MADE_AGAIN_SECONDS: Final = 60
ASKED_ANEW: Final = "no-cache"
ZIP: Final = "application/zip"
GZIP: Final = 31
"""What zlib calls a window of any size with the head and the sum of gzip."""

GZIP_LEVEL: Final = 1


class Offered(NamedTuple):
    """What the bundle that lies here says it is, and the checkpoint it is made of."""

    size: int
    root: str
    withdrawal: int
    audience: str
    note: bytes


def policy() -> Response:
    """Show whose keys this log is signed and witnessed by, as a C2SP tlog-policy."""
    path = LogFolder(the_wiring().settings.data).policy
    if not path.is_file():
        return plain(HTTPStatus.NOT_FOUND, "the log has not begun", RETRY_SECONDS)
    return kept(Response(path.read_bytes(), content_type=TEXT), FRESH)


def dossier() -> Response:
    """Hand out the public's bundle, made anew when the log has grown."""
    path = LogFolder(the_wiring().settings.data).root / NAME
    discard(path)
    published = wanted()
    if published is None:
        return plain(HTTPStatus.NOT_FOUND, "nothing is sealed yet", RETRY_SECONDS)
    offered = look(path)
    if published.checkpoint.size <= MADE_HERE_MAX and is_old(path, offered, published):
        offered = make(path) or offered
    if offered is None:
        return plain(HTTPStatus.NOT_FOUND, "no bundle is offered here")
    if offered.audience != Audience.PUBLIC:
        said = "the bundle is being made anew"
        return plain(HTTPStatus.SERVICE_UNAVAILABLE, said, MADE_AGAIN_SECONDS)
    response = send_file(
        path.resolve(),  # otherwise it is looked for beside the program
        mimetype=ZIP,
        as_attachment=True,
        download_name=f"dossier-{offered.size}.zip",
        conditional=True,
    )
    response.headers["Cache-Control"] = ASKED_ANEW
    response.vary.add("Accept-Encoding")
    is_whole = response.status_code == HTTPStatus.OK and "Range" not in request.headers
    if is_whole and request.accept_encodings["gzip"] > 0:
        pack(response)
    return response


def pack(response: Response) -> None:
    """Compress a bundle on its way: it lies uncompressed, to be the same for all."""
    plain_parts = response.iter_encoded()
    # The server closes what it iterates over: the file is to go with it.
    response.call_on_close(getattr(response.response, "close", lambda: None))

    def packed() -> Iterator[bytes]:
        packer = zlib.compressobj(GZIP_LEVEL, wbits=GZIP)
        for part in plain_parts:
            if small := packer.compress(part):
                yield small
        yield packer.flush()

    response.direct_passthrough = False
    response.response = packed()
    response.content_encoding = "gzip"
    # These were of the file, not of what is sent.
    del response.headers["Content-Length"]
    etag, _is_weak = response.get_etag()
    response.set_etag(f"{etag}-gzip")


def look(path: Path) -> Offered | None:
    """Return what the bundle of a path says it is; None without one."""
    try:
        with zipfile.ZipFile(path) as opened:
            found = json.loads(opened.read("manifest.json"))
            note = opened.read("checkpoint")
        return Offered(
            size=found["size"],
            root=found["root"],
            withdrawal=found["withdrawal"] or 0,
            audience=found["audience"],
            note=note,
        )
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        return None


def is_old(path: Path, offered: Offered | None, published: Published) -> bool:
    """Tell whether it would be made of another checkpoint, and is not of just now.

    While too few witnesses have cosigned what came since, it would not.
    """
    if offered is None:
        return True
    if offered.note == published.note:
        return False
    return time.time() - path.stat().st_mtime > MADE_AGAIN_SECONDS


def wanted() -> Published | None:
    """Return the checkpoint that a bundle would be made of now.

    Of a policy that has not our key, or cannot be read, none is made: the one that
    lies here is offered on.
    """
    try:
        policy = policy_of(the_wiring().settings.data)
        if policy is not None:
            with the_wiring().pool.connection() as connection:
                found = newest(connection, policy, withdrawal_of(connection))
            return None if found is None else found.head
    except (MalformedPolicy, WrongSignature) as error:
        current_app.logger.warning("commun: no bundle is made: %s", error)
    return the_archive().published()


def discard(path: Path) -> None:
    """Remove a bundle that shows a text which was withdrawn since.

    Nobody would be given it, and the text would lie there although it is erased. One
    that is being made meanwhile takes the place of a removed one: whoever looks next,
    a request or the reactor, removes that, too.
    """
    offered = look(path)
    if offered is None:
        return
    with the_wiring().pool.connection() as connection:
        is_withdrawn = withdrawal_of(connection) > offered.withdrawal
    if is_withdrawn:
        path.unlink(missing_ok=True)


def tidy(data: Path) -> None:
    """Keep no text in the folder of the log that nobody is to read."""
    path = LogFolder(data).root / NAME
    sweep_unfinished(path)
    discard(path)


def make(path: Path) -> Offered | None:
    """Make the bundle, unless another request is at it; None if none was made."""
    with alone(path.with_name(f".{NAME}.lock")) as is_alone:
        if not is_alone:
            return None
        try:
            order = Order(
                policy=LogFolder(the_wiring().settings.data).policy.read_text("utf-8"),
                audience=Audience.PUBLIC,
                software=software(),
            )
            with the_wiring().pool.connection() as connection:
                bundle(connection, VIEWS, order, path)
        except (MalformedPolicy, NotBundled, ViewsBehind, OSError) as error:
            current_app.logger.warning("commun: no bundle was made: %s", error)
            return None
    return look(path)


@contextmanager
def alone(path: Path) -> Generator[bool]:
    """Tell whether nobody else is at it; a process that dies lets go."""
    opened = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        yield False
    else:
        yield True
    finally:
        os.close(opened)
