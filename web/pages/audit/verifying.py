"""Verifying: recalculate and compare everything, and say in words what was found."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

import psycopg
from flask import Flask, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ledger.kernel.messages import Capacity
from projections.anomalies import Anomaly
from web.audit import jobs
from web.audit.jobs import Job
from web.audit.reports import Report
from web.audit.verification import FOLD, KEPT_MAX, LOG, LOOK
from web.auth.access import the_access
from web.auth.guards import RoleNeeded, SignInNeeded, the_identity, the_viewer
from web.auth.limits import Limit, count_in
from web.languages import PREFIX
from web.reading import the_wiring
from web.texts.anomalies import RULES, noticed
from web.texts.views import view_name

VERIFYING: Final = (Capacity.AUDITOR, Capacity.BOARD_MEMBER)
"""Who may ask for a verification: it is long work. What it finds, anybody reads."""

OFTEN: Final = Limit(name="verifications", most=10)
REFRESH_SECONDS: Final = 2
NOBODY: Final = timedelta(seconds=30)
"""So long nobody takes up what was asked for, and the page says who is missing."""

Page = str | Response


def register(app: Flask) -> None:
    """Add the verification, and what the rules ask."""
    at = f"{PREFIX}/audit"
    app.add_url_rule(f"{at}/verifier", "verify_all", verify_all)
    app.add_url_rule(f"{at}/verifier", "ask_to_verify", ask_to_verify, methods=["POST"])
    app.add_url_rule(f"{at}/anomalies", "anomalies", anomalies)
    app.add_url_rule(f"{at}/dossier", "bundles", bundles)


def may_verify() -> bool:
    """Tell whether whoever reads this may ask for a verification."""
    viewer, identity = the_viewer(), the_identity()
    is_named = viewer is not None and viewer.hat_as(*VERIFYING) is not None
    is_operator = identity is not None and identity.is_operator
    return is_named or is_operator or the_wiring().settings.demo


def last_verification() -> Job | None:
    """Return the last verification that came to its end."""
    try:
        return jobs.last_done(the_wiring().pool)
    except psycopg.errors.UndefinedTable:
        return None


def verify_all() -> Response:
    """Show the verification that is under way, or what the last one found."""
    pool = the_wiring().pool
    job = jobs.latest(pool)
    is_under_way = job is not None and job.is_under_way
    page = render_template(
        "audit/verify.html",
        job=job,
        done=job if job and job.state == "done" else jobs.last_done(pool),
        may_verify=may_verify(),
        step=_step(job) if job else "",
        nobody=job is not None and _nobody_works(job),
        kept_max=KEPT_MAX,
        view_name=view_name,
    )
    answer = current_app.make_response(page)
    answer.headers["Cache-Control"] = "no-store"
    if is_under_way:
        answer.headers["Refresh"] = str(REFRESH_SECONDS)
    return answer


def ask_to_verify() -> Response:
    """Ask for a verification; while one is under way, that one is shown."""
    viewer = the_viewer()
    if not may_verify():
        if viewer is None:
            raise SignInNeeded
        raise RoleNeeded(*VERIFYING)
    who = viewer.person_id if viewer is not None else "operator"
    count_in(the_access(), (OFTEN, who))
    if not jobs.ask(the_wiring().pool, who):
        flash(_("A verification is under way already: here it is."))
    return redirect(url_for("verify_all"), 303)


def _step(job: Job) -> str:
    match job.step:
        case s if s == LOG:
            return _("Every entry is hashed anew and compared with what was sealed")
        case s if s == FOLD:
            return _("Every page’s data is recalculated from the entries")
        case s if s == LOOK:
            return _("Every entry is looked at for what is unusual")
        case _:
            return _("It is about to begin")


def _nobody_works(job: Job) -> bool:
    since = job.told_at or job.asked_at
    return job.is_under_way and datetime.now(UTC) - since > NOBODY


def bundles() -> str:
    """Explain the evidence bundle, and how it is checked without us."""
    return render_template("audit/bundles.html")


def anomalies() -> str:
    """Show what the rules asked about when everything was last looked at."""
    done = last_verification()
    report = done.report if done is not None else None
    return render_template(
        "audit/anomalies.html",
        done=done,
        report=report,
        groups=_groups(report) if report is not None else [],
        rules=RULES,
        may_verify=may_verify(),
        kept_max=KEPT_MAX,
        noticed=noticed,
    )


def _groups(report: Report) -> Sequence[tuple[str, int, Sequence[Anomaly]]]:
    """Return the rules that fired, with how often and at which entries."""
    return [
        (rule, count, [a for a in report.anomalies if a.rule == rule])
        for rule in RULES
        if (count := report.counts.get(f"rule:{rule}", 0))
    ]
