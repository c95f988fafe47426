"""Telling: what every part of a report needs to speak of rows in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from flask import url_for

from ledger.commons.contributions.events import Unit
from ledger.kernel.words import Audience
from projections.commons.projects import ProjectRow
from projections.membership.partners import PartnerRow
from projections.rows import WordsAt
from projections.shelf import Shelf
from web.reading import Texts
from web.reports.gathered import Gathered
from web.reports.report import Said
from web.texts.numbers import quantity

EVERYONE: Final = frozenset({Audience.PUBLIC})
PARTNERS: Final = frozenset({Audience.PUBLIC, Audience.PARTNERS})
NOTHING: Final = "–"


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What was gathered, with its texts and names; ``audiences`` may read it."""

    found: Gathered
    texts: Texts
    names: Mapping[str, str]
    audiences: frozenset[Audience]

    @property
    def is_for_partners(self) -> bool:
        """Tell whether it holds what only partners read."""
        return Audience.PARTNERS in self.audiences

    @property
    def year(self) -> str:
        """Return the year as it is written, or nothing for all the time."""
        return "" if self.found.span.year is None else str(self.found.span.year)

    def may_read(self, reference: WordsAt) -> bool:
        """Tell whether the words are for whom this report is made."""
        return reference.words.audience in self.audiences

    def partner(self, partner_id: str | None) -> Said | str:
        """Return a partner's name, and where it is shown if it is public."""
        body = self.found.bodies.get(partner_id or "")
        if body is None:
            return NOTHING
        return Said(
            self.names[body.partner_id],
            url_for("partner", partner_id=body.partner_id) if _is_public(body) else "",
        )

    def project(self, project_id: str | None) -> Said | str:
        """Return a project's title, and where it is shown."""
        row = self.found.projects.get(project_id or "")
        if row is None:
            return NOTHING
        return Said(
            self.texts(row.title), url_for("project", project_id=row.project_id)
        )

    def number(self, contribution_id: str) -> Said:
        """Return what people call a contribution."""
        return Said(self.found.numbers.get(contribution_id, ""), is_whole=True)

    def people(self, partner_ids: Sequence[str]) -> str:
        """Return names after one another."""
        return ", ".join(self.names.get(one, "") for one in partner_ids)


def _is_public(body: PartnerRow) -> bool:
    return body.publicity == "public"


def telling(_shelf: Shelf, found: Gathered, audiences: frozenset[Audience]) -> Telling:
    """Read the texts of what was gathered, once for all."""
    texts = Texts(_references(found), audiences)
    names = {name: texts(body.short_name) for name, body in found.bodies.items()}
    return Telling(found=found, texts=texts, names=names, audiences=audiences)


def amounts(sums: Mapping[Unit, Decimal]) -> str:
    """Write sums of several units beside one another."""
    written = [quantity(much, unit) for unit, much in sums.items() if much]
    return ", ".join(written) or NOTHING


def _references(found: Gathered) -> list[WordsAt | None]:
    return [
        *(text for row in found.contributions for text in (row.title, row.description)),
        *(
            text
            for row in found.contributions
            if row.contest is not None
            for text in (row.contest.reason, row.contest.answer)
        ),
        *(text for row in found.projects.values() for text in _of_project(row)),
        *(row.title for row in found.needs),
        *(row.title for row in found.offers),
        *(row.title for row in found.resources.values()),
        *(row.title for row, _times in found.shared),
        *(text for row in found.evaluations for text in (row.title, row.expected)),
        *(
            text
            for row in found.evaluations
            if (end := row.conclusion) is not None
            for text in (end.observed, end.learned, end.calls_for)
        ),
        *(
            text
            for told in found.accounts.values()
            for one in told
            for text in (one.happened, one.surprised, one.changes, one.pseudonym)
        ),
        *(
            text
            for body in found.bodies.values()
            for text in (body.name, body.short_name)
        ),
    ]


def _of_project(row: ProjectRow) -> list[WordsAt | None]:
    return [
        row.title,
        row.purpose,
        row.summary,
        *(text for one in row.milestones for text in (one.title, one.reason)),
        *(one.precision for one in row.competences),
        *(text for line in row.plan for text in (line.funder, line.scheme)),
    ]
