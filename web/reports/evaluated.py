"""Evaluated: the part of a report that tells what changed, in words."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ledger.commons.evaluations.events import Level, Source
from projections.commons.accounts import AccountRow
from projections.commons.evaluations import EvaluationRow
from web.reports.report import Block, Heading, Paragraph, Quote, Said, Section
from web.reports.telling import Telling
from web.texts.numbers import number
from web.texts.words_of_the_field import LEVELS, SOURCES


def what_changed(told: Telling) -> Section | None:
    """Tell the evaluations, with the accounts that this report's readers may read."""
    found = told.found
    if not found.evaluations:
        return None
    blocks: list[Block] = []
    for row in found.evaluations:
        url = url_for("evaluation", evaluation_id=row.evaluation_id)
        blocks.append(Heading(Said(told.texts(row.title), url)))
        blocks += _conclusion(told, row)
        blocks += _accounts(told, row)
    return Section(_("What it changed: evaluations"), blocks)


def _conclusion(told: Telling, row: EvaluationRow) -> list[Block]:
    blocks: list[Block] = [Quote(told.texts(row.expected), _("Expected"))]
    end = row.conclusion
    if end is None:
        blocks.append(Paragraph(_("Nothing is concluded yet: accounts are gathered.")))
        return blocks
    who = told.names.get(end.partner_id, "")
    blocks += [
        Quote(told.texts(end.observed), _("Observed"), who),
        Quote(told.texts(end.learned), _("Learned"), who),
    ]
    if end.calls_for is not None:
        blocks.append(Quote(told.texts(end.calls_for), _("What it calls for"), who))
    return blocks


def _accounts(told: Telling, row: EvaluationRow) -> list[Block]:
    """Quote what may be read; of the rest, say only how much there is at each level."""
    given = told.found.accounts.get(row.evaluation_id, ())
    read = [one for one in given if told.may_read(one.happened)]
    blocks: list[Block] = [quote for one in read for quote in _quoted(told, one)]
    withheld = [one for one in given if not told.may_read(one.happened)]
    if withheld:
        counted = [
            f"{LEVELS[level]} ({number(many)})"
            for level in Level
            if (many := sum(one.level is level for one in withheld))
        ]
        said = ngettext(
            "%(num)d account, which partners read: %(levels)s.",
            "%(num)d accounts, which partners read: %(levels)s.",
            len(withheld),
            levels=", ".join(counted),
        )
        blocks.append(Paragraph(said))
    return blocks


def _quoted(told: Telling, one: AccountRow) -> list[Quote]:
    """Quote what somebody told, and who collected it where they did not write it."""
    who = told.names.get(one.partner_id, "")
    if one.source is not Source.OWN:
        told_by = told.texts(one.pseudonym)
        who = f"{told_by} ({str(SOURCES[one.source]).lower()}, {who})"
    others = ((_("What surprised"), one.surprised), (_("What we change"), one.changes))
    return [
        Quote(told.texts(one.happened), str(LEVELS[one.level]), who),
        *(Quote(told.texts(text), title) for title, text in others if text is not None),
    ]
