"""The log's folder: what it keeps on disk, outside the database."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = "log"


@dataclass(frozen=True)
class LogFolder:
    """The folder ``log`` in the folder of all data."""

    data: Path

    @property
    def root(self) -> Path:
        """Return the folder itself."""
        return self.data / FOLDER

    @property
    def key(self) -> Path:
        """Return the file of the key that signs checkpoints."""
        return self.root / "key"

    @property
    def last_signed(self) -> Path:
        """Return the file of the checkpoint signed last."""
        return self.root / "last-signed"

    @property
    def witness_key(self) -> Path:
        """Return the file of the key that cosigns other logs."""
        return self.root / "witness-key"

    @property
    def policy(self) -> Path:
        """Return the file that names our log, and the witnesses we ask."""
        return self.root / "policy"
