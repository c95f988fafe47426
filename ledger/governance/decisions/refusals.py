"""Why a command about a decision may be refused."""

from ledger.kernel.messages import Refusal


class DecisionExists(Refusal):
    """This decision is already recorded: look for it in the list of decisions."""

    field = "decision_id"


class NothingDecided(Refusal):
    """This vote adopted nothing, or is not over: there is no decision to record."""

    field = "vote_id"


class UnknownDecision(Refusal):
    """There is no such decision: look it up in the list of decisions."""

    field = "decision_id"


class DecisionIsOver(Refusal):
    """This decision has lapsed, or another took its place: look at what holds today."""

    field = "decision_id"


class OutcomeStatedAlready(Refusal):
    """What was decided is already told: look at the decision’s page."""

    field = "decision_id"


class ReviewDateMissing(Refusal):
    """Say on which day the decision is looked at again: the rule asks for it."""

    field = "review_on"


class ReviewDateOutOfBounds(Refusal):
    """A decision is looked at again after today, and within five years: choose another day."""

    field = "review_on"


class GroundMissing(Refusal):
    """The board returns or suspends a decision on a ground, with its reasons: give both."""

    field = "ground"


class GroundNotListed(Refusal):
    """The rule that this decision was made by does not list this ground: choose one that it lists."""

    field = "ground"


class ReturnedOnce(Refusal):
    """The board has returned this decision once: it may confirm or suspend it."""

    field = "review"


class ReviewNotDue(Refusal):
    """This decision has no review date, or it has not come: look at it then."""

    field = "decision_id"


class RatificationNotAsked(Refusal):
    """This decision does not ask your partner’s own body to deliberate: there is nothing to ratify."""

    field = "partner_id"


class RatifiedAlready(Refusal):
    """Your partner has ratified this decision already: it binds from the day given then."""

    field = "partner_id"


class DeliberationInFuture(Refusal):
    """The day of the deliberation has not come: give today or a day before."""

    field = "deliberated_on"


class EnforceableBeforeDeliberation(Refusal):
    """A deliberation is enforceable on its day or later: correct one of both days."""

    field = "enforceable_on"


class NotYourDecision(Refusal):
    """Whoever proposed a decision, or serves the commons, tells how far it is: ask one of them."""

    field = "decision_id"


class StepsMissing(Refusal):
    """Name 1 to 20 steps, each with a weight from 1 to 100 and a percentage from 0 to 100."""

    field = "steps"


class SupersedesItself(Refusal):
    """A decision takes the place of an earlier one: choose one that was made before it."""

    field = "decision_id"


class AppealExists(Refusal):
    """This appeal is already made: look for it on the decision’s page."""

    field = "appeal_id"


class AppealWaits(Refusal):
    """Your partner’s appeal against this decision awaits its answer: wait for it."""

    field = "decision_id"


class UnknownAppeal(Refusal):
    """There is no such appeal, or it has its answer: look at the decision’s page."""

    field = "appeal_id"


class OwnAppeal(Refusal):
    """An appeal is answered by a member of the board from another partner: ask one of them."""

    field = "appeal_id"


class EffectOfAnotherKind(Refusal):
    """This decision changes something else: nothing follows from it here."""

    field = "decision_id"


class EffectDone(Refusal):
    """What follows from this decision was done, or was refused: look at its page."""

    field = "decision_id"
