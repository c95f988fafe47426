"""Sentences: what each fact says in a history, to somebody who was not there."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _
from markupsafe import Markup

from projections.commons.histories import HistoryRow
from web.texts.decision_sentences import DECISIONS
from web.texts.evaluation_sentences import EVALUATIONS
from web.texts.need_sentences import NEEDS
from web.texts.numbers import euros, number, quantity
from web.texts.project_sentences import PROJECTS, Telling
from web.texts.resource_sentences import RESOURCES
from web.texts.words_of_the_field import (
    GROUNDS,
    MEASURE_UNITS,
    MEASURES,
    REVIEWS,
    SETTLEMENTS,
)

Values = Mapping[str, str]
Sentence = Callable[[str, Values], str]


def sentence(row: HistoryRow, who: str, unit: str | None = None) -> str:
    """Return what happened as a sentence; ``who`` is the partner it is about or by.

    ``unit`` is the contribution's, which later facts about it do not repeat.
    """
    values = {"unit": unit, **row.values} if unit else row.values
    return SENTENCES[row.fact](who, values)


def said_of(text: str, who: str = "", **told: object) -> Markup:
    """Write a sentence with its partner's name isolated.

    A name written from right to left, or a mark that turns the direction, would
    put the rest of the sentence out of order.
    """
    name = Markup("<bdi>{}</bdi>").format(who)
    return Markup(text) % {"who": name, **told}  # noqa: S704  # our own words, what they tell is escaped


def _plain(text: LazyString) -> Sentence:
    """Return the sentence that needs nothing but who it is about."""
    return lambda who, _values: said_of(str(text), who)


def _told(text: LazyString, telling: Telling) -> Sentence:
    """Return the sentence that tells some of what the fact keeps."""
    return lambda who, values: said_of(str(text), who, **telling(values))


def _amount(value: str, values: Values) -> str:
    number_of = Decimal(value)
    unit = values.get("unit")
    return quantity(number_of, unit) if unit else number(number_of)


def _recorded(who: str, values: Values) -> str:
    amount = _amount(values["quantity"], values)
    return said_of(_("%(who)s declared %(amount)s."), who, amount=amount)


def _confirmed(who: str, values: Values) -> str:
    amount = _amount(values["quantity"], values)
    return said_of(
        _("%(who)s confirmed this contribution (%(amount)s)."), who, amount=amount
    )


def _corrected(who: str, values: Values) -> str:
    difference = Decimal(values["difference"])
    n = _amount(str(abs(difference)), values)
    if difference > 0:
        return said_of(_("%(who)s corrected this contribution: %(n)s more."), who, n=n)
    if difference < 0:
        return said_of(_("%(who)s corrected this contribution: %(n)s less."), who, n=n)
    return said_of(_("%(who)s corrected the texts or the dates."), who)


def _settled(who: str, values: Values) -> str:
    how = str(SETTLEMENTS[values["settlement"]])
    return said_of(_("%(who)s settled the contest. %(how)s."), who, how=how)


def _reviewed(_who: str, values: Values) -> str:
    found = REVIEWS[values["review"]]
    return said_of(_("The board reviewed it: %(found)s."), found=found)


def _valued(_who: str, values: Values) -> str:
    return said_of(
        _("It was valued at %(amount)s by the method %(method)s, version %(version)s."),
        amount=euros(int(values["cents"])),
        method=values["method"],
        version=values["method_version"],
    )


def _declared(who: str, values: Values) -> str:
    measure = values["measure"]
    return said_of(
        _("%(who)s declared its capacity: %(measure)s, %(amount)s %(unit)s, %(year)s."),
        who,
        measure=MEASURES[measure],
        amount=number(Decimal(values["amount"])),
        unit=MEASURE_UNITS[measure],
        year=values["vintage"],
    )


def _words_withdrawn(_who: str, values: Values) -> str:
    return said_of(
        _("A text was withdrawn: %(ground)s."),
        ground=str(GROUNDS[values["ground"]]).lower(),
    )


SENTENCES: Final[Mapping[str, Sentence]] = {
    "ContributionRecorded": _recorded,
    "ContributionCorrected": _corrected,
    "ContributionWithdrawn": _plain(
        lazy_gettext("%(who)s withdrew this contribution.")
    ),
    "ContributionConfirmed": _confirmed,
    "ContributionClarificationAsked": _plain(
        lazy_gettext("%(who)s asked for a clarification.")
    ),
    "ContributionClarificationGiven": _plain(
        lazy_gettext("The clarification was given.")
    ),
    "ContributionContested": _plain(
        lazy_gettext("%(who)s contested this contribution.")
    ),
    "ContestAnswered": _plain(lazy_gettext("The contest was answered.")),
    "ContestSettled": _settled,
    "ContributionReviewed": _reviewed,
    "ContributionValued": _valued,
    "WordsWithdrawn": _words_withdrawn,
    "PartnerInvited": _plain(lazy_gettext("%(who)s was invited.")),
    "InvitationRenewed": _plain(lazy_gettext("%(who)s was invited again.")),
    "InvitationDeclined": _plain(lazy_gettext("%(who)s declined.")),
    "PartnershipConfirmed": _plain(lazy_gettext("%(who)s became a partner.")),
    "InterestStated": _plain(lazy_gettext("%(who)s stated an interest.")),
    "InterestWithdrawn": _plain(lazy_gettext("%(who)s withdrew an interest.")),
    "CapacityDeclared": _declared,
    "PartnerRenamed": _plain(lazy_gettext("%(who)s took another name.")),
    "PartnerMerged": _plain(lazy_gettext("%(who)s merged into another.")),
    "PartnershipSuspended": _plain(lazy_gettext("%(who)s was suspended.")),
    "PartnershipResumed": _plain(lazy_gettext("%(who)s acts again.")),
    "PartnershipEnded": _plain(lazy_gettext("%(who)s left the commons.")),
    "RepresentationHandedOver": _plain(
        lazy_gettext("%(who)s changed its representative.")
    ),
    "RepresentationRecovered": _plain(
        lazy_gettext("%(who)s has a representative again.")
    ),
    **{fact: _told(*how) for fact, how in DECISIONS.items()},
    **{fact: _told(*how) for fact, how in NEEDS.items()},
    **{fact: _told(*how) for fact, how in PROJECTS.items()},
    **{fact: _told(*how) for fact, how in RESOURCES.items()},
    **{fact: _told(*how) for fact, how in EVALUATIONS.items()},
}
"""One for each kind of fact that histories keep; a test finds a missing one."""
