"""Room: what holds of votes that are counted in a meeting."""
