"""Options: what a vote by approval chooses between."""

from collections.abc import Iterable, Sequence
from typing import Final

from ledger.governance.rules.decision_rule import DecisionRule, Method
from ledger.governance.voting.events import Option
from ledger.governance.voting.refusals import (
    OptionsNotAsked,
    OptionTwice,
    TooFewOptions,
    TooManyOptions,
)
from ledger.kernel.words import Disclosure

OPTIONS_MIN: Final = 2
OPTIONS_MAX: Final = 50


def check_options(
    rule: DecisionRule, options: Sequence[Option], written: Iterable[Disclosure]
) -> None:
    """Refuse options that nobody could tell apart, or that the method has none of.

    Labels are words: they are read here once, in the disclosures that come with
    the command, without regard to case and spaces.
    """
    if rule.method is not Method.APPROVAL:
        if options:
            raise OptionsNotAsked
        return
    if len(options) < OPTIONS_MIN:
        raise TooFewOptions
    if len(options) > OPTIONS_MAX:
        raise TooManyOptions
    texts = {one.reference.digest: one.text for one in written}
    labels = {" ".join(texts[o.label.digest].casefold().split()) for o in options}
    names = {option.option_id for option in options}
    if len(names) != len(options) or len(labels) != len(options):
        raise OptionTwice
