"""Doctor of the log: could it sign, does it, and do others countersign."""

from collections.abc import Iterator
from typing import Final

from ledger.log.archive import Connection, LogDamaged
from ledger.log.beginning import find_state
from ledger.log.folder import LogFolder
from ledger.log.keys import KeyFileWrong, read_signer
from ledger.log.last_signed import PublicationRefused
from ledger.log.policies import MalformedPolicy, parse_policy
from ledger.log.publisher import look
from web.cli.finding import Finding
from web.settings import Settings

HOW_TO: Final = "docs/how-to/seal.md"
WAITING_SECONDS_MAX: Final = 10
WAITING: Final = """
SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(recorded_at)), 0)
FROM ledger.events
WHERE position > (SELECT coalesce(max(size), 0) FROM log.checkpoints)
"""


def look_at_log(settings: Settings, connection: Connection) -> Iterator[Finding]:
    """Look at the key, at what was signed last, at what waits, and at witnesses."""
    folder = LogFolder(settings.data)
    if find_state(connection) is None:
        remedy = "commun serve begins it, or: commun log init --origin NAME"
        yield Finding("seal", "weak", "the log has not begun", remedy)
        return
    try:
        look(connection, read_signer(folder.key), folder.last_signed)
    except (KeyFileWrong, LogDamaged, PublicationRefused) as error:
        yield Finding("seal", "wrong", str(error), f"do as it says; see {HOW_TO}")
    else:
        yield _waiting(connection)
    yield _witnesses(folder)


def _waiting(connection: Connection) -> Finding:
    row = connection.execute(WAITING).fetchone()
    assert row is not None, "an aggregate has one row"
    count, seconds = row
    if seconds <= WAITING_SECONDS_MAX:
        return Finding("seal", "well", "every fact is sealed within seconds")
    said = f"{count} facts wait for a seal, since {seconds:.0f} s"
    return Finding("seal", "weak", said, "run commun serve, or commun publish")


def _witnesses(folder: LogFolder) -> Finding:
    remedy = f"ask another lab, and name it in {folder.policy}; see {HOW_TO}"
    try:
        policy = parse_policy(folder.policy.read_text("utf-8"))
    except FileNotFoundError:
        return Finding("witnesses", "weak", "nobody countersigns", remedy)
    except (MalformedPolicy, UnicodeDecodeError) as error:
        return Finding("witnesses", "wrong", f"{folder.policy}: {error}", "mend it")
    asked = [witness.name for witness in policy.witnesses if witness.url]
    if not asked:
        return Finding("witnesses", "weak", "nobody countersigns", remedy)
    return Finding("witnesses", "well", f"asked: {', '.join(asked)}")
