"""Sentences: what each fact says in a history, to somebody who was not there."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from flask_babel import gettext as _

from projections.commons.histories import HistoryRow
from web.texts.numbers import euros, quantity
from web.texts.words_of_the_field import MEASURES, REVIEWS, SETTLEMENTS

Sentence = Callable[[str, Mapping[str, str]], str]


def sentence(row: HistoryRow, who: str) -> str:
    """Return what happened as a sentence; ``who`` is the partner it is about or by."""
    return SENTENCES[row.fact](who, row.values)


def _recorded(who: str, values: Mapping[str, str]) -> str:
    amount = quantity(Decimal(values["quantity"]), values["unit"])
    return _("%(who)s declared %(amount)s.", who=who, amount=amount)


def _corrected(who: str, values: Mapping[str, str]) -> str:
    difference = Decimal(values["difference"])
    if difference > 0:
        return _("%(who)s corrected it: %(n)s more.", who=who, n=difference)
    if difference < 0:
        return _("%(who)s corrected it: %(n)s less.", who=who, n=-difference)
    return _("%(who)s corrected its texts or dates.", who=who)


def _settled(who: str, values: Mapping[str, str]) -> str:
    how = str(SETTLEMENTS[values["settlement"]])
    return _("%(who)s settled the contest. %(how)s.", who=who, how=how)


def _reviewed(_who: str, values: Mapping[str, str]) -> str:
    return _("The board reviewed it: %(found)s.", found=REVIEWS[values["review"]])


def _valued(_who: str, values: Mapping[str, str]) -> str:
    return _(
        "It was valued at %(amount)s by the method %(method)s, version %(version)s.",
        amount=euros(int(values["cents"])),
        method=values["method"],
        version=values["method_version"],
    )


def _declared(who: str, values: Mapping[str, str]) -> str:
    return _(
        "%(who)s declared its capacity: %(measure)s, %(amount)s (%(year)s).",
        who=who,
        measure=MEASURES[values["measure"]],
        amount=values["amount"],
        year=values["vintage"],
    )


SENTENCES: Final[Mapping[str, Sentence]] = {
    "ContributionRecorded": _recorded,
    "ContributionCorrected": _corrected,
    "ContributionWithdrawn": lambda who, _v: _("%(who)s withdrew it.", who=who),
    "ContributionConfirmed": lambda who, _v: _("%(who)s confirmed it.", who=who),
    "ContributionClarificationAsked": lambda who, _v: _(
        "%(who)s asked for a clarification.", who=who
    ),
    "ContributionClarificationGiven": lambda _who, _v: _(
        "The clarification was given."
    ),
    "ContributionContested": lambda who, _v: _("%(who)s contested it.", who=who),
    "ContestAnswered": lambda _who, _v: _("The contest was answered."),
    "ContestSettled": _settled,
    "ContributionReviewed": _reviewed,
    "ContributionValued": _valued,
    "PartnerInvited": lambda who, _v: _("%(who)s was invited.", who=who),
    "InvitationRenewed": lambda who, _v: _("%(who)s was invited again.", who=who),
    "InvitationDeclined": lambda who, _v: _("%(who)s declined.", who=who),
    "PartnershipConfirmed": lambda who, _v: _("%(who)s became a partner.", who=who),
    "InterestStated": lambda who, _v: _("%(who)s stated an interest.", who=who),
    "InterestWithdrawn": lambda who, _v: _("%(who)s withdrew an interest.", who=who),
    "CapacityDeclared": _declared,
    "PartnerRenamed": lambda who, _v: _("%(who)s took another name.", who=who),
    "PartnerMerged": lambda who, _v: _("%(who)s merged into another.", who=who),
    "PartnershipSuspended": lambda who, _v: _("%(who)s was suspended.", who=who),
    "PartnershipResumed": lambda who, _v: _("%(who)s acts again.", who=who),
    "PartnershipEnded": lambda who, _v: _("%(who)s left the commons.", who=who),
    "RepresentationHandedOver": lambda who, _v: _(
        "%(who)s changed its representative.", who=who
    ),
    "RepresentationRecovered": lambda who, _v: _(
        "%(who)s has a representative again.", who=who
    ),
}
"""One for each kind of fact that histories keep; a test finds a missing one."""
