"""Why a command about people may be refused."""

from ledger.kernel.messages import Refusal


class AlreadyEnrolled(Refusal):
    """This person is already enrolled: choose them from the list."""

    field = "person_id"


class UnknownPerson(Refusal):
    """This person is not enrolled: give their e-mail address to invite them."""

    field = "person_id"


class NotYourself(Refusal):
    """Only the person concerned can say how they wish to be called."""

    field = "person_id"
