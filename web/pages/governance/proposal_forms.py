"""Proposal forms: draft one, publish it, and say what one thinks of another's."""

from collections.abc import Callable
from typing import Final

from flask import Flask, abort, url_for
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict

from ledger.governance.proposals.draft_proposal import DraftProposal
from ledger.governance.proposals.publish_proposal import PublishProposal
from ledger.governance.rules.events import Kind
from projections.governance.proposals import ProposalRow, proposal
from web.forms.answering import Form, Page, answer
from web.forms.reading import Typed
from web.languages import PREFIX
from web.pages.governance.proposal_acts import ACTS, Act
from web.pages.governance.proposals import PARTNERS_READ
from web.pages.personal import personal
from web.pages.space.asking import sender
from web.pages.space.evaluation_forms import hat_for_form
from web.reading import Texts, open_shelf
from web.schemas.proposals import TEXT, TITLE
from web.schemas.typed import AS_ASKED, Reading
from web.writing import url_after

FIELDS: Final = (TITLE, TEXT)


def register(app: Flask) -> None:
    """Add the page of each form."""
    at = f"{PREFIX}/espace/propositions"
    methods = ["GET", "POST"]
    app.add_url_rule(
        f"{at}/nouvelle", "draft_proposal", draft_proposal, methods=methods
    )
    for endpoint, act in ACTS.items():
        where = f"{at}/<proposal_id>/{act.path}"
        app.add_url_rule(where, endpoint, _page_of(act), methods=methods)


@personal
def draft_proposal() -> Page:
    """Begin a proposal that partners read, and its author publishes later."""
    hat = hat_for_form(DraftProposal)
    return answer(
        Form(
            title=lazy_gettext("Draft a proposal"),
            lead=lazy_gettext("Partners read a draft, the public does not."),
            fields=FIELDS,
            button=lazy_gettext("Keep this draft"),
            back_url=url_for("proposals"),
            send=sender(DraftProposal, FIELDS, hat),
            done=lambda appended: url_after(appended, "proposals"),
            said=lazy_gettext("Your draft is kept: publish it when it is ready."),
        )
    )


def _page_of(act: Act) -> Callable[..., Page]:
    @personal
    def page(proposal_id: str) -> Page:
        with open_shelf() as shelf:
            row = proposal(shelf, proposal_id)
        if row is None:
            abort(404)
        return _show(act, row)

    return page


def _show(act: Act, row: ProposalRow) -> Page:
    texts = Texts([row.title, row.text], PARTNERS_READ)
    hat = hat_for_form(act.command, act.fits(row))
    is_draft = act.command is PublishProposal
    written = {"title": texts(row.title), "text": texts(row.text)}
    known = {"proposal_id": row.proposal_id}
    return answer(
        Form(
            title=act.title,
            fields=act.fields,
            button=act.button,
            back_url=url_for("proposal", proposal_id=row.proposal_id),
            send=sender(act.command, act.fields, hat, known, _reading_of(act)),
            done=lambda appended: url_after(
                appended, "proposal", proposal_id=row.proposal_id
            ),
            said=act.said,
            values=MultiDict(written) if is_draft else None,
            is_grave=act.is_grave,
            shown={
                "title": texts(row.title),
                "partner": hat.partner_name if hat else "",
                "quoted": (),
            },
        ),
        "governance/decision_act.html",
    )


def _reading_of(act: Act) -> Callable[[Typed], Reading]:
    """Return how its answers are read: a form publishes orientations alone."""
    if act.command is not PublishProposal:
        return lambda _typed: AS_ASKED
    return lambda _typed: Reading(instead={"subject": {"kind": Kind.ORIENTATION.value}})
