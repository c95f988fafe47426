"""The report of my partner's year, with what partners told each other."""

from flask import Flask, abort, url_for
from flask_babel import gettext as _

from projections.membership.partners import partners
from projections.shelf import Shelf
from web.auth.guards import required_viewer
from web.auth.viewer import Hat
from web.languages import PREFIX
from web.pages.commons.report_answers import FORMS, About, Answer, answer
from web.pages.commons.reports import years_of_partner
from web.pages.personal import personal
from web.reports.making import Making, report_of_partner
from web.reports.report import Report


def register(app: Flask) -> None:
    """Add the report as a page and as files."""
    at = f"{PREFIX}/espace/bilan"
    app.add_url_rule(at, "own_report", own_report)
    app.add_url_rule(f"{at}.<any({FORMS}):form>", "own_report_file", own_report)


@personal
def own_report(form: str = "") -> Answer:
    """Show the year of the partner whose hat is worn, accounts of partners included."""
    hat = _worn()

    def tell(shelf: Shelf, making: Making) -> Report:
        body = shelf.get(partners, hat.partner_id)
        if body is None:
            abort(404)
        return report_of_partner(shelf, body, making)

    def about(shelf: Shelf) -> About:
        return About(
            endpoint="own_report",
            values={},
            path=[(url_for("space"), _("My space"))],
            years=years_of_partner(shelf, hat.partner_id),
            is_yearly=True,
            is_for_partners=True,
            others={
                "other_url": url_for("partner_report", partner_id=hat.partner_id),
                "other_label": _("The public report, without these accounts"),
            },
        )

    return answer(about, tell, form)


def _worn() -> Hat:
    """Return the hat worn in the space; who acts for nobody has no report."""
    hat = required_viewer().partner
    if hat is None:
        abort(404)
    return hat
