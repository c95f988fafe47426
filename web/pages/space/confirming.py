"""Confirming in batches: up to a hundred at once, each a command of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Flask, flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext

from ledger.commons.contributions.confirm_contribution import ConfirmContribution
from ledger.kernel.identifiers import ContributionId, identifier_from_key
from ledger.kernel.messages import Refusal
from ledger.kernel.store.port import Appended
from projections.commons.contributions import (
    ContributionRow,
    Status,
    contributions,
    contributions_page,
)
from projections.commons.statuses import CONFIRMATION_NEEDED
from projections.shelf import Shelf
from web.auth.guards import required_hat, required_viewer
from web.auth.viewer import Hat
from web.forms.answering import UNPROCESSABLE, Page
from web.forms.field import PAGE_ANCHOR
from web.languages import PREFIX
from web.pages.personal import personal
from web.pages.space.acting import CONFIRMING
from web.pages.space.showing import Shown, show
from web.problems import said
from web.reading import open_shelf
from web.writing import ask, form_key, now, url_after

BATCH_MAX: Final = 100
PAGES_MAX: Final = 20
"""How far back the list looks for what others declared."""

CHOSEN: Final = "contribution"


@dataclass(frozen=True, kw_only=True)
class Refused:
    """One of the batch that was refused, and why."""

    contribution_id: str
    reason: str


def register(app: Flask) -> None:
    """Add the page that confirms many."""
    app.add_url_rule(
        f"{PREFIX}/espace/contributions/a-confirmer",
        "confirm_contributions",
        confirm_contributions,
        methods=["GET", "POST"],
    )


@personal
def confirm_contributions() -> Page:
    """List what other partners declared; confirm what is ticked, one by one."""
    hat = required_hat(*CONFIRMING)
    if request.method == "GET":
        return _listed(hat, (), ())
    chosen = list(dict.fromkeys(request.form.getlist(CHOSEN)))
    if not chosen or len(chosen) > BATCH_MAX:
        wrong = (
            _("Tick at least one contribution")
            if not chosen
            else _("Tick a hundred contributions at most")
        )
        return _listed(hat, chosen, (), wrong), UNPROCESSABLE
    done, refused = _confirm(hat, chosen)
    if done:
        flash(_said(done))
    if not refused:
        return redirect(url_after(done[-1], "confirm_contributions"), 303)
    left = [one.contribution_id for one in refused]
    wrong = ngettext(
        "%(num)d contribution was not confirmed: see why beside it",
        "%(num)d contributions were not confirmed: see why beside each",
        len(refused),
    )
    return _listed(hat, left, refused, wrong), UNPROCESSABLE


def _said(done: Sequence[Appended]) -> str:
    if all(appended.is_repeat for appended in done):
        return _("Already recorded: this form had been sent.")
    return ngettext(
        "%(num)d contribution is confirmed.",
        "%(num)d contributions are confirmed.",
        len(done),
    )


def _confirm(hat: Hat, chosen: Sequence[str]) -> tuple[list[Appended], list[Refused]]:
    """Confirm each under a key of its own, so that a batch sent twice is one.

    If the server stops in between, what was confirmed is, and sending the same
    form again confirms the rest.
    """
    viewer, key = required_viewer(), form_key()
    done: list[Appended] = []
    refused: list[Refused] = []
    for name in chosen:
        command = ConfirmContribution(
            actor=viewer.actor(hat),
            at=now(),
            key=identifier_from_key(key, name),
            contribution_id=ContributionId(name),
            partner_id=hat.partner_id,
        )
        try:
            done.append(ask(command))
        except Refusal as refusal:
            refused.append(Refused(contribution_id=name, reason=said(refusal)))
    return done, refused


def _listed(
    hat: Hat, ticked: Sequence[str], refused: Sequence[Refused], wrong: str = ""
) -> str:
    with open_shelf() as shelf:
        rows = _to_confirm(shelf, hat, ticked)
        shown = show(shelf, rows)
    return render_template(
        "space/confirm_many.html",
        rows=shown,
        ticked=set(ticked),
        reasons={one.contribution_id: one.reason for one in refused},
        errors={"": wrong} if wrong else {},
        ordered=[(_anchor(refused, shown), wrong)] if wrong else [],
        key=form_key(),
        may_be_more=len(shown) >= BATCH_MAX,
    )


def _anchor(refused: Sequence[Refused], shown: Sequence[Shown]) -> str:
    """Return what the summary's line leads to: the first box that needs a look."""
    names = {one.contribution_id for one in refused}
    for index, one in enumerate(shown):
        if not names or one.row.contribution_id in names:
            return f"{CHOSEN}-{index}"
    return PAGE_ANCHOR


def _to_confirm(
    shelf: Shelf, hat: Hat, ticked: Sequence[str]
) -> Sequence[ContributionRow]:
    """Return what was ticked, what modalities want confirmed, then all other.

    Only what others declared and we have not confirmed.
    """
    needed = _declared(shelf, hat, {"confirmation": CONFIRMATION_NEEDED})
    other = _declared(shelf, hat, {"status": Status.DECLARED})
    found = [*needed, *(row for row in other if not row.needs_confirmation)]
    found = found[:BATCH_MAX]
    held = {row.contribution_id for row in found}
    return [*_ticked_elsewhere(shelf, ticked, held), *found]


def _declared(
    shelf: Shelf, hat: Hat, chosen: Mapping[str, str]
) -> Sequence[ContributionRow]:
    found: list[ContributionRow] = []
    after: int | None = None
    for _page in range(PAGES_MAX):
        page = contributions_page(shelf, chosen, after=after, limit=BATCH_MAX)
        found += [p.row for p in page.rows if _may_confirm(p.row, hat)]
        after = page.next
        if after is None or len(found) >= BATCH_MAX:
            break
    return found


def _ticked_elsewhere(
    shelf: Shelf, ticked: Sequence[str], held: set[str]
) -> Sequence[ContributionRow]:
    """Return what was ticked and changed meanwhile, to say so beside it."""
    names = [(name,) for name in ticked[:BATCH_MAX] if name not in held]
    return shelf.some(contributions, names)


def _may_confirm(row: ContributionRow, hat: Hat) -> bool:
    ours = (c.quantity for c in row.confirmations if c.partner_id == hat.partner_id)
    return row.partner_id != hat.partner_id and all(q < row.quantity for q in ours)
