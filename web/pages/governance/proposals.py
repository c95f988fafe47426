"""Proposals: the public list, narrowed by state; partners see drafts, too."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from flask import Flask, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ledger.governance.proposals.draft_proposal import DraftProposal
from ledger.kernel.words import Audience
from projections.governance.proposals import (
    ProposalRow,
    ProposalState,
    proposals_page,
)
from projections.membership.partners import partners_by_id
from projections.shelf import Shelf
from web.auth.guards import the_viewer
from web.auth.viewer import Viewer
from web.forms.choices import choices
from web.forms.field import Choice, Field
from web.languages import PREFIX
from web.pages.commons.evaluation_acts import may
from web.pages.narrowing import Kept, kept_filters, narrowed, onward, tidied
from web.reading import Texts, open_shelf
from web.texts.proposal_words import PROPOSAL_STATES, PROPOSAL_TONES

FILTERS: Final = {"etat": "state", "partenaire": "partner_id"}
NAMES: Final = tuple(FILTERS)
EVERYONE_READS: Final = frozenset({Audience.PUBLIC})
PARTNERS_READ: Final = frozenset({Audience.PUBLIC, Audience.PARTNERS})


@dataclass(frozen=True, kw_only=True)
class ProposalCard:
    """A proposal with its title, and who wrote it."""

    row: ProposalRow
    title: str
    partner: str


def register(app: Flask) -> None:
    """Add the list."""
    app.add_url_rule(f"{PREFIX}/propositions", "proposals", list_proposals)


def list_proposals() -> str | Response:
    """Show the proposals that pass the filters, newest first."""
    kept = kept_filters(NAMES)
    if (elsewhere := tidied(kept)) is not None:
        return elsewhere
    viewer = the_viewer()
    chosen = {field: kept[name] for name, field in FILTERS.items() if name in kept}
    with open_shelf() as shelf:
        page = proposals_page(shelf, chosen, after=onward(kept))
        seen = [one.row for one in page.rows if may_read(one.row, viewer)]
        cards = proposal_cards(shelf, seen, viewer)
    return render_template(
        "governance/proposals.html",
        cards=cards,
        asked=_asked(viewer),
        kept=kept,
        is_narrowed=any(name in kept for name in NAMES),
        next_url=_page_url(kept, str(page.next)) if page.next else None,
        first_url=_page_url(kept, "") if "suite" in kept else None,
        may_draft=may(viewer, DraftProposal),
        states=PROPOSAL_STATES,
        tones=PROPOSAL_TONES,
    )


def is_partner(viewer: Viewer | None) -> bool:
    """Tell whether somebody acts for a partner, and so reads drafts."""
    return viewer is not None and bool(viewer.hats)


def may_read(row: ProposalRow, viewer: Viewer | None) -> bool:
    """Tell whether a proposal is shown: what was never published is for partners."""
    return bool(row.text_version) or is_partner(viewer)


def audiences(viewer: Viewer | None) -> frozenset[Audience]:
    """Return whose words a reader sees."""
    return PARTNERS_READ if is_partner(viewer) else EVERYONE_READS


def _page_url(kept: Kept, suite: str) -> str:
    return narrowed("proposals", kept, NAMES, suite=suite)


def _asked(viewer: Viewer | None) -> tuple[Field, ...]:
    shown = [
        state
        for state in ProposalState
        if state is not ProposalState.DRAFT or is_partner(viewer)
    ]
    return (
        Field(
            name="etat",
            label=_("State"),
            widget="select",
            choices=(
                Choice(value="", label=_("All states")),
                *choices(PROPOSAL_STATES, shown),
            ),
        ),
        Field(name="partenaire", label="", widget="hidden"),
        Field(name="au", label="", widget="hidden"),
    )


def proposal_cards(
    shelf: Shelf, rows: Sequence[ProposalRow], viewer: Viewer | None
) -> list[ProposalCard]:
    """Return the rows as cards; names and titles are read once for all."""
    bodies = partners_by_id(shelf, {row.partner_id for row in rows})
    texts = Texts(
        [
            *(row.title for row in rows),
            *(body.short_name for body in bodies.values()),
        ],
        audiences(viewer),
    )
    names = {name: texts(body.short_name) for name, body in bodies.items()}
    return [
        ProposalCard(
            row=row, title=texts(row.title), partner=names.get(row.partner_id, "")
        )
        for row in rows
    ]
