"""Standing: what a report says of the entries it is made from, in every format."""

from flask_babel import gettext as _

from ledger.log.notes import encode
from web.reports.report import Footing, Report
from web.texts.dates import instant_in_paris
from web.texts.numbers import number


def stands_on(footing: Footing) -> list[tuple[str, str]]:
    """Return what anybody needs to make the same report again and to compare it."""
    told = [
        (
            _("Entries of the log"),
            _("1 to %(last)s", last=number(footing.position)),
        )
    ]
    if footing.recorded_at is not None:
        told.append((_("Last one recorded on"), instant_in_paris(footing.recorded_at)))
    root = footing.root
    sealed = encode(root) if root is not None else _("these entries are not sealed yet")
    return [
        *told,
        (_("Root of these entries"), sealed),
        (_("The same report again"), footing.address),
    ]


def how_to_verify() -> str:
    """Say what the reader may do with it."""
    return _(
        "Whoever opens this address gets the same report, made from the same entries:"
        " compare them. The root is that of the log’s tree over these entries, which"
        " its receipts and its evidence bundle prove. A text that was withdrawn since"
        " is said to be so in its place."
    )


def whole_title(report: Report) -> str:
    """Return the title of the document."""
    return f"{report.title} — {report.subject}"


def running_foot(report: Report) -> str:
    """Return what stands at the foot of every page of a document."""
    footing = report.footing
    root = f", {encode(footing.root)[:12]}…" if footing.root is not None else ""
    last = number(footing.position)
    return f"{report.commons} — {_('entries 1 to %(last)s', last=last)}{root}"
