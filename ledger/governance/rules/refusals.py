"""Why a rule may be refused."""

from ledger.kernel.messages import Refusal


class ShareOutOfBounds(Refusal):
    """A share lies between nothing and the whole, and its denominator is positive: write it as 1/2 or 2/3."""

    field = "share"


class MajorityCannotBeMissed(Refusal):
    """A majority of nothing is always reached: ask for a share above zero, or for more than zero."""

    field = "majority"


class MajorityCannotBeReached(Refusal):
    """More than the whole cannot be reached: ask for at least the whole, or for a smaller share."""

    field = "majority"


class QuorumCannotBeReached(Refusal):
    """More than everybody cannot take part: ask for at least all, or for a smaller share."""

    field = "quorum"


class CollegeQuorumWithoutColleges(Refusal):
    """A quorum in each college needs colleges: name them, or choose another quorum."""

    field = "quorum"


class SecondCallWithoutQuorum(Refusal):
    """A second convocation follows a missed quorum: set a quorum, or drop the second convocation."""

    field = "second_call"


class SecondCallOutOfBounds(Refusal):
    """A second convocation comes 1 to 60 days after the first: change the number of days."""

    field = "second_call"


class TooFewColleges(Refusal):
    """One college is none: name at least two, or do without colleges."""

    field = "colleges"


class CollegeTwice(Refusal):
    """Two colleges bear the same name: tell them apart."""

    field = "colleges"


class CollegesDoNotMakeOne(Refusal):
    """The weights of the colleges make %(sum)s and must make exactly 1: correct one of them."""

    field = "colleges"


class CollegeUnderFloor(Refusal):
    """The college “%(college)s” weighs less than %(floor)s: raise its weight."""

    field = "colleges"


class CollegeOverCeiling(Refusal):
    """The college “%(college)s” weighs more than %(ceiling)s: lower its weight."""

    field = "colleges"


class MoreAdoptingThanColleges(Refusal):
    """No more colleges can adopt than there are: ask for %(colleges)s at most."""

    field = "colleges"


class ConsentWithoutColleges(Refusal):
    """Consent is given by each, not by colleges: drop the colleges, or choose a vote."""

    field = "colleges"


class CastingVoteInSecret(Refusal):
    """In a secret ballot nobody’s vote is known, so the chair’s cannot decide: keep the status quo on a tie, or draw by lot."""

    field = "tie"


class ProxiesOutOfBounds(Refusal):
    """A holder votes for 1 to 10 others: change the number of proxies."""

    field = "proxies"


class SeatsOutOfBounds(Refusal):
    """A vote by approval retains 1 to 100 options, any other one: change the number."""

    field = "seats"


class DaysOutOfBounds(Refusal):
    """Notice and voting last 0 to 365 days, and a vote is open for 1 at least: change the number of days."""

    field = "open_days"


class WeightTwice(Refusal):
    """A partner has one weight, and at most 500 are named: name each once."""

    field = "weights"


class WeightOutOfBounds(Refusal):
    """A weight is a whole number from 1 to 1,000,000: correct it."""

    field = "weights"


class ReasonForNoChoice(Refusal):
    """This method has no answer “%(choice)s”: ask reasons for another one."""

    field = "reasons_for"


class NoRulesYet(Refusal):
    """No rules are founded yet: the board founds them before anything is decided."""


class RulesAwaitSignatures(Refusal):
    """The founding rules still await signatures: ask the partners named on their page."""


class RulesAlreadyFounded(Refusal):
    """The rules are founded and signed: propose a change, which is decided by them."""


class OrientationRuleMissing(Refusal):
    """Orientations need a rule, which serves whatever has none of its own: add it."""

    field = "rules"


class KindTwice(Refusal):
    """A kind of decision has one rule: name it once."""

    field = "rules"


class FounderNotAmongSignatories(Refusal):
    """Your own partner signs what it founds: add it to the signatories."""

    field = "signatories"


class SignatoryNamedTwice(Refusal):
    """A partner signs once: name it once."""

    field = "signatories"


class TooManySignatories(Refusal):
    """At most 200 partners sign the founding rules: name fewer."""

    field = "signatories"


class SignatureNotAwaited(Refusal):
    """Your partner’s signature is not awaited: it has signed, or was not asked to."""

    field = "partner_id"


class RulesFoundedAnew(Refusal):
    """The founding rules were written anew since you read them: read them again, then sign."""

    field = "founding"


class RuleDraftExists(Refusal):
    """This draft is already written: write another one."""

    field = "draft_rule_id"


class UnknownRuleDraft(Refusal):
    """There is no such draft of a rule: look it up in the list of rules."""

    field = "draft_rule_id"


class NothingToSimulate(Refusal):
    """Choose 1 to 50 votes that are closed: a draft is tried on them."""

    field = "votes"


class VoteNotClosed(Refusal):
    """One of the votes chosen is not closed, or was decided in another way: choose others."""

    field = "votes"


class NothingToRepeal(Refusal):
    """This kind of decision has no rule of its own: there is nothing to repeal."""

    field = "kind"


class GroundTwice(Refusal):
    """A rule lists each ground of the board’s review once: take one of both out."""

    field = "rule"
