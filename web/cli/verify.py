"""Verify: all that verify.py checks, and every view folded anew and compared."""

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Final

import click

from ledger.application import CODEC
from ledger.log import verify as checks
from ledger.log.folder import LogFolder
from ledger.log.mirroring import Site, Unfetched, mirror
from ledger.log.policies import MalformedPolicy, parse_policy
from projections import generations
from projections.registry import VIEWS
from projections.replaying import Difference, Replay
from web.cli.exits import Exit
from web.cli.log import progress_bar
from web.settings import Settings

SHOWN_MAX: Final = 20
DIFFERENCES_MAX: Final = 1_000
MANIFEST: Final = "manifest.json"
DOSSIER: Final = "dossier.zip"
DOSSIER_BYTES_MAX: Final = 1 << 36
POLICY_BYTES_MAX: Final = 1 << 16


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


@click.command()
@click.argument("evidence", metavar="BUNDLE|URL")
@click.option(
    "--state",
    type=click.Path(path_type=Path),
    help="What was seen last: a file, or for a URL the folder of the copy.",
)
@click.option(
    "--policy",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The keys to trust, instead of those that come with the evidence.",
)
@click.option("--json", "is_json", is_flag=True, help="Print the result as JSON.")
@click.pass_obj
def verify(
    settings: Settings,
    evidence: str,
    state: Path | None,
    policy: Path | None,
    *,
    is_json: bool,
) -> None:
    """Verify a bundle, a receipt, or a Commun by its address."""
    text = None if policy is None else policy.read_text("utf-8")
    verdict = Verdict()
    try:
        if evidence.startswith(("http://", "https://")):
            if state is None:
                raise click.UsageError("--state FOLDER: where the copy of the log lies")
            verify_site(evidence, state, text, verdict)
        else:
            verify_file(Path(evidence), state, text, settings, verdict)
    except checks.Stopped as stopped:
        verdict.report.findings.append(stopped.finding)
    except FileNotFoundError as error:
        click.echo(f"commun: {error}", err=True)
        sys.exit(Exit.NOT_FOUND)
    except (Unfetched, MalformedPolicy) as error:
        click.echo(f"commun: {error}", err=True)
        sys.exit(Exit.FAILED)
    tell(verdict, is_json=is_json)
    sys.exit(Exit.DONE if verdict.is_verified else Exit.UNVERIFIED)


def verify_file(
    path: Path,
    state: Path | None,
    policy: str | None,
    settings: Settings,
    verdict: Verdict,
) -> None:
    """Verify a bundle, packed or not, or a receipt."""
    if checks.is_receipt(path):
        own = LogFolder(settings.data).policy
        known = checks.Policy(own.read_text("utf-8") if policy is None else policy)
        checks.check_receipt(path.read_bytes(), verdict.report, known, None)
        return
    seen = None if state is None else checks.read_state(state)
    fresh = verify_bundle(open_source(path), policy, seen, verdict)
    if state is not None and verdict.is_verified:
        checks.write_state(state, fresh)


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


def verify_site(url: str, folder: Path, policy: str | None, verdict: Verdict) -> None:
    """Bring what is new of a log here, verify the copy, then the bundle it offers."""
    folder.mkdir(parents=True, exist_ok=True)
    seen = checks.read_state(folder / "seen.json")
    copy = folder / "copy"
    with Site(url) as site:
        policy = policy or known_policy(site, folder, verdict)
        trusted = checks.Policy(policy)
        source, fresh = copy_of(site, copy, policy, seen, verdict)
        offered = folder / DOSSIER
        is_offered = site.download(f"{DOSSIER}", offered, DOSSIER_BYTES_MAX)
    if verdict.is_verified:
        checks.write_state(folder / "seen.json", fresh)
    if not is_offered:
        verdict.notes.append("No bundle is offered here: the views were not compared.")
        return
    facts = dict(verdict.report.facts)
    verify_offered(offered, source, trusted, (policy, fresh), verdict)
    verdict.report.facts |= facts


def copy_of(
    site: Site,
    copy: Path,
    policy: str,
    seen: checks.State | None,
    verdict: Verdict,
) -> tuple[checks.Source, checks.State]:
    """Bring the copy up to date and check it.

    Where it does not hold, all of it is fetched anew once: a fault of our own disk
    accuses nobody.
    """
    while True:
        is_new = not (copy / "checkpoint").exists()
        with progress_bar() as show:
            mirror(site, copy, parse_policy(policy), show)
        report = checks.Report()
        source, trusted = open_source(copy), checks.Policy(policy)
        fresh = checks.check_mirror(source, report, trusted, state=seen)
        if is_new or not report.findings:
            verdict.report = report
            return source, fresh
        shutil.rmtree(copy)


def verify_offered(
    path: Path,
    copy: checks.Source,
    trusted: checks.Policy,
    known: tuple[str, checks.State],
    verdict: Verdict,
) -> None:
    """Verify the bundle of a site, and that it is of the log that was copied.

    Either may be the newer one: the log goes on while it is copied, and a bundle is
    made from time to time.
    """
    policy, fresh = known
    source = open_source(path)
    if checks.read_manifest(source).size >= fresh.size:
        verify_bundle(source, policy, fresh, verdict)
        return
    offered = verify_bundle(source, policy, None, verdict)
    checks.check_mirror(copy, verdict.report, trusted, state=offered)


def known_policy(site: Site, folder: Path, verdict: Verdict) -> str:
    """Return the policy of the first contact, which is the site's own word."""
    kept = folder / "policy"
    if not kept.exists():
        kept.write_bytes(site.get("policy", POLICY_BYTES_MAX))
        verdict.notes.append(
            f"The keys are the site's own word, and kept in {kept}: compare them with"
            " those you have from elsewhere."
        )
    return kept.read_text("utf-8")


def tell(verdict: Verdict, *, is_json: bool) -> None:
    """Print what was found."""
    report = verdict.report
    if is_json:
        findings = [
            {"code": f.code, "position": f.position, "said": f.sentence(0)}
            for f in report.findings
        ]
        found: dict[str, Any] = {
            "verified": verdict.is_verified,
            **report.facts,
            "findings": findings,
            "rows": verdict.rows,
            "differences": [asdict(d) for d in verdict.differences],
            "notes": verdict.notes,
        }
        click.echo(json.dumps(found))
        return
    *lines, last = checks.lines_of(report, 0)
    for line in [*lines, *verdict.notes]:
        click.echo(line)
    if verdict.rows:
        rows = sum(verdict.rows.values())
        click.echo(f"Rows compared: {rows} of {len(verdict.rows)} views")
    for difference in verdict.differences[:SHOWN_MAX]:
        click.echo(f"! {difference}")
    if len(verdict.differences) > SHOWN_MAX:
        click.echo(f"… and {len(verdict.differences) - SHOWN_MAX} more rows")
    if verdict.is_verified or report.findings:
        click.echo(last)
    else:
        rows = len(verdict.differences)
        click.echo("NOT VERIFIED" + (f": {rows} row(s) differ." if rows else "."))
