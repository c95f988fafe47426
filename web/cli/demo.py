"""Demo."""

import click


@click.command()
def demo() -> None:
    """Serve Commun with the founding story loaded."""
