"""Why a command about words may be refused."""

from ledger.kernel.messages import Refusal


class UnknownText(Refusal):
    """There is no such text here: open the page of the record again and choose it there."""

    field = "words_id"


class TextIsWithdrawn(Refusal):
    """This text is already withdrawn: nothing is left to do."""

    field = "words_id"


class NotYourText(Refusal):
    """Your partner did not write this text: ask its author, or the board."""

    field = "words_id"


class GroundOfTheBoard(Refusal):
    """Only the board or the data-protection officer withdraws a text on this ground: ask them."""

    field = "ground"
