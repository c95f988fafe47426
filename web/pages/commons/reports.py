"""Reports: the year of a partner, a project and a funder, as a page and documents."""

from collections.abc import Sequence

from flask import Flask, abort, render_template, url_for
from flask_babel import gettext as _

from projections.commons.contribution_totals import cells
from projections.commons.project_totals import cells_of_project
from projections.commons.projects import project
from projections.membership.partners import PartnerRow, partners
from projections.shelf import Shelf
from web.languages import PREFIX
from web.pages.commons.report_answers import FORMS, About, Answer, answer
from web.reading import Texts, open_shelf
from web.reports.funders import funder_named, funders_of
from web.reports.making import (
    Making,
    report_of_funder,
    report_of_partner,
    report_of_project,
)
from web.reports.report import Report


def register(app: Flask) -> None:
    """Add each report as a page and as files, and the list of funders."""
    for at, endpoint, page in (
        ("partenaires/<partner_id>", "partner_report", partner_report),
        ("projets/<project_id>", "project_report", project_report),
        ("financeurs/<key>", "funder_report", funder_report),
    ):
        address = f"{PREFIX}/{at}/bilan"
        app.add_url_rule(address, endpoint, page)
        app.add_url_rule(f"{address}.<any({FORMS}):form>", f"{endpoint}_file", page)
    app.add_url_rule(f"{PREFIX}/financeurs", "funders", funders)


def partner_report(partner_id: str, form: str = "") -> Answer:
    """Show what a partner brought in a year, as far as everybody may read it."""

    def tell(shelf: Shelf, making: Making) -> Report:
        return report_of_partner(shelf, _public(shelf, partner_id), making)

    def about(shelf: Shelf) -> About:
        body = _public(shelf, partner_id)
        name = Texts([body.name])(body.name)
        return About(
            endpoint="partner_report",
            values={"partner_id": partner_id},
            path=[
                (url_for("partners"), _("Partners")),
                (url_for("partner", partner_id=partner_id), name),
            ],
            years=years_of_partner(shelf, partner_id),
            is_yearly=True,
        )

    return answer(about, tell, form)


def _public(shelf: Shelf, partner_id: str) -> PartnerRow:
    body = shelf.get(partners, partner_id)
    if body is None or body.publicity != "public":
        abort(404)
    return body


def years_of_partner(shelf: Shelf, partner_id: str) -> Sequence[int]:
    """Return the years in which a partner brought something."""
    return sorted({c.year for c in cells(shelf) if c.partner_id == partner_id})


def project_report(project_id: str, form: str = "") -> Answer:
    """Show what was done in a project, in a year or in all."""

    def tell(shelf: Shelf, making: Making) -> Report:
        row = project(shelf, project_id)
        if row is None:
            abort(404)
        return report_of_project(shelf, row, making)

    def about(shelf: Shelf) -> About:
        row = project(shelf, project_id)
        if row is None:
            abort(404)
        return About(
            endpoint="project_report",
            values={"project_id": project_id},
            path=[
                (url_for("projects"), _("Projects")),
                (
                    url_for("project", project_id=project_id),
                    Texts([row.title])(row.title),
                ),
            ],
            years=sorted({c.year for c in cells_of_project(shelf, project_id)}),
        )

    return answer(about, tell, form)


def funder_report(key: str, form: str = "") -> Answer:
    """Show what became of every project whose plan names a funder."""

    def tell(shelf: Shelf, making: Making) -> Report:
        found = funder_named(shelf, key)
        if found is None:
            abort(404)
        return report_of_funder(shelf, found.name, found.asked, making)

    def about(shelf: Shelf) -> About:
        found = funder_named(shelf, key)
        if found is None:
            abort(404)
        years = {
            cell.year
            for row, _line in found.asked
            for cell in cells_of_project(shelf, row.project_id)
        }
        return About(
            endpoint="funder_report",
            values={"key": key},
            path=[
                (url_for("projects"), _("Projects")),
                (url_for("funders"), _("Funders")),
            ],
            years=sorted(years),
        )

    return answer(about, tell, form)


def funders() -> str:
    """List who is asked in financing plans."""
    with open_shelf() as shelf:
        found = funders_of(shelf)
    return render_template("reports/funders.html", funders=found, kept={})
