"""Origins: the contributions that a resource comes from, as its form offers them."""

import re
from collections.abc import Sequence
from typing import Final

from flask_babel import lazy_gettext

from ledger.kernel.identifiers import ContributionId
from projections.commons.contributions import contributions_page
from projections.commons.numbers import contribution_numbered, numbers_of
from web.forms.field import Choice, Field
from web.reading import Texts, open_shelf

OFFERED_MAX: Final = 20
NUMBERS_MAX: Final = 31
"""One more than a resource may name: the ledger says so."""

BETWEEN: Final = re.compile(r"[\s,;]+")

OWN: Final = Field(
    name="own",
    label=lazy_gettext("From which of your contributions does it come?"),
    hint=lazy_gettext("Each reuse will credit them"),
    widget="checkboxes",
    optional=True,
)
OTHERS: Final = Field(
    name="others",
    label=lazy_gettext("From which other contributions?"),
    hint=lazy_gettext(
        "Their numbers, with commas between, for example C-2026-0042, C-2026-0051"
    ),
    spellcheck=False,
    count_max=600,
    optional=True,
)


def own_contributions(partner_id: str) -> Sequence[Choice]:
    """Return the latest contributions of a partner, without those it withdrew."""
    with open_shelf() as shelf:
        page = contributions_page(shelf, {"partner_id": partner_id}, limit=OFFERED_MAX)
        rows = [p.row for p in page.rows if not p.row.is_withdrawn]
        numbers = numbers_of(shelf, (row.contribution_id for row in rows))
    texts = Texts([row.title for row in rows])
    return [
        Choice(
            value=row.contribution_id,
            label=texts(row.title),
            hint=numbers.get(row.contribution_id),
        )
        for row in rows
    ]


def named_origins(written: str) -> tuple[list[ContributionId], str]:
    """Return the contributions of these numbers, and the first number of none."""
    asked = [part.upper() for part in BETWEEN.split(written) if part][:NUMBERS_MAX]
    found: list[ContributionId] = []
    if not asked:
        return found, ""
    with open_shelf() as shelf:
        for number in asked:
            name = contribution_numbered(shelf, number)
            if name is None:
                return found, number
            found.append(ContributionId(name))
    return found, ""
