"""Rule sentences: a rule for one kind of decision, told as people read it."""

from collections.abc import Iterator, Mapping
from typing import Final

from flask_babel import LazyString, lazy_gettext, ngettext
from flask_babel import gettext as _

from ledger.governance.rules.decision_rule import (
    Basis,
    Colleges,
    DecisionRule,
    Fallback,
    Majority,
    Method,
    Quorum,
    QuorumOf,
    Secrecy,
    Share,
    Tie,
    Voters,
)
from web.texts.decision_words import REVIEW_GROUNDS

Words = Mapping[str, LazyString]

METHODS: Final[Words] = {
    Method.CONSENT: lazy_gettext("It is decided by consent."),
    Method.FOR_AGAINST: lazy_gettext("It is decided by a vote for or against."),
    Method.APPROVAL: lazy_gettext("It is decided by approval of options."),
    Method.ADVICE: lazy_gettext("It is decided after taking advice."),
}
BASES: Final[Words] = {
    Basis.VOTES_CAST: lazy_gettext("of the votes cast"),
    Basis.VOTES_AND_ABSTENTIONS: lazy_gettext("of the votes cast and abstentions"),
    Basis.ELECTORATE: lazy_gettext("of all who may vote"),
}
QUORUMS: Final[Words] = {
    QuorumOf.MANDATES: lazy_gettext("of the mandates"),
    QuorumOf.WEIGHTS: lazy_gettext("of the weight of all mandates"),
    QuorumOf.EACH_COLLEGE: lazy_gettext("of each college"),
}
TIES: Final[Words] = {
    Tie.STATUS_QUO: lazy_gettext("On a tie, nothing changes."),
    Tie.CHAIR: lazy_gettext("On a tie, the chair decides."),
    Tie.LOT: lazy_gettext("On a tie, a lot is drawn."),
}
SECRECIES: Final[Words] = {
    Secrecy.OPEN: lazy_gettext("Everybody sees what each one answered."),
    Secrecy.SEALED: lazy_gettext("Answers stay sealed until the vote has closed."),
    Secrecy.SECRET: lazy_gettext("Ballots are secret."),
}
FALLBACKS: Final[Words] = {
    Fallback.DEFER: lazy_gettext("Without consent, it is put off."),
    Fallback.ESCALATE: lazy_gettext("Without consent, it goes to a wider body."),
    Fallback.VOTE: lazy_gettext("Without consent, it is put to a vote."),
}


def told_rule(rule: DecisionRule, colleges: Mapping[str, str]) -> Iterator[str]:
    """Yield a rule's sentences; ``colleges`` has the names of those it weighs."""
    yield str(METHODS[rule.method])
    if rule.voters is Voters.BOARD:
        yield _("Only members of the board vote.")
    elif rule.weights:
        yield _("Some mandates weigh more than one voice.")
    else:
        yield _("Each partner has one voice.")
    yield from _sides(rule)
    if rule.quorum is not None:
        yield from _quorum(rule, rule.quorum)
    if rule.colleges is not None:
        yield from _colleges(rule.colleges, colleges)
    yield from _who_else(rule)
    yield str(SECRECIES[rule.secrecy])
    yield from _days(rule)
    yield from _afterwards(rule)


def _sides(rule: DecisionRule) -> Iterator[str]:
    match rule.method:
        case Method.FOR_AGAINST:
            yield _majority(rule.majority)
            yield str(TIES[rule.tie])
        case Method.APPROVAL:
            yield ngettext(
                "One option is retained.", "%(num)d options are retained.", rule.seats
            )
            yield str(TIES[rule.tie])
        case Method.CONSENT:
            yield str(FALLBACKS[rule.fallback])
            if rule.fallback is Fallback.VOTE:
                yield _majority(rule.fallback_majority or rule.majority)
        case Method.ADVICE:
            return


def _majority(majority: Majority) -> str:
    bound = _bound(majority.share, is_strict=majority.strict)
    basis = str(BASES[majority.basis])
    return _("To be adopted, it takes %(bound)s %(basis)s.", bound=bound, basis=basis)


def _quorum(rule: DecisionRule, quorum: Quorum) -> Iterator[str]:
    yield _("For the vote to count, %(part)s must take part.", part=_part(quorum))
    if rule.second_call is None:
        return
    days = ngettext("%(num)d day", "%(num)d days", rule.second_call.days)
    second = rule.second_call.quorum
    if second is None:
        yield _("Otherwise a second call after %(days)s needs no quorum.", days=days)
        return
    yield _(
        "Otherwise, at a second call after %(days)s, %(part)s must take part.",
        days=days,
        part=_part(second),
    )


def _part(quorum: Quorum) -> str:
    bound = _bound(quorum.share, is_strict=quorum.strict)
    return f"{bound} {QUORUMS[quorum.of]}"


def _colleges(colleges: Colleges, names: Mapping[str, str]) -> Iterator[str]:
    listed = ", ".join(
        f"{names.get(one.college_id) or one.college_id} ({share_told(one.weight)})"
        for one in colleges.members
    )
    yield _("Colleges vote apart: %(listed)s.", listed=listed)
    if colleges.adopting:
        yield ngettext(
            "A majority of one college is needed besides.",
            "A majority in %(num)d colleges is needed besides.",
            colleges.adopting,
        )


def _who_else(rule: DecisionRule) -> Iterator[str]:
    if rule.proxies is None:
        yield _("Nobody votes by proxy.")
    else:
        yield ngettext(
            "One may hold one proxy.",
            "One may hold %(num)d proxies.",
            rule.proxies.per_holder,
        )
    if rule.public_majority is not None:
        share = share_told(rule.public_majority.above)
        yield _("Public bodies must hold more than %(share)s of votes.", share=share)


def _days(rule: DecisionRule) -> Iterator[str]:
    if rule.notice_days:
        yield ngettext(
            "It is announced one day before.",
            "It is announced %(num)d days before.",
            rule.notice_days,
        )
    yield ngettext(
        "The vote is open for one day.",
        "The vote is open for %(num)d days.",
        rule.open_days,
    )
    if rule.extensions:
        yield ngettext(
            "It may be extended once.",
            "It may be extended %(num)d times.",
            rule.extensions,
        )


def _afterwards(rule: DecisionRule) -> Iterator[str]:
    if rule.review_grounds:
        grounds = ", ".join(str(REVIEW_GROUNDS[g]).lower() for g in rule.review_grounds)
        yield _("The board may return or suspend it on: %(grounds)s.", grounds=grounds)
    if rule.needs_review_date:
        yield _("A day is set on which it is looked at again.")


def _bound(share: Share, *, is_strict: bool) -> str:
    told = share_told(share)
    if is_strict:
        return _("more than %(share)s", share=told)
    return _("at least %(share)s", share=told)


def share_told(share: Share) -> str:
    """Return a share in per cent where that is exact, otherwise as a fraction."""
    percent = share.exact * 100
    if percent.denominator == 1:
        return _("%(number)s per cent", number=percent.numerator)
    return f"{share.exact.numerator}/{share.exact.denominator}"
