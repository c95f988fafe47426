"""Why a command about a proposal may be refused."""

from ledger.kernel.messages import Refusal


class UnknownProposal(Refusal):
    """There is no such proposal: look it up in the list of proposals."""

    field = "proposal_id"


class NotYourProposal(Refusal):
    """Only the partner that wrote a proposal can do this: ask it to, or propose an amendment."""

    field = "proposal_id"


class ProposalExists(Refusal):
    """This proposal is already there: look for it in the list of proposals."""

    field = "proposal_id"


class ProposalPublishedAlready(Refusal):
    """This proposal is already published: reword it if its text must change."""

    field = "proposal_id"


class ProposalNotOpen(Refusal):
    """This proposal is not published yet: wait until its author puts it to everybody."""

    field = "proposal_id"


class ProposalIsWithdrawn(Refusal):
    """This proposal was withdrawn: nothing more is said on it."""

    field = "proposal_id"


class ProposalIsDecided(Refusal):
    """This proposal is decided: look at the decision, or propose anew."""

    field = "proposal_id"


class ProposalUnderVote(Refusal):
    """A vote is open on this proposal, so its text stays as it is: wait for the outcome."""

    field = "proposal_id"


class NotTheNextVersion(Refusal):
    """The proposal was reworded since you read it: read it again, then write."""

    field = "text_version"


class SubjectOfAnotherKind(Refusal):
    """What a proposal decides stays of one kind: write another proposal."""

    field = "subject"


class BodiesMissing(Refusal):
    """Name the partners whose own bodies must deliberate."""

    field = "bodies"


class BodiesNotAsked(Refusal):
    """Partners are named only where their own bodies must deliberate: leave them out, or change the bearing."""

    field = "bodies"


class TooManyBodies(Refusal):
    """At most 50 partners are named, each once: name fewer."""

    field = "bodies"


class ArticlesMissing(Refusal):
    """A charter has 1 to 100 articles: write one, or several proposals."""

    field = "subject"


class ArticleNumberTwice(Refusal):
    """Each article has a number of its own, from 1 on: number them apart."""

    field = "subject"


class CapacityNotElected(Refusal):
    """A decision designates to the board and to what serves the commons; a partner designates its own people."""

    field = "subject"


class PrecisionExists(Refusal):
    """This question is already asked: look for it on the proposal’s page."""

    field = "precision_id"


class UnknownPrecision(Refusal):
    """There is no such question on this proposal, or it has its answer: look at the proposal’s page."""

    field = "precision_id"


class ReactionExists(Refusal):
    """This reaction is already shared: look for it on the proposal’s page."""

    field = "reaction_id"


class AdviceExists(Refusal):
    """This advice is already given: look for it on the proposal’s page."""

    field = "advice_id"


class OwnAdvice(Refusal):
    """Advice comes from others than the author: post an update instead."""

    field = "proposal_id"


class UnknownAdvice(Refusal):
    """There is no such advice on this proposal, or it has its answer: look at the proposal’s page."""

    field = "advice_id"


class AmendmentExists(Refusal):
    """This amendment is already proposed: look for it on the proposal’s page."""

    field = "amendment_id"


class OwnAmendment(Refusal):
    """The author rewords a proposal itself: reword it instead."""

    field = "proposal_id"


class UnknownAmendment(Refusal):
    """There is no such amendment on this proposal: look at the proposal’s page."""

    field = "amendment_id"


class AmendmentIsAnswered(Refusal):
    """This amendment is already accepted or declined: propose another one."""

    field = "amendment_id"


class AmendmentNotAccepted(Refusal):
    """An objection is integrated by an amendment that the author accepted: choose one of them."""

    field = "amendment_id"


class ObjectionExists(Refusal):
    """This objection is already raised: look for it on the proposal’s page."""

    field = "objection_id"


class TooManyObjections(Refusal):
    """You have five objections on this proposal: withdraw one, or write them together."""

    field = "objection_id"


class UnknownObjection(Refusal):
    """There is no such objection on this proposal: look at the proposal’s page."""

    field = "objection_id"


class ObjectionIsSettled(Refusal):
    """This objection was integrated or withdrawn: raise another one if harm remains."""

    field = "objection_id"


class NotYourObjection(Refusal):
    """Only the partner that raised an objection can do this: ask it to."""

    field = "objection_id"


class OwnQualification(Refusal):
    """Somebody from another partner than the author’s and the objector’s qualifies an objection: ask another facilitator or the board."""

    field = "objection_id"


class ObjectionNotQualified(Refusal):
    """Nobody has said yet what this objection is: there is nothing to contest."""

    field = "objection_id"


class QualificationContestedAlready(Refusal):
    """You already contest how this objection was qualified: a second mandate must, too."""

    field = "objection_id"
