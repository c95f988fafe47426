"""A process that projects or rebuilds cards until it is killed."""

import sys

from ledger.kernel.store.postgres import PostgresStore
from projections.projector import Projector
from projections.rebuild import rebuild
from tests.projections.cards import CARD_CODEC, CARD_VIEWS


def main(what: str, conninfo: str) -> None:
    """Do one of the two."""
    if what == "rebuild":
        rebuild(conninfo, CARD_CODEC, CARD_VIEWS)
        return
    store = PostgresStore(conninfo)
    Projector(conninfo, store, CARD_CODEC, CARD_VIEWS).run(lambda: False)


if __name__ == "__main__":
    main(*sys.argv[1:])
