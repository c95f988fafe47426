"""Why any command may be refused, whatever it asks."""

from ledger.kernel.messages import Refusal


class KeyReused(Refusal):
    """This form was already sent with other content: open it anew and send it again."""

    field = "key"


class NotAllowed(Refusal):
    """Your present role does not allow this: ask your partner's representative or the board."""  # one sentence, shown whole


class NoMandateInForce(Refusal):
    """Your designation is not in force today: ask your partner to renew it."""


class TooMuchText(Refusal):
    """This is more text than one record can hold: shorten it, or split it into several."""  # one sentence, shown whole


class ChangedMeanwhile(Refusal):
    """This was changed since you read it: look at it as it stands now, then ask again."""  # one sentence, shown whole
