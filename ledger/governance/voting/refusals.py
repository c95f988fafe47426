"""Why a vote may not open, or a ballot not be cast."""

from ledger.kernel.messages import Refusal


class ElectorateIsEmpty(Refusal):
    """Nobody could vote: designate at least one person whose mandate is in force."""

    field = "electorate"


class VoterWithoutCollege(Refusal):
    """Each mandate belongs to a college of the rule: assign its partner to one."""

    field = "electorate"


class PublicBodiesDoNotHoldEnough(Refusal):
    """Public bodies must hold more than %(share)s of the votes: change the weights, or who takes part."""

    field = "electorate"


class OptionTwice(Refusal):
    """Two options bear the same name: tell them apart."""

    field = "options"


class TooFewOptions(Refusal):
    """A choice is between at least two options: add one."""

    field = "options"


class VoteExists(Refusal):
    """This vote is already open or over: look for it in the list of decisions."""

    field = "vote_id"


class UnknownVote(Refusal):
    """There is no such vote: look it up in the list of decisions."""

    field = "vote_id"


class ProposalNotPublished(Refusal):
    """A vote is held on what everybody can read: publish the proposal first."""

    field = "proposal_id"


class ProposalTakenBack(Refusal):
    """The proposal was withdrawn: there is nothing to vote on."""

    field = "proposal_id"


class ProposalRewordedSince(Refusal):
    """The proposal was reworded since you read it: read it again, then open the vote."""

    field = "text_version"


class AlreadyBeforeVote(Refusal):
    """A vote is open on this proposal, or has decided it: wait for its outcome, or propose anew."""

    field = "proposal_id"


class NoticeTooShort(Refusal):
    """The rule asks for %(days)s clear days between publication and vote: open it on %(day)s or later."""

    field = "proposal_id"


class FlagDelays(Refusal):
    """A flag on this proposal is open: the vote may open on %(day)s, or once the flag is resolved."""

    field = "proposal_id"


class SecondCallNotFounded(Refusal):
    """A second convocation follows a first that missed its quorum, where the rule has one: open an ordinary vote."""

    field = "call"


class SecondCallTooSoon(Refusal):
    """The rule lets %(days)s days pass before the second convocation: open it on %(day)s or later."""

    field = "call"


class ClosesTooSoon(Refusal):
    """The rule keeps a vote open for %(days)s days at least: let it close later."""

    field = "closes_at"


class ClosesTooLate(Refusal):
    """A vote closes within 90 days: let it close sooner."""

    field = "closes_at"


class OptionsNotAsked(Refusal):
    """Only a vote by approval has options of its own: leave them out."""

    field = "options"


class TooManyOptions(Refusal):
    """A vote has at most 50 options: keep those that matter."""

    field = "options"


class ChairDoesNotVote(Refusal):
    """The chair is one of those who vote: choose one of them."""

    field = "chair_id"


class ChairMissing(Refusal):
    """The rule lets the chair decide a tie: say who chairs."""

    field = "chair_id"


class ElectorateTooLarge(Refusal):
    """At most 10,000 mandates vote at once: vote by colleges, or through delegates."""

    field = "electorate"


class SecretOutside(Refusal):
    """A secret ballot is held on paper or elsewhere: record its counts as a vote of a meeting."""

    field = "proposal_id"


class VoteIsClosed(Refusal):
    """This vote is closed: its outcome stands on its page."""

    field = "vote_id"


class VoteIsOver(Refusal):
    """This vote closed on %(moment)s: no answer is taken any more."""

    field = "vote_id"


class VoteGoesOn(Refusal):
    """This vote is open until %(moment)s: it closes then."""

    field = "vote_id"


class NotAmongVoters(Refusal):
    """You are not among those who vote here: only mandates in force at the opening are."""

    field = "vote_id"


class NotYourVoice(Refusal):
    """This voice is another partner’s: ask for its proxy, or vote with your own."""

    field = "mandate_id"


class RecusedFromVote(Refusal):
    """This mandate is recused from this vote: it takes no part."""

    field = "vote_id"


class NoProxyForThis(Refusal):
    """You hold no proxy of this mandate for this vote: ask for one."""

    field = "mandate_id"


class ProxiesNotTaken(Refusal):
    """The rule of this vote takes no proxies: each mandate votes itself."""

    field = "mandate_id"


class ProxyCapReached(Refusal):
    """The rule lets one person vote for %(cap)s others at most: somebody else may hold this proxy."""

    field = "mandate_id"


class CastThroughProxy(Refusal):
    """The holder of your proxy has voted for you: a proxy is taken back before that."""

    field = "vote_id"


class VotedItself(Refusal):
    """This mandate has voted itself: its proxy serves no more in this vote."""

    field = "mandate_id"


class UnknownChoice(Refusal):
    """This is none of the answers of this vote: choose one of them."""

    field = "choices"


class OneChoiceOnly(Refusal):
    """This vote takes one answer: choose one."""

    field = "choices"


class ReasonMissing(Refusal):
    """The rule asks for a reason with this answer: write it in a few words."""

    field = "reason"


class BallotSealedOrNot(Refusal):
    """Whether ballots are sealed is the rule’s to say: reload the page and answer again."""

    field = "commitment"


class CommitmentMalformed(Refusal):
    """The sealed answer is malformed: reload the page and answer again."""

    field = "commitment"


class AlreadyRecused(Refusal):
    """This mandate is already recused from this vote: there is nothing to add."""

    field = "vote_id"


class ExtensionNotAllowed(Refusal):
    """The rule allows no further extension: the vote closes as announced."""

    field = "vote_id"


class ExtensionTooLate(Refusal):
    """A vote is extended before it closes, to a later moment within 90 days: choose another one."""

    field = "closes_at"
