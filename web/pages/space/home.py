"""The space: what waits for me, what my partner brought, where to begin."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from flask import Flask, abort, render_template, request, url_for
from flask_babel import gettext as _

from ledger.commons.contributions.events import Unit
from ledger.kernel.messages import Capacity
from projections.commons.contributions import (
    Status,
    contribution,
    contributions_page,
)
from projections.commons.tasks import CLARIFY, TaskRow, tasks_of
from projections.membership.mandates import mandates_of_partner
from projections.shelf import Shelf
from web.auth.guards import required_hat, required_viewer
from web.auth.identity import FOR_A_PARTNER
from web.auth.viewer import Hat, Viewer
from web.drafts import Draft
from web.languages import PREFIX
from web.pages.commons.tallies import Tally, tally_of
from web.pages.history import history_page
from web.pages.personal import personal
from web.pages.space.acting import CONTRIBUTING, hat_for, my_drafts
from web.pages.space.own_needs import offers_waiting
from web.pages.space.showing import Shown, history_shown, show, show_one
from web.reading import day_of_reading, open_shelf
from web.texts.words_of_the_field import STATUSES

AWAITING: Final = (Status.DECLARED, Status.CONTESTED)
ENOUGH_PEOPLE: Final = 2


@dataclass(frozen=True, kw_only=True)
class Todo:
    """Something to do, as the list of tasks shows it."""

    label: str
    url: str
    hint: str = ""
    status: str = ""
    tone: str = "warn"


@dataclass(frozen=True, kw_only=True)
class Sum:
    """How much my partner brought that has this status."""

    status: Status
    count: int
    sums: Mapping[Unit, Decimal]


def register(app: Flask) -> None:
    """Add the first page of the space, the list, and one contribution."""
    at = f"{PREFIX}/espace"
    app.add_url_rule(at, "space", space)
    app.add_url_rule(f"{at}/contributions", "space_contributions", space_contributions)
    app.add_url_rule(
        f"{at}/contributions/<contribution_id>",
        "space_contribution",
        space_contribution,
    )


@personal
def space() -> str:
    """Show what waits for me first, then what my partner brought."""
    viewer = required_viewer()
    hat = viewer.partner
    if hat is None:
        return render_template("space/nobody.html")
    # Read before the views are opened: nobody holds one connection and awaits another.
    is_named = bool(viewer.name)
    with open_shelf() as shelf:
        todo = [*_todo(shelf, hat), *_offers(shelf, hat)]
        sums = _sums(tally_of(shelf, {"partner_id": str(hat.partner_id)}))
        latest = show(
            shelf,
            [
                placed.row
                for placed in contributions_page(
                    shelf, {"partner_id": hat.partner_id}, limit=5
                ).rows
            ],
        )
        beginning = _beginning(shelf, hat, is_named=is_named, has_any=bool(sums))
    may_contribute = hat.capacity in CONTRIBUTING
    return render_template(
        "space/home.html",
        hat=hat,
        hats=[one for one in viewer.hats if one.capacity in FOR_A_PARTNER],
        todo=todo,
        drafts=[_of_draft(draft) for draft in my_drafts(hat)],
        sums=sums,
        latest=latest,
        beginning=beginning,
        may_contribute=may_contribute,
        is_board=viewer.hat_as(Capacity.BOARD_MEMBER) is not None,
    )


def _todo(shelf: Shelf, hat: Hat) -> list[Todo]:
    waiting = tasks_of(shelf, hat.partner_id)
    rows = [contribution(shelf, task.contribution_id) for task in waiting]
    shown = {
        one.row.contribution_id: one
        for one in show(shelf, [row for row in rows if row is not None])
    }
    return [
        _of_task(task, shown[task.contribution_id])
        for task in waiting
        if task.contribution_id in shown
    ]


def _offers(shelf: Shelf, hat: Hat) -> list[Todo]:
    """Return the offers that wait for an answer, or to be recorded once brought."""
    received, agreed = offers_waiting(shelf, hat.partner_id, day_of_reading())
    return [
        *(
            Todo(
                label=_("Answer the offer “%(title)s”", title=one.title),
                url=url_for("accept_offer", offer_id=one.row.offer_id),
                hint=_("Offered by %(partner)s", partner=one.partner),
                status=_("Offered"),
                tone="open",
            )
            for one in received
        ),
        *(
            Todo(
                label=_("Record what you brought: “%(title)s”", title=one.title),
                url=url_for("new_contribution", offre=one.row.offer_id),
                hint=_("Accepted by %(partner)s", partner=one.other),
                status=_("Accepted"),
            )
            for one in agreed
        ),
    ]


def _of_task(task: TaskRow, shown: Shown) -> Todo:
    name = shown.contribution_id
    if task.task == CLARIFY:
        return Todo(
            label=_("Give the clarification asked on “%(title)s”", title=shown.title),
            url=url_for("give_clarification", contribution_id=name),
            hint=_("Asked by %(partner)s", partner=shown.asked_by),
            status=_("Clarification asked"),
        )
    return Todo(
        label=_("Answer the contest of “%(title)s”", title=shown.title),
        url=url_for("answer_contest", contribution_id=name),
        hint=_("Contested by %(partner)s", partner=shown.contested_by),
        status=_("Contested"),
    )


def _of_draft(draft: Draft) -> Todo:
    title = next(iter(draft.answers.get("title", [])), "").strip()
    return Todo(
        label=title or _("Draft without a title"),
        url=url_for("check_contribution", key=draft.key),
        status=_("Draft"),
        tone="pending",
    )


def _sums(tally: Tally) -> list[Sum]:
    return [
        Sum(status=status, count=count, sums=tally.sums(frozenset({status})))
        for status in Status
        if (count := tally.count_of(status))
    ]


def _beginning(
    shelf: Shelf, hat: Hat, *, is_named: bool, has_any: bool
) -> list[tuple[str, str, bool]]:
    """Return the first three things to do, until all are done."""
    today = day_of_reading()
    team = [
        m for m in mandates_of_partner(shelf, hat.partner_id) if m.is_in_force(today)
    ]
    people = {mandate.person_id for mandate in team}
    steps = [
        (_("Say how you wish to be called"), url_for("name_person"), is_named),
        (
            _("Record a first contribution"),
            url_for("new_contribution"),
            has_any,
        ),
        (
            _("Designate a colleague beside you"),
            url_for("team"),
            len(people) >= ENOUGH_PEOPLE,
        ),
    ]
    return [] if all(is_done for _label, _url, is_done in steps) else steps


@personal
def space_contributions() -> str:
    """List what my partner brought, by status, newest first."""
    hat = required_hat(*CONTRIBUTING)
    asked = request.args.get("statut", "")
    status = Status(asked) if asked in set(Status) else None
    chosen: dict[str, str | int] = {"partner_id": hat.partner_id}
    if status is not None:
        chosen["status"] = status
    after = request.args.get("suite", "")
    with open_shelf() as shelf:
        tally = tally_of(shelf, {"partner_id": str(hat.partner_id)})
        page = contributions_page(
            shelf, chosen, after=int(after) if after.isdecimal() else None
        )
        rows = show(shelf, [placed.row for placed in page.rows])
    tabs = [
        (label, name, tally.count_of(Status(name))) for name, label in STATUSES.items()
    ]
    return render_template(
        "space/list.html",
        hat=hat,
        rows=rows,
        status=status,
        tabs=[(label, name, count) for label, name, count in tabs if count],
        total=tally.count,
        next=page.next,
    )


@personal
def space_contribution(contribution_id: str) -> str:
    """Show one contribution, with what may be done about it."""
    viewer = required_viewer()
    if not viewer.hats:
        abort(404)
    with open_shelf() as shelf:
        shown = show_one(shelf, contribution_id)
        happened = history_page(shelf, shown.contribution_id)
        history = history_shown(shelf, shown, happened.entries)
    own = hat_for(viewer, shown.row.partner_id, *CONTRIBUTING)
    return render_template(
        "space/contribution.html",
        shown=shown,
        history=history,
        happened=happened,
        acts=_acts_of_author(shown) if own else _acts_of_others(shown, viewer),
        is_own=own is not None,
    )


def _acts_of_author(shown: Shown) -> list[tuple[str, str]]:
    row, name = shown.row, shown.contribution_id
    if row.is_withdrawn:
        return []
    acts: list[tuple[str, str]] = []
    if row.clarification is not None:
        acts.append(("give_clarification", _("Give the clarification")))
    if row.contest is not None and row.contest.answer is None:
        acts.append(("answer_contest", _("Answer the contest")))
    acts += [
        ("correct_contribution", _("Correct")),
        ("withdraw_contribution", _("Withdraw")),
    ]
    return [(url_for(at, contribution_id=name), label) for at, label in acts]


def _acts_of_others(shown: Shown, viewer: Viewer) -> list[tuple[str, str]]:
    row, name = shown.row, shown.contribution_id
    if row.is_withdrawn:
        return []
    acts: list[tuple[str, str]] = []
    if row.contest is None:
        if not row.upheld:
            acts.append(("confirm_contribution", _("Confirm")))
            acts.append(("contest_contribution", _("Contest")))
    else:
        acts.append(("settle_contest", _("Settle the contest")))
    if row.clarification is None:
        acts.append(("ask_clarification", _("Ask for a clarification")))
    if viewer.hat_as(Capacity.BOARD_MEMBER):
        acts.append(("review_contribution", _("Review")))
    if viewer.hat_as(Capacity.BOARD_MEMBER, Capacity.TREASURER):
        acts.append(("value_contribution", _("Value")))
    return [(url_for(at, contribution_id=name), label) for at, label in acts]
