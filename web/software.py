"""Software: what evidence says that it was made by."""

from importlib.metadata import version


def software() -> str:
    """Return our name and version."""
    return f"commun {version('commun')}"
