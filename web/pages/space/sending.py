"""Sending: check the answers, record them once, and keep the receipt."""

import hashlib
import json
from dataclasses import replace
from typing import Final

from flask import Flask, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from marshmallow import ValidationError
from werkzeug.wrappers import Response

from ledger.commons.contributions.record_contribution import RecordContribution
from ledger.commons.contributions.refusals import ContributionExists
from ledger.kernel.identifiers import ContributionId, PartnerId, random_identifier
from ledger.kernel.messages import Capacity, Refusal
from ledger.kernel.quantities import day_in_paris
from ledger.kernel.refusals import KeyReused, NoMandateInForce, NotAllowed
from ledger.kernel.store.port import Appended, ClockApart, ClockJumped
from projections.commons.contributions import (
    contribution,
    contributions_page,
)
from web.auth.guards import required_hat, required_viewer
from web.auth.viewer import Hat
from web.drafts import Draft, keep, mark_sent, throw_away
from web.evidence import forget_file
from web.forms.answering import UNAVAILABLE, UNPROCESSABLE, Page
from web.forms.field import PAGE_ANCHOR
from web.languages import PREFIX
from web.log.sealing import sealing
from web.pages.personal import personal
from web.pages.space.acting import CONTRIBUTING, hat_for, is_recorded, required_draft
from web.pages.space.beginnings import (
    answers_of_contribution,
    name_of_offer,
    offer_of,
)
from web.pages.space.for_projects import name_of_project
from web.pages.space.in_force import units_in_force
from web.pages.space.recording import (
    first_wrong,
    lapsed,
    step_url,
    whole_document,
)
from web.pages.space.showing import Shown, show, show_one
from web.problems import said, status_of, unreachable_headers, why_unreachable
from web.reading import open_shelf, the_wiring
from web.schemas.contributions import Described, Step, describe
from web.writing import Writing, ask, form_key, now, sent_already, url_after

SEEN: Final = "seen"
OWN: Final = tuple(Capacity)


def register(app: Flask) -> None:
    """Add the check page, the receipt, and what begins from another one."""
    at = f"{PREFIX}/espace/contributions"
    app.add_url_rule(
        f"{at}/nouvelle/verifier",
        "check_contribution",
        check_contribution,
        methods=["GET", "POST"],
    )
    app.add_url_rule(
        f"{at}/nouvelle/abandonner", "drop_draft", drop_draft, methods=["POST"]
    )
    app.add_url_rule(
        f"{at}/nouvelle/reprendre", "copy_draft", copy_draft, methods=["POST"]
    )
    app.add_url_rule(
        f"{at}/<contribution_id>/enregistree", "contribution_receipt", receipt
    )
    app.add_url_rule(
        f"{at}/<contribution_id>/dupliquer",
        "duplicate_contribution",
        duplicate_contribution,
        methods=["POST"],
    )
    app.add_url_rule(
        f"{at}/dupliquer-la-derniere",
        "duplicate_last",
        duplicate_last,
        methods=["POST"],
    )


@personal
def check_contribution() -> Page:
    """Show all the answers together; sent, they are recorded once."""
    draft = required_draft(form_key())
    hat = hat_for(required_viewer(), draft.partner_id, *CONTRIBUTING)
    if hat is None:
        return lapsed(draft)
    described = _described(draft)
    if isinstance(described, Step):
        return redirect(step_url(described, draft, is_wrong=True), 303)
    if request.method == "GET":
        return _checked(draft, described, hat)
    if request.form.get(SEEN) != digest_of_answers(draft):
        changed = _("These answers were changed since: check them, then send them")
        return _checked(draft, described, hat, changed), UNPROCESSABLE
    return _send(draft, described, hat)


def _described(draft: Draft) -> Described | Step:
    """Return the contribution, or the first step that does not stand.

    Mostly all is right: then it is checked once, as a whole.
    """
    try:
        return describe(
            whole_document(draft),
            today=day_in_paris(now()),
            units=units_in_force(),
        )
    except ValidationError:
        wrong = first_wrong(draft)
        if wrong is None:
            raise
        return wrong


def _send(draft: Draft, described: Described, hat: Hat) -> Page:
    try:
        appended = _record(draft, described, hat)
    except (NoMandateInForce, NotAllowed):
        return lapsed(draft)
    except ContributionExists:
        # Someone else who acts for the partner has sent the same draft.
        flash(_("Already recorded: this form had been sent."))
        return redirect(_receipt_url(draft), 303)
    except Refusal as refusal:
        is_reused = isinstance(refusal, KeyReused)
        page = _checked(draft, described, hat, said(refusal), is_reused=is_reused)
        return page, status_of(refusal).value
    except (ClockApart, ClockJumped) as error:
        page = _checked(draft, described, hat, why_unreachable(error))
        return page, UNAVAILABLE, unreachable_headers()
    mark_sent(draft)
    if message := sent_already(appended):
        flash(message)
    name = draft.contribution_id
    onward = url_after(appended, "contribution_receipt", contribution_id=name)
    return redirect(onward, 303)


def _record(draft: Draft, described: Described, hat: Hat) -> Appended:
    writing = Writing()
    description = described.description
    return ask(
        RecordContribution(
            actor=required_viewer().actor(hat),
            at=now(),
            key=draft.key,
            contribution_id=draft.contribution_id,
            partner_id=hat.partner_id,
            nature=described.nature,
            quantity=described.quantity,
            unit=described.unit,
            period=described.period,
            title=writing.public("title", described.title),
            description=(
                writing.public("description", description) if description else None
            ),
            activities=described.activities,
            evidence=described.evidence,
            project_id=described.project_id,
            offer_id=offer_of(draft),
            words=writing.words,
        )
    )


def digest_of_answers(draft: Draft) -> str:
    """Return what the check page has shown, in short.

    Another tab may change the draft between the check and the sending: what is
    sent is what was looked at, or it is shown again.
    """
    held = json.dumps([whole_document(draft)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(held.encode()).hexdigest()[:32]


def _checked(
    draft: Draft,
    described: Described,
    hat: Hat,
    wrong: str = "",
    *,
    is_reused: bool = False,
) -> str:
    return render_template(
        "space/check.html",
        draft=draft,
        described=described,
        partner_name=hat.partner_name,
        project=name_of_project(draft),
        offer=name_of_offer(draft),
        errors={"": wrong} if wrong else {},
        ordered=[(PAGE_ANCHOR, wrong)] if wrong else [],
        is_reused=is_reused,
        recorded_url=_receipt_url(draft),
        seen=digest_of_answers(draft),
        step_url=step_url,
        Step=Step,
    )


def _receipt_url(draft: Draft) -> str:
    return url_for("contribution_receipt", contribution_id=draft.contribution_id)


@personal
def receipt(contribution_id: str) -> Page:
    """Show that it is recorded, and what happens next; a bookmark finds it again."""
    viewer = required_viewer()
    with open_shelf() as shelf:
        row = contribution(shelf, contribution_id)
        shown = show(shelf, [row])[0] if row is not None else None
    if shown is None:
        if not is_recorded(ContributionId(contribution_id)):
            abort(404)
        return render_template("space/receipt_soon.html")
    if hat_for(viewer, shown.row.partner_id, *OWN) is None:
        abort(404)
    proved = sealing(shown.row.position)
    return render_template("space/receipt.html", shown=shown, proved=proved)


@personal
def duplicate_contribution(contribution_id: str) -> Response:
    """Begin a new one from one of my partner's, without its dates and files."""
    viewer = required_viewer()
    with open_shelf() as shelf:
        shown = show_one(shelf, contribution_id)
    hat = hat_for(viewer, shown.row.partner_id, *CONTRIBUTING)
    if hat is None:
        abort(404)
    return _begin_from(shown, hat)


@personal
def duplicate_last() -> Response:
    """Begin a new one from the last that my partner recorded."""
    hat = required_hat(*CONTRIBUTING)
    with open_shelf() as shelf:
        page = contributions_page(shelf, {"partner_id": hat.partner_id}, limit=1)
        shown = show(shelf, [placed.row for placed in page.rows])
    if not shown:
        return redirect(url_for("new_contribution"), 303)
    return _begin_from(shown[0], hat)


def _begin_from(shown: Shown, hat: Hat) -> Response:
    draft = Draft(
        key=form_key(),
        person_id=required_viewer().person_id,
        partner_id=PartnerId(hat.partner_id),
        answers=answers_of_contribution(shown),
    )
    if not is_recorded(draft.contribution_id):
        keep(draft)
    return redirect(step_url(Step.HOW_MUCH, draft), 303)


@personal
def copy_draft() -> Response:
    """Begin anew from a draft whose key has served; its files stay with that one."""
    draft = required_draft(request.form.get("from", ""))
    fresh = replace(
        draft,
        key=random_identifier(),
        person_id=required_viewer().person_id,
        files=(),
        sent_at=None,
    )
    keep(fresh)
    return redirect(step_url(Step.CHECK, fresh), 303)


@personal
def drop_draft() -> Response:
    """Throw a draft away, and its files with it unless they were recorded."""
    draft = required_draft(form_key())
    if not is_recorded(draft.contribution_id):
        for file in draft.files:
            forget_file(the_wiring().settings.data, file.digest)
    throw_away(draft)
    flash(_("The draft is thrown away."))
    return redirect(url_for("space"), 303)
