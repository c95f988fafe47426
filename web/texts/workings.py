"""Workings: how a vote came to its outcome, told line by line."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from flask_babel import LazyString, lazy_gettext
from flask_babel import gettext as _

from ledger.governance.rules.choices import (
    ABSTENTION,
    ADVICE,
    AGAINST,
    APPROVE,
    BLANK,
    CONSENT,
    FOR,
    OBJECTION,
    RESERVATION,
)
from ledger.governance.voting.outcomes import Outcome
from ledger.governance.voting.working import Says, Step
from web.texts.numbers import number

ANSWERS: Final[Mapping[str, LazyString]] = {
    FOR: lazy_gettext("For"),
    AGAINST: lazy_gettext("Against"),
    ABSTENTION: lazy_gettext("Abstention"),
    BLANK: lazy_gettext("Blank"),
    CONSENT: lazy_gettext("Consent"),
    RESERVATION: lazy_gettext("Reservation"),
    OBJECTION: lazy_gettext("Objection"),
    APPROVE: lazy_gettext("Approval"),
    ADVICE: lazy_gettext("Advice"),
}
"""What may be answered; options of a vote have words of their own."""

OUTCOMES: Final[Mapping[Outcome, LazyString]] = {
    Outcome.ADOPTED: lazy_gettext("Adopted"),
    Outcome.REJECTED: lazy_gettext("Rejected"),
    Outcome.QUORUM_MISSED: lazy_gettext("Quorum not reached"),
    Outcome.CONSENT_WITHHELD: lazy_gettext("Consent withheld"),
    Outcome.RETAINED: lazy_gettext("Chosen"),
    Outcome.NOTHING_RETAINED: lazy_gettext("Nothing chosen"),
    Outcome.ADVISED: lazy_gettext("Advice given"),
    Outcome.VOIDED: lazy_gettext("Count void"),
}

SENTENCES: Final[Mapping[Says, LazyString]] = {
    Says.ELECTORATE: lazy_gettext("Mandates in the electorate: %(mandates)s."),
    Says.RECUSED: lazy_gettext(
        "Recused: %(mandates)s. That leaves an electorate of %(left)s."
    ),
    Says.TOOK_PART: lazy_gettext("Present: %(present)s. Represented: %(represented)s."),
    Says.NO_QUORUM_ASKED: lazy_gettext("The rule asks for no quorum."),
    Says.QUORUM_NEEDED: lazy_gettext(
        "The quorum is %(bound)s %(share)s of %(electorate)s: %(needed)s."
    ),
    Says.QUORUM_REACHED: lazy_gettext(
        "Counted towards it: %(came)s, where %(needed)s are needed. The quorum is"
        " reached."
    ),
    Says.QUORUM_MISSED: lazy_gettext(
        "Counted towards it: %(came)s, where %(needed)s are needed. The quorum is not"
        " reached."
    ),
    Says.ANSWERS: lazy_gettext("Answers: %(answers)s."),
    Says.COLLEGE_SILENT: lazy_gettext(
        "Nobody answered here: its share of %(weight)s weighs on neither side."
    ),
    Says.COLLEGE_DIVIDED: lazy_gettext(
        "Both sides are equal here: its share of %(weight)s goes to neither."
    ),
    Says.COLLEGE_WEIGHS: lazy_gettext(
        "Its share is %(weight)s: %(for_it)s for, %(against)s against."
    ),
    Says.SIDES: lazy_gettext(
        "In all, %(for_it)s for and %(against)s against, out of %(whole)s."
    ),
    Says.NOBODY_DECIDED: lazy_gettext("Nobody chose a side: nothing changes."),
    Says.MAJORITY_NEEDED: lazy_gettext(
        "The majority is %(bound)s %(share)s of %(whole)s, that is %(needed)s."
    ),
    Says.MAJORITY_REACHED: lazy_gettext(
        "With %(for_it)s for, the majority is reached."
    ),
    Says.MAJORITY_MISSED: lazy_gettext(
        "With %(for_it)s for, the majority is not reached."
    ),
    Says.COLLEGES_ADOPTING: lazy_gettext(
        "Colleges in favour: %(adopting)s, where the rule asks for %(needed)s."
    ),
    Says.TIED: lazy_gettext("Both sides are equal."),
    Says.CHAIR_DECIDED: lazy_gettext("The chair decides: %(choice)s."),
    Says.CHAIR_SILENT: lazy_gettext("The chair did not choose a side."),
    Says.LOT_DREW: lazy_gettext(
        "The lot was drawn from the public seed “%(seed)s”: %(choice)s."
    ),
    Says.STATUS_QUO: lazy_gettext("Nothing changes."),
    Says.OBJECTIONS_STAND: lazy_gettext(
        "Objections that stand: %(objections)s. Consent is withheld."
    ),
    Says.NOBODY_CONSENTED: lazy_gettext("Nobody consented, and silence is no consent."),
    Says.CONSENT_GIVEN: lazy_gettext(
        "Consents: %(consents)s. Reservations: %(reservations)s. No objection stands:"
        " consent is given."
    ),
    Says.APPROVALS: lazy_gettext("%(option)s: approved by %(weight)s."),
    Says.RETAINED: lazy_gettext("Chosen: %(option)s."),
    Says.ADVICE_GIVEN: lazy_gettext(
        "Advice given: %(given)s. Abstentions: %(abstentions)s."
    ),
    Says.OPENINGS_MISSING: lazy_gettext(
        "Sealed ballots that could not be opened: %(ballots)s. The count is void."
    ),
    Says.OPENINGS_FALSE: lazy_gettext(
        "Sealed ballots that are not what was sealed: %(ballots)s. The count is void."
    ),
}
"""One sentence for each thing that a step says."""

TIED_FOR_SEATS: Final = lazy_gettext(
    "%(options)s options are equal, for %(seats)s places."
)
AMONG: Final = lazy_gettext("In “%(college)s”: %(sentence)s")
NAMES: Final = ("college", "seed", "option", "choice")
"""What is no number."""


def working_line(
    step: Step, colleges: Mapping[str, str], options: Mapping[str, str]
) -> str:
    """Tell one step; colleges and options by the names that people know."""
    told = {one.name: one.value for one in step.numbers}
    sentence: LazyString = SENTENCES[step.says]
    if step.says is Says.TIED and "seats" in told:
        sentence = TIED_FOR_SEATS
    values = {
        name: value if name in NAMES else exact(value) for name, value in told.items()
    }
    for name in ("option", "choice"):
        if name in values:
            values[name] = answer(values[name], options)
    if step.says is Says.ANSWERS:
        values["answers"] = _answers(told)
    if "strict" in told:
        values["bound"] = _("more than") if told["strict"] == "1" else _("at least")
    # A translation is put together by hand, for it may leave some values out.
    line = str(sentence) % values
    college = told.get("college")
    if not college:
        return line
    return str(AMONG) % {"college": colleges.get(college, college), "sentence": line}


def working_lines(
    steps: Sequence[Step],
    colleges: Mapping[str, str] | None = None,
    options: Mapping[str, str] | None = None,
) -> list[str]:
    """Tell all the steps, in their order."""
    return [working_line(step, colleges or {}, options or {}) for step in steps]


def answer(choice: str, options: Mapping[str, str]) -> str:
    """Return what an answer is called."""
    if choice in options:
        return options[choice]
    return str(ANSWERS.get(choice, choice))


def exact(value: str) -> str:
    """Write a number of a step: whole, or as the fraction that it is."""
    fraction = Fraction(value)
    if fraction.denominator == 1:
        return number(Decimal(fraction.numerator))
    return f"{number(fraction.numerator)}/{number(fraction.denominator)}"


def _answers(told: Mapping[str, str]) -> str:
    return _listed(
        [
            f"{ANSWERS[name]} {exact(heads)}"
            for name, heads in told.items()
            if name in ANSWERS
        ]
    )


def _listed(parts: Sequence[str]) -> str:
    return ", ".join(parts)
