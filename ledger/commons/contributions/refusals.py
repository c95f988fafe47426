"""Why a command about contributions may be refused."""

from ledger.kernel.messages import Refusal


class ContributionExists(Refusal):
    """This contribution is already recorded: look for it in the list, and correct it there."""

    field = "contribution_id"


class UnknownContribution(Refusal):
    """There is no such contribution: check the address, or look it up in the list."""

    field = "contribution_id"


class ContributionIsWithdrawn(Refusal):
    """This contribution was withdrawn: record it anew if it was brought after all."""

    field = "contribution_id"


class NotYourContribution(Refusal):
    """Only the partner that recorded a contribution can do this: ask it to."""

    field = "contribution_id"


class OwnContribution(Refusal):
    """Another partner must do this: nobody confirms, contests or reviews their own contribution."""

    field = "contribution_id"


class MoneyComesThroughVehicle(Refusal):
    """Money is recorded by the body that receives it, never here: choose another nature."""

    field = "nature"


class NatureNotCounted(Refusal):
    """The modalities in force do not count this nature: choose one from the list."""

    field = "nature"


class UnitOfAnotherNature(Refusal):
    """This unit does not fit the nature: choose one from the list."""

    field = "unit"


class QuantityNotPositive(Refusal):
    """The quantity must be more than zero: to lower a recorded one, correct that one."""

    field = "quantity"


class QuantityNotRecordable(Refusal):
    """The quantity must be below a thousand million, with three decimals at most."""

    field = "quantity"


class PeriodReversed(Refusal):
    """The last day comes before the first: check both dates."""

    field = "period"


class PeriodInFuture(Refusal):
    """The last day has not come yet: record a contribution once it is brought."""

    field = "period"


class PeriodTooLong(Refusal):
    """A contribution covers two years at most, from 2000 on: record one for each year."""

    field = "period"


class EvidenceTooLarge(Refusal):
    """A file holds something, and ten megabytes at most: send another one."""

    field = "evidence"


class EvidenceMalformed(Refusal):
    """This file could not be taken in: choose it again, or save it in another format."""

    field = "evidence"


class TooMuchEvidence(Refusal):
    """Ten files support a contribution at most: send the most telling ones."""

    field = "evidence"


class ActivityTwice(Refusal):
    """The same activity is named twice: name each once."""

    field = "activities"


class NothingCorrected(Refusal):
    """Nothing would change: change the quantity, the dates or a text."""

    field = "difference"


class DifferenceNotRecordable(Refusal):
    """The difference, and the quantity it leads to, must be below a thousand million, with three decimals at most."""

    field = "difference"


class NotItsProject(Refusal):
    """This contribution is for another project, or for none: open it anew and correct it there."""

    field = "period"


class QuantityWouldVanish(Refusal):
    """The corrected quantity must stay above zero: to cancel it all, withdraw the contribution."""

    field = "difference"


class TooManySignatories(Refusal):
    """Modalities bear 100 signatures at most: let those sign who stand for the others."""

    field = "signatories"


class AlreadyConfirmed(Refusal):
    """Your partner already confirmed this quantity: nothing more is needed."""

    field = "contribution_id"


class ContributionIsContested(Refusal):
    """This contribution is contested: it can be confirmed once that is settled."""

    field = "contribution_id"


class ClarificationPending(Refusal):
    """A clarification is already asked for: wait for its answer."""

    field = "question"


class NoClarificationPending(Refusal):
    """No clarification is asked for, or it was already given."""

    field = "answer"


class ContestPending(Refusal):
    """This contribution is already contested: wait until that is settled."""

    field = "reason"


class ContestUpheld(Refusal):
    """A contest of this contribution was upheld: its author can withdraw it and record it anew."""

    field = "contribution_id"


class ContestSetAside(Refusal):
    """Your partner's contest was set aside: it can contest again once the contribution is corrected."""

    field = "contribution_id"


class NoContestPending(Refusal):
    """This contribution is not contested, or that is already answered or settled."""

    field = "contribution_id"


class NotAThirdPartner(Refusal):
    """A contest is settled by a third partner, neither the author nor the one that contests."""

    field = "contribution_id"


class AnswerStillAwaited(Refusal):
    """The author has 15 days to answer: the contest can be settled after the answer, or then."""

    field = "contribution_id"


class ReasonMissing(Refusal):
    """Give the reason: the partner concerned will read it."""

    field = "reason"


class ValueOutOfBounds(Refusal):
    """The amount must lie between one cent and a hundred thousand million euros."""

    field = "cents"


class MethodUnknown(Refusal):
    """Name the valuation method in small letters, digits and hyphens, 40 at most."""

    field = "method"


class MethodVersionUnknown(Refusal):
    """The version of the valuation method is a whole number from 1 to 9999."""

    field = "method_version"


class NotTheNextModalities(Refusal):
    """The modalities changed meanwhile: read those in force, and begin again from there."""

    field = "modalities_version"


class NoNatureLeft(Refusal):
    """Nothing could be recorded any more: tick a unit of one nature at least."""

    field = "natures"


class NatureTwice(Refusal):
    """The same nature is named twice: name each once, with all its units."""

    field = "natures"


class NoUnitLeft(Refusal):
    """A nature without a unit cannot be counted: tick one, or leave the nature out."""

    field = "natures"


class ThresholdTwice(Refusal):
    """The same unit has two thresholds: name one for each unit."""

    field = "thresholds"


class ThresholdNotRecordable(Refusal):
    """A threshold lies between zero and a thousand million, with three decimals at most."""

    field = "thresholds"


class SignatoryTwice(Refusal):
    """The same partner signs twice: name each once."""

    field = "signatories"


class OwnSignatureMissing(Refusal):
    """Your own partner must be among those that sign: tick it too."""

    field = "signatories"


class NotOnTheBoard(Refusal):
    """A partner that signs has no seat on the board today: leave it out, or give it a seat first."""

    field = "signatories"
