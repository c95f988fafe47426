"""Configured: whose keys count here, as the operator wrote it in the data folder.

The files are read whenever they are asked for: a lab that is added to them is
known from the next request on.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from ledger.log.folder import LogFolder
from ledger.log.notes import VerifierKey
from ledger.log.policies import MalformedPolicy, Policy, parse_policy

WITNESS_FOR: Final = "witness-for"
WITNESSED: Final = "witnessed"
"""The folder of the last head cosigned of each log."""


def policy_of(data: Path) -> Policy | None:
    """Return whose signatures this log's readers go by; None before the log is made.

    Raises MalformedPolicy.
    """
    text = _text(LogFolder(data).policy)
    return None if text is None else parse_policy(text)


def logs_to_witness(data: Path) -> Mapping[str, Sequence[VerifierKey]]:
    """Return the logs that we cosign, by their origins, each with its keys.

    The file has the log lines of a policy. Without it we are nobody's witness.
    Raises MalformedPolicy.
    """
    text = _text(LogFolder(data).root / WITNESS_FOR)
    found: dict[str, list[VerifierKey]] = {}
    if text is not None:
        for known in parse_policy(f"{text}\nquorum none").logs:
            found.setdefault(known.key.name, []).append(known.key)
    return found


def _text(path: Path) -> str | None:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise MalformedPolicy(1, f"{path} is not UTF-8") from error
