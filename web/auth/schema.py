"""The schema ``access``: who can come in, kept apart from the facts."""

from pathlib import Path
from typing import Final

from ledger.kernel.store.migrations import migrate

MIGRATIONS: Final = Path(__file__).parent / "migrations"


def migrate_access(owner: str) -> None:
    """Bring the schema to this version; safe when several processes start at once.

    It comes after the ledger's own migrations, which make the application's role.
    """
    migrate(owner, MIGRATIONS)
