"""Reasons why the embedded server is not available, each with its remedy."""

from pathlib import Path


class EmbeddedPostgresError(Exception):
    """The embedded server cannot be used."""


class AlreadyRunning(EmbeddedPostgresError):
    """Another process runs the server of this data folder."""

    def __init__(self, data: Path, supervisor: int | None) -> None:
        self.data = data
        self.supervisor = supervisor
        holder = "another process" if supervisor is None else f"process {supervisor}"
        super().__init__(
            f"The server of the data folder {data} is already run by {holder}. "
            "Stop it first, or choose another folder with COMMUN_DATA."
        )


class DataFolderUnusable(EmbeddedPostgresError):
    """The data folder cannot be created, read or written."""

    def __init__(self, data: Path, cause: str) -> None:
        self.data = data
        self.cause = cause
        super().__init__(
            f"The data folder {data} cannot be used: {cause}. "
            "Give it to the user who runs Commun, or choose another folder "
            "with COMMUN_DATA."
        )


class DiskFull(EmbeddedPostgresError):
    """No space is left for the data folder."""

    def __init__(self, data: Path) -> None:
        self.data = data
        super().__init__(
            f"No space is left on the disk of the data folder {data}. "
            "Free some, or move the folder and name its new place with COMMUN_DATA. "
            "Nothing recorded is lost."
        )


class ServerNotIsolated(EmbeddedPostgresError):
    """PostgreSQL refuses our user, and this system grants us no disguise."""

    def __init__(self, data: Path, cause: str) -> None:
        self.data = data
        self.cause = cause
        super().__init__(
            "PostgreSQL runs neither as root nor as a user without a name, and this "
            f"system does not allow a user namespace ({cause}). Run Commun as an "
            f"ordinary user who owns {data}, or name a server with COMMUN_DATABASE_URL."
        )


class ServerVersionChanged(EmbeddedPostgresError):
    """The data folder was written by another major version of PostgreSQL."""

    def __init__(self, data: Path, *, written_by: int, installed: int) -> None:
        self.data = data
        self.written_by = written_by
        self.installed = installed
        super().__init__(
            f"The data folder {data} was written by PostgreSQL {written_by}, and "
            f"PostgreSQL {installed} is installed. Install the former again, dump "
            "the database, and load it into a new folder."
        )


class ServerDidNotStart(EmbeddedPostgresError):
    """The server ended or kept silent for a reason that we cannot name."""

    def __init__(self, data: Path, last_words: str) -> None:
        self.data = data
        self.last_words = last_words
        super().__init__(
            f"The server of the data folder {data} did not start: "
            f"{last_words or 'it said nothing'}"
        )
