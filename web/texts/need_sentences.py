"""Need sentences: what each fact about a need or an offer says in a history."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from flask_babel import LazyString, lazy_gettext

from web.texts.numbers import quantity
from web.texts.project_sentences import Telling

Values = Mapping[str, str]


def _nothing(_values: Values) -> Values:
    return {}


def _amount(values: Values) -> Values:
    return {"amount": quantity(Decimal(values["quantity"]), values["unit"])}


NEEDS: Final[Mapping[str, tuple[LazyString, Telling]]] = {
    "NeedStated": (lazy_gettext("%(who)s said what it seeks."), _nothing),
    "NeedMet": (lazy_gettext("%(who)s has found what it sought."), _nothing),
    "NeedWithdrawn": (lazy_gettext("%(who)s seeks this no more."), _nothing),
    "OfferMade": (lazy_gettext("%(who)s offered %(amount)s."), _amount),
    "OfferAccepted": (lazy_gettext("%(who)s accepted this offer."), _nothing),
    "OfferWithdrawn": (lazy_gettext("%(who)s withdrew this offer."), _nothing),
}
