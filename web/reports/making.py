"""Making: the reports of a partner, of a project and of a funder, part by part."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from projections.commons.milestones import PlanLine
from projections.commons.projects import ProjectRow
from projections.membership.partners import PartnerRow
from projections.shelf import Shelf
from web.reports.brought import brought, in_figures
from web.reports.evaluated import what_changed
from web.reports.gathered import CONTRIBUTIONS_MAX
from web.reports.gathering import (
    funders_year,
    partners_year,
    projects_year,
)
from web.reports.report import Figure, Footing, Report, Section
from web.reports.shared import resources_and_credit, sought_and_offered
from web.reports.spans import Span
from web.reports.telling import EVERYONE, PARTNERS, Telling, telling
from web.reports.undertaken import (
    financing_plan,
    milestones,
    projects_of_funder,
    projects_of_partner,
    the_project,
)
from web.texts.numbers import number


@dataclass(frozen=True, kw_only=True)
class Making:
    """What every report is made with: for which time, and on which entries it stands.

    ``contributions_max`` bounds how many are listed one by one.
    """

    span: Span
    commons: str
    language: str
    footing: Footing
    contributions_max: int = CONTRIBUTIONS_MAX
    is_for_partners: bool = False

    def report(
        self, subject: str, told: Telling, lead: str, parts: Sequence[Section | None]
    ) -> Report:
        """Put the parts together that have something to say."""
        year = self.span.year
        return Report(
            title=_("Report of all the time")
            if year is None
            else _("Report of the year %(year)s", year=str(year)),
            subject=subject,
            period=_("all the time") if year is None else str(year),
            commons=self.commons,
            language=self.language,
            lead=[lead, *self._warning(told)],
            sections=[part for part in parts if part is not None],
            footing=self.footing,
            is_for_partners=told.is_for_partners,
        )

    def _warning(self, told: Telling) -> list[str]:
        """Say for whom it is, and that a list is longer than what it tells of."""
        for_partners = _(
            "For the partners only: it quotes accounts that were told among"
            " partners. The public report leaves them out."
        )
        cut = _(
            "There is more than this report has room for: of needs, offers, resources,"
            " reuses or evaluations it tells the latest ones. The figures count all"
            " contributions."
        )
        return [
            *([for_partners] if told.is_for_partners else []),
            *([cut] if told.found.search.is_cut else []),
        ]


def report_of_partner(shelf: Shelf, body: PartnerRow, making: Making) -> Report:
    """Tell the year of a partner."""
    found = partners_year(
        shelf, body.partner_id, making.span, most=making.contributions_max
    )
    told = telling(shelf, found, PARTNERS if making.is_for_partners else EVERYONE)
    more = url_for("contributions", partenaire=body.partner_id, annee=making.span.year)
    others = [
        Figure(label=_("Projects"), value=number(len(found.roles))),
        Figure(label=_("Reuses declared"), value=number(len(found.reuses))),
    ]
    return making.report(
        told.texts(body.name),
        told,
        _("What this partner brought to the commons, as the ledger holds it."),
        [
            in_figures(told, others),
            brought(told, is_of_partner=True, more_url=more),
            projects_of_partner(told),
            sought_and_offered(told),
            resources_and_credit(told),
            what_changed(told),
        ],
    )


def report_of_project(shelf: Shelf, row: ProjectRow, making: Making) -> Report:
    """Tell the year of a project, or all of it."""
    found = projects_year(shelf, row, making.span, most=making.contributions_max)
    told = telling(shelf, found, EVERYONE)
    return making.report(
        told.texts(row.title),
        told,
        _("What was done in this project, as the ledger holds it."),
        [
            the_project(told, row),
            in_figures(told),
            milestones(told, row),
            financing_plan(told, row),
            brought(
                told,
                is_of_partner=False,
                more_url=url_for(
                    "contributions", projet=row.project_id, annee=making.span.year
                ),
            ),
            sought_and_offered(told),
            resources_and_credit(told),
            what_changed(told),
        ],
    )


def report_of_funder(
    shelf: Shelf,
    name: str,
    asked: Sequence[tuple[ProjectRow, PlanLine]],
    making: Making,
) -> Report:
    """Tell the year of every project whose financing plan names a funder."""
    rows = list({row.project_id: row for row, _line in asked}.values())
    funder_id = asked[0][1].funder_id if asked else None
    found = funders_year(shelf, rows, making.span, funder_id)
    told = telling(shelf, found, EVERYONE)
    return making.report(
        name,
        told,
        _("What became of the projects that this funder is asked for."),
        [
            projects_of_funder(told, asked),
            in_figures(told),
            resources_and_credit(told),
            what_changed(told),
        ],
    )
