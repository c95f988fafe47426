"""The queue: contributions that stand out, those that wait longest first."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from flask import Flask, render_template, request

from ledger.kernel.messages import Capacity
from ledger.kernel.quantities import day_in_paris
from projections.commons.contributions import ContributionRow, contributions
from projections.commons.evaluations import every_question_waiting
from projections.governance.decisions import decisions_waiting
from projections.shelf import Placed, Shelf
from web.auth.guards import required_hat
from web.languages import PREFIX, language
from web.pages.governance.decisions import decision_cards
from web.pages.personal import personal
from web.pages.space.showing import show
from web.reading import open_shelf
from web.seats import seats_on, warnings_of
from web.texts.decision_words import DECISION_STATES, DECISION_TONES
from web.texts.words_of_the_field import ATTENTIONS

SHOWN_MAX: Final = 100


def register(app: Flask) -> None:
    """Add the board's first page."""
    app.add_url_rule(f"{PREFIX}/bureau", "board", board)


@personal
def board() -> str:
    """List what to look at, by reason."""
    hat = required_hat(Capacity.BOARD_MEMBER)
    asked = request.args.get("motif", "")
    reason = asked if asked in ATTENTIONS else None
    with open_shelf() as shelf:
        queues = {name: waiting(shelf, [name]) for name in ATTENTIONS}
        found = queues[reason] if reason else waiting(shelf, list(ATTENTIONS))
        rows = show(shelf, found)
        today = day_in_paris(datetime.now(UTC))
        warnings = warnings_of(seats_on(shelf, today), today, language())
        due = [asked.due_on for asked in every_question_waiting(shelf)]
        decided = decision_cards(shelf, decisions_waiting(shelf, today), today)
    return render_template(
        "board/queue.html",
        rows=rows,
        warnings=warnings,
        decided=decided,
        decision_states=DECISION_STATES,
        decision_tones=DECISION_TONES,
        owed=len(due),
        late=sum(day < today for day in due),
        own_id=hat.partner_id,
        reason=reason,
        total=sum(len(found) for found in queues.values()),
        tabs=[
            (label, name, len(queues[name]))
            for name, label in ATTENTIONS.items()
            if queues[name]
        ],
        is_cut=len(rows) >= SHOWN_MAX,
    )


def waiting(shelf: Shelf, reasons: Sequence[str]) -> list[ContributionRow]:
    """Return what stands out for these reasons, oldest first."""
    placed: list[Placed[ContributionRow]] = []
    for reason in reasons:
        page = shelf.page(
            contributions, attention=reason, limit=SHOWN_MAX, is_newest_first=False
        )
        placed += page.rows
    ordered = sorted(placed, key=lambda one: one.first)
    return [one.row for one in ordered[:SHOWN_MAX]]


def next_to_review(shelf: Shelf, after: ContributionRow, own_id: str) -> str | None:
    """Return the next in the queue that this member may review."""
    queue = [
        row
        for row in waiting(shelf, list(ATTENTIONS))
        if row.partner_id != own_id and row.contribution_id != after.contribution_id
    ]
    later = [row for row in queue if row.position > after.position]
    return next((row.contribution_id for row in (*later, *queue)), None)
