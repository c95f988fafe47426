"""Why a command about mandates may be refused."""

from ledger.kernel.messages import Refusal


class CapacityNotYours(Refusal):
    """You cannot give this role: a representative designates for their partner, the board for the commons."""

    field = "capacity"


class MandateDaysReversed(Refusal):
    """The last day comes before the first: check both dates."""

    field = "ends_on"


class MandateEndPast(Refusal):
    """The last day is already past: give today or a later day."""

    field = "ends_on"


class MandateTooLong(Refusal):
    """A designation lasts seven years at most: give an earlier last day."""

    field = "ends_on"


class MandateExists(Refusal):
    """This designation is already recorded."""

    field = "mandate_id"


class UnknownMandate(Refusal):
    """There is no such designation, or it was already withdrawn."""

    field = "mandate_id"


class LastRepresentative(Refusal):
    """A partner needs someone to represent it: hand the representation over instead."""

    field = "mandate_id"


class StillRepresented(Refusal):
    """This partner still has a representative or an alternate: ask them to hand over."""

    field = "partner_id"


class OwnSuccession(Refusal):
    """You cannot hand over to yourself: choose another person."""

    field = "successor_id"


class ReminderNotDue(Refusal):
    """This reminder is not due, or was already given."""

    field = "days_left"
