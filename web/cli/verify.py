"""Verify: all that verify.py checks, and every view folded anew and compared."""

import json
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from ledger.log import verify as checks
from ledger.log.folder import LogFolder
from ledger.log.mirroring import Unfetched
from ledger.log.policies import MalformedPolicy
from web.cli.exits import Exit
from web.cli.verify_site import verify_site
from web.cli.verifying import SHOWN_MAX, Verdict, open_source, verify_bundle
from web.settings import Settings


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
            verify_address(evidence, state, text, verdict)
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


def verify_address(
    url: str, state: Path | None, policy: str | None, verdict: Verdict
) -> None:
    """Verify a Commun where it answers; without a folder nothing is remembered.

    Then the next time cannot tell whether the log grew out of what was seen now.
    """
    if state is not None:
        verify_site(url, state, policy, verdict)
        return
    with tempfile.TemporaryDirectory(prefix="commun-verify-") as folder:
        verify_site(url, Path(folder), policy, verdict)
    verdict.notes.append(
        "What was seen is not kept: with --state FOLDER, the next time shows that the"
        " log has only grown."
    )


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
