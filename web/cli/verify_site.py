"""Verify site: a Commun by its address, from what it publishes and nothing else."""

import shutil
from pathlib import Path
from typing import Final

from ledger.log import verify as checks
from ledger.log.mirroring import Site, Unfetched, mirror
from ledger.log.policies import parse_policy
from web.cli.log import progress_bar
from web.cli.verifying import Verdict, open_source, verify_bundle

DOSSIER: Final = "dossier.zip"
DOSSIER_BYTES_MAX: Final = 1 << 36
POLICY_BYTES_MAX: Final = 1 << 16


def verify_site(url: str, folder: Path, policy: str | None, verdict: Verdict) -> None:
    """Bring what is new of a log here, verify the copy, then the bundle it offers."""
    folder.mkdir(parents=True, exist_ok=True)
    seen = checks.read_state(folder / "seen.json")
    copy = folder / "copy"
    with Site(url) as site:
        policy = policy or known_policy(site, folder, verdict)
        trusted = checks.Policy(policy)
        source, fresh = copy_of(site, copy, policy, seen, verdict)
        if verdict.is_verified:
            checks.write_state(folder / "seen.json", fresh)
        offered = folder / DOSSIER
        try:
            is_offered = site.download(DOSSIER, offered, DOSSIER_BYTES_MAX)
        except Unfetched:
            # What was found in the log is not silenced by a bundle that is withheld.
            if verdict.is_verified:
                raise
            is_offered = False
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
    accuses nobody. What was here is kept aside with the head it was seen under: if the
    log was put back or altered, it may be what is left of it.
    """
    while True:
        head = copy / "checkpoint"
        held = head.read_bytes() if head.exists() else None
        with progress_bar() as show:
            mirror(site, copy, parse_policy(policy), show)
        report = checks.Report()
        source, trusted = open_source(copy), checks.Policy(policy)
        fresh = checks.check_mirror(source, report, trusted, state=seen)
        if held is None or not report.findings:
            verdict.report = report
            return source, fresh
        head.write_bytes(held)
        put_aside(copy, verdict)


def put_aside(copy: Path, verdict: Verdict) -> None:
    """Keep a copy that did not fit; the first only, for it is the one that did once."""
    aside = copy.with_name(f"{copy.name}.before")
    if aside.exists():
        shutil.rmtree(copy)
    else:
        copy.rename(aside)
    verdict.notes.append(f"A copy of before did not fit; it is kept: {aside}")


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
