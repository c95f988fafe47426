"""Verifying: a bundle checked as verify.py does, its views folded and compared."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from ledger.application import CODEC
from ledger.log import verify as checks
from projections import generations
from projections.registry import VIEWS
from projections.replaying import Difference, Replay
from web.cli.log import progress_bar

SHOWN_MAX: Final = 20
DIFFERENCES_MAX: Final = 1_000
MANIFEST: Final = "manifest.json"


@dataclass
class Verdict:
    """What was found, by the checks of the log and by the replay."""

    report: checks.Report = field(default_factory=checks.Report)
    differences: list[Difference] = field(default_factory=list[Difference])
    notes: list[str] = field(default_factory=list[str])
    rows: dict[str, int] = field(default_factory=dict[str, int])
    has_failed: bool = False

    @property
    def is_verified(self) -> bool:
        """Tell whether everything holds."""
        return not (self.report.findings or self.differences or self.has_failed)

    def fail(self, said: str) -> None:
        """Note what does not hold of the views as a whole."""
        self.notes.append(said)
        self.has_failed = True


def open_source(path: Path) -> checks.Source:
    """Open the files of a bundle; what is no bundle is a finding."""
    try:
        return checks.Source(path)
    except FileNotFoundError:
        raise
    except checks.BROKEN as error:
        raise checks.Stopped("not-a-bundle", name=path.name, why=str(error)) from error


def verify_bundle(
    source: checks.Source,
    policy: str | None,
    seen: checks.State | None,
    verdict: Verdict,
) -> checks.State:
    """Check a bundle, fold its facts, and compare every row."""
    replay = Replay(CODEC, VIEWS)
    manifest = checks.read_manifest(source)
    is_whole = manifest.since["size"] == 0
    with progress_bar() as show:

        def follow(
            _number: int, positions: Sequence[int], entries: Sequence[bytes]
        ) -> None:
            if is_whole:
                replay.follow(positions, entries)
            show(positions[-1] if positions else 0, manifest.size)

        _manifest, fresh = checks.check_bundle(
            source, verdict.report, policy_text=policy, state=seen, told=[follow]
        )
    if is_whole:
        compare(source, replay, verdict)
    else:
        verdict.notes.append(
            "The views were not folded anew: that takes a bundle of all entries."
        )
    return fresh


def compare(source: checks.Source, replay: Replay, verdict: Verdict) -> None:
    """Compare each row that was exported with what the facts make of it."""
    made = json.loads(source.read(MANIFEST))
    for position, why in islice(replay.unreadable, SHOWN_MAX):
        verdict.fail(f"position {position} cannot be read by this version: {why}")
    if made.get("views") != generations.fingerprint(VIEWS):
        verdict.fail(
            f"The views are those of another version ({made.get('software')}):"
            " verify with the same version."
        )
        return
    for view in VIEWS:
        name = f"views/{view.name}.jsonl"
        if name not in source.names:
            verdict.fail(f"{name} is missing.")
            continue
        verdict.rows[view.name] = 0
        lines = counted(source, name, verdict.rows, view.name)
        found = replay.differences(view, lines)
        verdict.differences += islice(found, DIFFERENCES_MAX)


def counted(
    source: checks.Source, name: str, rows: dict[str, int], view: str
) -> Iterator[bytes]:
    """Yield the lines of a file, and count them."""
    try:
        with source.open(name) as file:
            for line in file:
                rows[view] += 1
                yield line
    except checks.BROKEN as error:
        raise checks.Stopped("file-broken", name=name, why=str(error)) from error
