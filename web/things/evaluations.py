"""Evaluations, what was told in them, and the courses of lives.

Partners read what was told; everybody reads that it was, and at which level.
"""

from collections.abc import Iterable
from typing import Final

from flask_babel import lazy_gettext as _
from marshmallow import Schema

from ledger.commons.evaluations.events import Level
from projections.commons.accounts import AccountRow, accounts
from projections.commons.evaluation_totals import (
    evaluation_cells,
    evaluations_counted,
)
from projections.commons.evaluations import (
    EvaluationRow,
    EvaluationState,
    Question,
    Subject,
    evaluations,
)
from projections.rows import WordsAt
from projections.shelf import Shelf
from web.texts.words_of_the_field import EVALUATION_STATES, LEVELS, SOURCES, SUBJECTS
from web.things.fields import (
    Code,
    Day,
    Instant,
    Parts,
    Several,
    Whole,
    WhyUnread,
    Written,
)
from web.things.names import Mention, Named, Names
from web.things.thing import Chosen, Document, Thing
from web.things.wording import Wording


class QuestionPart(Schema):
    """A question brought before the board."""

    id = Written(_("Identifier"), _("Opaque, and for ever the same."))
    question = Written(_("Question"), _("What is asked."), optional=True)
    question_state = WhyUnread(_("Question"))
    partner = Written(_("Asked by (identifier)"), _("The partner that asks."))
    due_on = Day(_("Answer due on"), _("The day it is to be answered by."))
    answered_on = Day(_("Answered on"), _("Empty while it waits."), optional=True)
    answer = Written(_("Answer"), _("What the board says."), optional=True)
    answer_state = WhyUnread(_("Answer"))


class EvaluationDocument(Schema):
    """An evaluation: what was expected beside what was observed."""

    id = Written(_("Identifier"), _("Opaque, and for ever the same."))
    url = Written(_("Page"), _("The address of its page."))
    title = Written(_("Title"), _("In a few words."), optional=True)
    title_state = WhyUnread(_("Title"))
    partner = Written(_("Opened by (identifier)"), _("The partner that opened it."))
    partner_name = Written(
        _("Opened by"), _("Its name on the day that is read."), optional=True
    )
    subject = Code(_("About"), _("What kind of thing it is about."), SUBJECTS)
    subject_id = Written(
        _("About (identifier)"), _("The project or resource."), optional=True
    )
    subject_title = Written(
        _("About (title)"), _("Its title on the day that is read."), optional=True
    )
    expected = Written(_("Expected"), _("What was expected at first."), optional=True)
    expected_state = WhyUnread(_("Expected"))
    state = Code(_("State"), _("Whether accounts are gathered."), EVALUATION_STATES)
    accounts_person = Whole(_("Accounts: person"), _("How many were given."))
    accounts_team = Whole(_("Accounts: team"), _("How many were given."))
    accounts_institution = Whole(_("Accounts: institution"), _("How many were given."))
    accounts_ecosystem = Whole(_("Accounts: ecosystem"), _("How many were given."))
    concluded_on = Day(_("Concluded on"), _("Empty while it runs."), optional=True)
    concluded_by = Written(
        _("Concluded by (identifier)"), _("The partner that did."), optional=True
    )
    observed = Written(_("Observed"), _("What was observed."), optional=True)
    observed_state = WhyUnread(_("Observed"))
    learned = Written(_("Learned"), _("What was learned."), optional=True)
    learned_state = WhyUnread(_("Learned"))
    calls_for = Written(_("What it calls for"), _("In words."), optional=True)
    calls_for_state = WhyUnread(_("What it calls for"))
    questions = Parts(_("Before the board"), _("In the order they came."), QuestionPart)
    opened_at = Instant(_("Opened at"), _("In universal time."))
    position = Whole(_("Entry"), _("Its entry in the register."))


def _document(row: EvaluationRow, texts: Wording, names: Names) -> Document:
    end = row.conclusion
    title_of = names.project if row.subject is Subject.PROJECT else names.resource
    document: Document = {
        "id": row.evaluation_id,
        "url": names.page("evaluation", row.evaluation_id),
        "title": texts(row.title),
        "title_state": texts.why(row.title),
        "partner": row.partner_id,
        "partner_name": names.partner(row.partner_id),
        "subject": row.subject,
        "subject_id": row.subject_id,
        "subject_title": title_of(row.subject_id),
        "expected": texts(row.expected),
        "expected_state": texts.why(row.expected),
        "state": row.state,
        "concluded_on": end.concluded_on if end else None,
        "concluded_by": end.partner_id if end else None,
        "questions": [_question(asked, texts) for asked in row.questions],
        "opened_at": row.opened_at,
        "position": row.position,
    }
    for level in Level:
        document[f"accounts_{level}"] = row.levels.get(level, 0)
    for name in ("observed", "learned", "calls_for"):
        said: WordsAt | None = getattr(end, name) if end else None
        document[name] = texts(said)
        document[f"{name}_state"] = texts.why(said)
    return document


def _question(asked: Question, texts: Wording) -> Document:
    return {
        "id": asked.escalation_id,
        "question": texts(asked.question),
        "question_state": texts.why(asked.question),
        "partner": asked.partner_id,
        "due_on": asked.due_on,
        "answered_on": asked.answered_on,
        "answer": texts(asked.answer),
        "answer_state": texts.why(asked.answer),
    }


def _texts(row: EvaluationRow) -> Iterable[WordsAt | None]:
    yield from (row.title, row.expected)
    if (end := row.conclusion) is not None:
        yield from (end.observed, end.learned, end.calls_for)
    for asked in row.questions:
        yield from (asked.question, asked.answer)


def _mentions(row: EvaluationRow) -> Iterable[Mention]:
    yield Named.PARTNER, row.partner_id
    if row.subject is Subject.PROJECT:
        yield Named.PROJECT, row.subject_id
    if row.subject is Subject.RESOURCE:
        yield Named.RESOURCE, row.subject_id


def _counted(shelf: Shelf, chosen: Chosen) -> int:
    return evaluations_counted(
        evaluation_cells(shelf), {name: str(value) for name, value in chosen.items()}
    )


EVALUATIONS: Final = Thing[EvaluationRow](
    name="evaluations",
    label=_("Evaluations"),
    about=_("What was expected beside what was observed, and what was learned."),
    path="evaluations",
    endpoint="evaluations",
    view=evaluations,
    schema=EvaluationDocument,
    key=lambda row: row.evaluation_id,
    document=_document,
    texts=_texts,
    mentions=_mentions,
    filters={"objet": "subject", "etat": "state", "partenaire": "partner_id"},
    values={"objet": Subject, "etat": EvaluationState},
    counted=_counted,
)


class AccountDocument(Schema):
    """That something was told in an evaluation; its words are for partners."""

    id = Written(_("Identifier"), _("Opaque, and for ever the same."))
    url = Written(_("Page"), _("The address of its evaluation’s page."))
    evaluation = Written(
        _("Evaluation (identifier)"), _("The evaluation it was told in.")
    )
    partner = Written(
        _("Told or collected by (identifier)"), _("The partner that told it.")
    )
    partner_name = Written(
        _("Told or collected by"), _("Its name on the day that is read."), optional=True
    )
    level = Code(_("Level"), _("What it tells of."), LEVELS)
    source = Code(_("Source"), _("How it was told."), SOURCES)
    happened = Written(_("What happened"), _("Partners read it."), optional=True)
    happened_state = WhyUnread(_("What happened"))
    countersigned_by = Several(
        _("Countersigned by"), _("The partners that did, by their identifiers.")
    )
    told_at = Instant(_("Told at"), _("In universal time."))
    position = Whole(_("Entry"), _("Its entry in the register."))


def _account(row: AccountRow, texts: Wording, names: Names) -> Document:
    return {
        "id": row.account_id,
        "url": names.page("evaluation", row.evaluation_id),
        "evaluation": row.evaluation_id,
        "partner": row.partner_id,
        "partner_name": names.partner(row.partner_id),
        "level": row.level,
        "source": row.source,
        "happened": texts(row.happened),
        "happened_state": texts.why(row.happened),
        "countersigned_by": row.countersigners,
        "told_at": row.told_at,
        "position": row.position,
    }


ACCOUNTS: Final = Thing[AccountRow](
    name="accounts",
    label=_("Accounts"),
    about=_("That something was told in an evaluation, and at which level."),
    path="evaluations/recits",
    endpoint="evaluations",
    view=accounts,
    schema=AccountDocument,
    key=lambda row: row.account_id,
    document=_account,
    texts=lambda row: (row.happened,),
    mentions=lambda row: ((Named.PARTNER, row.partner_id),),
    filters={"evaluation": "evaluation_id"},
)
