"""Why a command about partners may be refused."""

from ledger.kernel.messages import Refusal


class AlreadyFounded(Refusal):
    """This commons is already founded: sign in, or ask to be invited."""


class UnknownPartner(Refusal):
    """There is no such partner: check the address, or invite it first."""

    field = "partner_id"


class PartnerNotActive(Refusal):
    """This partner is not active: its partnership must be confirmed, and neither suspended nor ended."""

    field = "partner_id"


class NotYourPartner(Refusal):
    """You do not act for this partner: change your designation, or ask someone who does."""

    field = "partner_id"


class AlreadyAPartner(Refusal):
    """A partner with this identifier is already here: look for it in the list of partners."""

    field = "siret"


class InvitationNotOpen(Refusal):
    """This invitation is no longer open: ask the person who sent it for a new one."""


class NotInvited(Refusal):
    """Only the person who was invited can answer this invitation."""


class SiretWrong(Refusal):
    """This is not a SIRET number: check the 14 digits on the INSEE notice or on an invoice."""

    field = "siret"


class SirenWrong(Refusal):
    """This is not a SIREN number: check the 9 digits, which begin the SIRET number."""

    field = "siren"


class RnaWrong(Refusal):
    """This is not an RNA number: check the W and the 9 digits on the prefecture's receipt."""

    field = "rna"


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
    """The answer must be awaited for a day between tomorrow and 90 days from now."""

    field = "confirm_by"


class InterestAlreadyStated(Refusal):
    """This interest is already stated: withdraw it before stating it otherwise."""

    field = "interest_id"


class UnknownInterest(Refusal):
    """This interest is not stated, or was already withdrawn."""

    field = "interest_id"


class AmountNotPositive(Refusal):
    """The amount must be more than zero."""

    field = "amount"


class YearNotPlausible(Refusal):
    """The year must lie between 1990 and this year."""

    field = "vintage"


class NotSuspended(Refusal):
    """This partnership is not suspended: there is nothing to resume."""

    field = "partner_id"


class OwnSuccessor(Refusal):
    """A partner cannot merge into itself: choose the body that absorbed it."""

    field = "successor_id"


class DayInFuture(Refusal):
    """This day has not come yet: give today or a day before."""
