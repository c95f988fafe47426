"""Pages of who takes part, and who speaks for whom."""
