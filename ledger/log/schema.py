"""The schema ``log``: the tree over the record, kept beside it."""

from pathlib import Path
from typing import Final

from ledger.kernel.store.migrations import migrate

PUBLISHER_ROLE: Final = "commun_publisher"
MIGRATIONS: Final = Path(__file__).parent / "migrations"


def migrate_log(owner: str) -> None:
    """Bring the schema to this version; safe when several processes start at once.

    It comes after the record's own migrations, which it reads and names.
    """
    migrate(owner, MIGRATIONS)
