"""Why a command about partners may be refused."""

from ledger.kernel.messages import Refusal


class AlreadyFounded(Refusal):
    """This commons is already founded: sign in, or ask to be invited."""


class NotTheFounder(Refusal):
    """Only the founder can enrol themselves as founder: open the set-up link anew."""

    field = "person_id"


class UnknownPartner(Refusal):
    """There is no such partner: check the address, or invite it first."""

    field = "partner_id"


class PartnerNotActive(Refusal):
    """This partner is not active: its partnership must be confirmed, and neither suspended nor ended."""

    field = "partner_id"


class YourPartnerNotActive(Refusal):
    """Your own partner cannot act now: its partnership is not confirmed, or suspended or ended; ask the board."""


class OwnPartnerOnBoard(Refusal):
    """The board's members leave their own partner to others: ask a board member of another partner, or designate one first."""

    field = "partner_id"


class SeatsOnTheBoard(Refusal):
    """Somebody sits on the board for your partner: ask the board to withdraw that designation, then leave."""

    field = "partner_id"


class NotYourPartner(Refusal):
    """You do not act for this partner: act under another designation, or ask someone who does."""

    field = "partner_id"


class AlreadyAPartner(Refusal):
    """This body is already here, invited or active: look for it in the list, and renew its invitation if it never answered."""

    field = "siret"


class InvitationNotOpen(Refusal):
    """This invitation is no longer open: ask the person who sent it to renew it."""

    field = "partner_id"


class InvitationStillOpen(Refusal):
    """This invitation can still be answered: wait until its day has passed to renew it."""

    field = "partner_id"


class NotInvited(Refusal):
    """Only the person who was invited can answer: open the link in your own invitation."""

    field = "partner_id"


class SiretWrong(Refusal):
    """This is not a SIRET number: check the 14 digits on the INSEE notice or on an invoice."""

    field = "siret"


class SirenWrong(Refusal):
    """This is not a SIREN number: check the 9 digits, which begin the SIRET number."""

    field = "siren"


class RnaWrong(Refusal):
    """This is not an RNA number: check the W and the 9 digits on the prefecture's receipt."""

    field = "rna"


class SiretOfAnotherSiren(Refusal):
    """The SIRET number does not begin with this SIREN number: check both, or give the SIRET number alone."""

    field = "siren"


class SirenOfAnotherCommune(Refusal):
    """This is not the number of this commune: check the number and the commune, or choose another kind of body."""

    field = "siret"


class IdentifierMissing(Refusal):
    """Give a SIRET, SIREN or RNA number, or say why there is none."""

    field = "siret"


class UnknownCommune(Refusal):
    """No commune has this code: choose the commune by its name from the list."""

    field = "commune_code"


class CommuneMerged(Refusal):
    """This commune has merged: choose %(successor)s (%(code)s) instead."""

    field = "commune_code"


class ConfirmationDayWrong(Refusal):
    """The answer must be awaited for a day between tomorrow and 90 days from now: choose another day."""

    field = "confirm_by"


class InterestAlreadyStated(Refusal):
    """This interest is already stated: open the form anew to state another one."""

    field = "interest_id"


class UnknownInterest(Refusal):
    """Your partner does not hold to this interest any more: reload the page to see those it states."""

    field = "interest_id"


class AmountNotPositive(Refusal):
    """The amount must be more than zero: check it in the source."""

    field = "amount"


class AmountNotRecordable(Refusal):
    """The amount must be below a thousand million, with three decimals at most: round it."""

    field = "amount"


class YearNotPlausible(Refusal):
    """The year must lie between 1990 and this year: give the one that the source names."""

    field = "vintage"


class NotSuspended(Refusal):
    """This partnership is not suspended: there is nothing to resume."""

    field = "partner_id"


class OwnSuccessor(Refusal):
    """A partner cannot merge into itself: choose the body that absorbed it."""

    field = "successor_id"


class EndInFuture(Refusal):
    """The day of leaving has not come yet: give today or a day before."""

    field = "ended_on"


class MergerInFuture(Refusal):
    """The day of the merger has not come yet: give today or a day before."""

    field = "merged_on"
