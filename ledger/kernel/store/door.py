"""The door: the connection through which batches of appends are recorded."""

from collections.abc import Sequence
from typing import Final

import psycopg
from psycopg.pq import ConnStatus, ExecStatus, Format
from psycopg.pq.abc import PGconn, PGresult

from ledger.kernel.store import queries
from ledger.kernel.store.connections import Connection, Lost, connect
from ledger.kernel.store.group_commit import Answers
from ledger.kernel.store.parcels import (
    KeyKnown,
    Parcel,
    answers,
    columns,
    digest_of_key,
)
from ledger.kernel.store.port import (
    Appended,
    Malformed,
    OtherContent,
    Unavailable,
)

PREPARED: Final = b"append"
BINARY: Final = [Format.BINARY] * 12
UNKNOWN: Final = "the connection broke: it is not known whether it was recorded"


class Door:
    """Puts batches to the database, and finds out what became of them."""

    def __init__(self, conninfo: str) -> None:
        self._conninfo = conninfo
        self._connection: Connection | None = None

    def put(self, batch: Sequence[Parcel]) -> Answers:
        """Record a batch; whatever happens, answer each append for itself.

        A statement that fails has recorded nothing, so each append is tried
        alone: one at fault does not fail its neighbours. A connection that
        breaks leaves it unknown whether the batch was committed.
        """
        try:
            return self._through(batch)
        except Unavailable as error:
            return [error] * len(batch)
        except psycopg.Error as error:
            if not self._is_open():
                self.close()
                return self._one_by_one(batch, is_unknown=True)
            if len(batch) > 1:
                return self._one_by_one(batch, is_unknown=False)
            return [_fault(error)]
        except BaseException:
            # Interrupted in the middle: the connection is of no more use.
            self.close()
            raise

    def _one_by_one(self, batch: Sequence[Parcel], *, is_unknown: bool) -> Answers:
        """Try each append alone, until the database itself is at fault.

        Where it is unknown whether the batch was recorded, the key makes a second
        attempt safe: should the first one still be under way, whichever comes
        second finds the key. Without a key nobody can tell, and recording twice
        would be worse than saying so.
        """
        answered: list[Appended | Exception] = []
        failed: Unavailable | None = None
        for parcel in batch:
            if failed is not None or (is_unknown and parcel.append.key is None):
                answered.append(failed or Unavailable(UNKNOWN))
                continue
            try:
                answered.extend(self._through([parcel]))
            except (Unavailable, *Lost) as error:
                failed = Unavailable(f"{UNKNOWN}: {_first_line(error)}")
                answered.append(failed)
            except psycopg.Error as error:
                answered.append(_fault(error))
        return answered

    def _through(self, batch: Sequence[Parcel]) -> Answers:
        """Call the function below psycopg's cursors, which take as long as it does.

        Waiting is bounded by the server's own time-out for statements, and by that
        of the line.
        """
        wire = self._opened().pgconn
        result = wire.exec_prepared(
            PREPARED,
            columns(batch),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # None is NULL, which the stubs forget
            BINARY,
            Format.BINARY,
        )
        _raise_if_failed(result, wire)
        reply = result.get_value(0, 0)
        assert reply is not None, "the door always answers"
        return [
            self._look_up(parcel) if isinstance(answer, KeyKnown) else answer
            for parcel, answer in zip(batch, answers(batch, reply), strict=True)
        ]

    def _look_up(self, parcel: Parcel) -> Appended | Exception:
        key = parcel.append.key
        assert key is not None, "only a key can be known"
        row = (
            self._opened()
            .execute(queries.FIND_KEY, (digest_of_key(key.tag),), prepare=True)
            .fetchone()
        )
        assert row is not None, "keys are never taken away"
        first, last, fingerprint = row
        if bytes(fingerprint) != key.fingerprint:
            return OtherContent()
        return Appended(first, last, is_repeat=True)

    def _opened(self) -> Connection:
        if self._connection is None or self._connection.closed:
            self._connection = connect(self._conninfo)
            wire = self._connection.pgconn
            _raise_if_failed(wire.prepare(PREPARED, queries.APPEND), wire)
        return self._connection

    def _is_open(self) -> bool:
        return self._connection is not None and not self._connection.closed

    def close(self) -> None:
        """Give the connection back."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _raise_if_failed(result: PGresult, wire: PGconn) -> None:
    if result.status not in {ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK}:
        if wire.status is ConnStatus.BAD:
            raise psycopg.OperationalError(result.get_error_message())
        raise psycopg.errors.error_from_result(result)


def _fault(error: psycopg.Error) -> Exception:
    """Tell a database that cannot from an append that may not."""
    if isinstance(error, Lost):
        return Unavailable(_first_line(error))
    return Malformed(_first_line(error))


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
