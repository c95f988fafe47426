"""Bench: Commun beside its limit and a peer, in one run."""

import click


@click.command()
def bench() -> None:
    """Measure (see make bench)."""
