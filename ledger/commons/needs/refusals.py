"""Why a command about needs or offers may be refused."""

from ledger.kernel.messages import Refusal


class NeedExists(Refusal):
    """This need is already stated: look for it in the list of needs and offers."""

    field = "need_id"


class UnknownNeed(Refusal):
    """There is no such need: check the address, or look it up in the list of needs and offers."""

    field = "need_id"


class NotYourNeed(Refusal):
    """Only the partner that stated a need can do this: ask it to."""

    field = "need_id"


class OwnNeed(Refusal):
    """Your partner stated this need itself: record what it brings as a contribution."""

    field = "need_id"


class NeedIsMet(Refusal):
    """This need is already met: look for another one, or make an offer to everybody."""

    field = "need_id"


class NeedIsWithdrawn(Refusal):
    """This need was withdrawn: look for another one, or make an offer to everybody."""

    field = "need_id"


class NeedLapsed(Refusal):
    """The last day of this need is over: ask the partner whether it still needs it."""

    field = "need_id"


class LastDayPast(Refusal):
    """The last day is over: name today or a later day, or none."""

    field = "until"


class LastDayTooFar(Refusal):
    """The last day is more than five years ahead: name a nearer day, or none."""

    field = "until"


class OfferExists(Refusal):
    """This offer is already made: look for it in the list of needs and offers."""

    field = "offer_id"


class UnknownOffer(Refusal):
    """There is no such offer: check the address, or look it up in the list of needs and offers."""

    field = "offer_id"


class NotYourOffer(Refusal):
    """Only the partner that made an offer can do this: ask it to."""

    field = "offer_id"


class OwnOffer(Refusal):
    """Your partner made this offer itself: another partner must accept it."""

    field = "offer_id"


class OfferForAnother(Refusal):
    """This offer answers the need of another partner: only that partner can accept it."""

    field = "offer_id"


class OfferNotAccepted(Refusal):
    """Nobody accepted this offer yet: wait for that, or record the contribution without it."""

    field = "offer_id"


class OfferIsAccepted(Refusal):
    """This offer is already accepted: look for another one, or state what you need."""

    field = "offer_id"


class OfferIsWithdrawn(Refusal):
    """This offer was withdrawn: look for another one, or state what you need."""

    field = "offer_id"


class OfferIsUsed(Refusal):
    """A contribution was already recorded for this offer: record another one without the offer, or make a new offer."""

    field = "offer_id"


class OfferLapsed(Refusal):
    """The last day of this offer is over: ask the partner to make it anew."""

    field = "offer_id"
