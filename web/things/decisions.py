"""Decisions: what was adopted, and what became of it."""

from collections.abc import Iterable
from typing import Final

from flask_babel import lazy_gettext as _
from marshmallow import Schema

from ledger.governance.rules.events import Kind
from projections.governance.decision_rows import DecisionRow, DecisionState
from projections.governance.decisions import decisions
from projections.rows import WordsAt
from web.texts.decision_words import DECISION_KINDS, DECISION_STATES
from web.texts.proposal_words import BEARINGS
from web.things.fields import Code, Day, Instant, Parts, Whole, WhyUnread, Written
from web.things.names import Mention, Named, Names
from web.things.thing import Document, Thing
from web.things.wording import Wording


class RatificationPart(Schema):
    """A body whose deliberation makes the decision bind it."""

    partner = Written(_("Partner (identifier)"), _("Whose body deliberated."))
    reference = Written(_("Reference"), _("Of the deliberation."), optional=True)
    deliberated_on = Day(_("Deliberated on"), _("The day of the deliberation."))
    enforceable_on = Day(_("Enforceable from"), _("It binds from that day."))


class DecisionDocument(Schema):
    """What was adopted, by which vote, and how it stands."""

    id = Written(_("Identifier"), _("Opaque, and for ever the same."))
    url = Written(_("Page"), _("The address of its page."))
    summary = Written(
        _("What was decided"), _("In plain words, once it is told."), optional=True
    )
    summary_state = WhyUnread(_("What was decided"))
    proposal = Written(_("Proposal (identifier)"), _("What was voted on."))
    text_version = Whole(_("Version"), _("Which version of the proposal was adopted."))
    vote = Written(_("Vote (identifier)"), _("The vote that adopted it."))
    author = Written(_("Proposed by (identifier)"), _("The partner that proposed it."))
    author_name = Written(
        _("Proposed by"), _("Its name on the day that is read."), optional=True
    )
    decided_on = Day(_("Decided on"), _("The day on which the vote ended."))
    kind = Code(_("Kind"), _("What it changes."), DECISION_KINDS)
    rules_version = Whole(_("Rules (version)"), _("The rules it was made by."))
    bearing = Code(_("Bearing"), _("How far it binds."), BEARINGS)
    state = Code(_("State"), _("How it stands, whatever day it is."), DECISION_STATES)
    review_on = Day(_("Review date"), _("When it is looked at again."), optional=True)
    progress = Whole(
        _("Progress (per cent)"), _("By the weight of its steps."), optional=True
    )
    superseded_by = Written(
        _("Replaced by (identifier)"), _("The decision in its place."), optional=True
    )
    ratifications = Parts(
        _("Ratifications"), _("In the order they came."), RatificationPart
    )
    recorded_at = Instant(_("Recorded at"), _("In universal time."))
    position = Whole(_("Entry"), _("Its entry in the register."))


def _document(row: DecisionRow, texts: Wording, names: Names) -> Document:
    return {
        "id": row.decision_id,
        "url": names.page("decision", row.decision_id),
        "summary": texts(row.summary),
        "summary_state": texts.why(row.summary),
        "proposal": row.proposal_id,
        "text_version": row.text_version,
        "vote": row.vote_id,
        "author": row.author_id,
        "author_name": names.partner(row.author_id),
        "decided_on": row.decided_on,
        "kind": row.kind,
        "rules_version": row.rules_version,
        "bearing": row.bearing,
        "state": row.state,
        "review_on": row.review_on,
        "progress": row.percent,
        "superseded_by": row.superseding_id,
        "ratifications": [
            {
                "partner": one.partner_id,
                "reference": texts(one.reference),
                "deliberated_on": one.deliberated_on,
                "enforceable_on": one.enforceable_on,
            }
            for one in row.ratifications
        ],
        "recorded_at": row.recorded_at,
        "position": row.position,
    }


def _texts(row: DecisionRow) -> Iterable[WordsAt | None]:
    return (row.summary, *(one.reference for one in row.ratifications))


def _mentions(row: DecisionRow) -> Iterable[Mention]:
    return ((Named.PARTNER, row.author_id),)


DECISIONS: Final = Thing[DecisionRow](
    name="decisions",
    label=_("Decisions"),
    about=_("What the commons adopted, by which vote, and what became of it."),
    path="decisions",
    endpoint="decisions",
    view=decisions,
    schema=DecisionDocument,
    key=lambda row: row.decision_id,
    document=_document,
    texts=_texts,
    mentions=_mentions,
    filters={"etat": "state", "type": "kind", "partenaire": "author_id"},
    values={"etat": DecisionState, "type": Kind},
)
