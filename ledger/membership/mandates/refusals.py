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


class DesignationNotGiven(Refusal):
    """Say how the person was designated: by a deliberation, by the head's decision, or by an election."""

    field = "designation"


class MandateExists(Refusal):
    """This designation is already recorded: look for it in the list, or open the form anew."""

    field = "mandate_id"


class UnknownMandate(Refusal):
    """There is no such designation, or it was already withdrawn: reload the list."""

    field = "mandate_id"


class LastRepresentative(Refusal):
    """An active partner needs a representative: hand the representation over instead, or end the partnership."""

    field = "mandate_id"


class SeatOfTheBoard(Refusal):
    """The board gives its seats and takes them back: ask one of its members to withdraw this one."""

    field = "mandate_id"


class OwnSeat(Refusal):
    """You cannot give up the seat on the board under which you act: designate somebody else to the board first, who withdraws yours."""

    field = "mandate_id"


class StillRepresented(Refusal):
    """This partner still has a representative or an alternate: ask them to hand over."""

    field = "partner_id"


class OwnSuccession(Refusal):
    """You cannot hand over to yourself: choose another person."""

    field = "successor_id"


class ReminderNotDue(Refusal):
    """This reminder is not due today, or was already given: nothing is to be done."""

    field = "days_left"


class CollegeExists(Refusal):
    """This college is already founded: look for it in the list of colleges."""

    field = "college_id"


class UnknownCollege(Refusal):
    """There is no such college: choose one of the list, or found it first."""

    field = "college_id"


class AlreadyInCollege(Refusal):
    """This partner is in that college already: there is nothing to change."""

    field = "college_id"


class ProxyExists(Refusal):
    """This proxy is already given: look for it in the list of proxies."""

    field = "proxy_id"


class ProxyToOneself(Refusal):
    """A proxy is given to somebody else: choose another person."""

    field = "holder_mandate_id"


class HolderNotInForce(Refusal):
    """The person chosen has no designation in force: choose one who votes today."""

    field = "holder_mandate_id"


class ProxyScopeUnclear(Refusal):
    """A proxy serves for one vote, for one meeting or until a day: choose exactly one of them."""

    field = "until"


class ProxyDayPast(Refusal):
    """The last day of a proxy is today or later, within one year: change it."""

    field = "until"


class UnknownProxy(Refusal):
    """There is no such proxy: look it up in the list of proxies."""

    field = "proxy_id"


class ProxyIsRevoked(Refusal):
    """This proxy is already revoked: there is nothing to take back."""

    field = "proxy_id"


class NotYourProxy(Refusal):
    """Only the partner that gave a proxy can take it back: ask it to."""

    field = "proxy_id"
