"""Contents of the room of words: its fact, its command, and who may give it."""

from collections.abc import Mapping
from typing import Any, Final

from ledger.kernel.decider import Decider
from ledger.kernel.messages import Capacity, Command, Fact
from ledger.kernel.roles import BOARD, CONTRIBUTING, Role
from ledger.words import events as words
from ledger.words.withdraw_words import WithdrawWords, withdraw_words

FACTS: Final[tuple[type[Fact], ...]] = (words.WordsWithdrawn,)

DECIDERS: Final[Mapping[type[Command], Decider[Any, Any]]] = {
    WithdrawWords: withdraw_words,
}

POLICY: Final[Mapping[type[Command], frozenset[Role]]] = {
    WithdrawWords: CONTRIBUTING | BOARD | {Capacity.DATA_PROTECTION_OFFICER},
}
