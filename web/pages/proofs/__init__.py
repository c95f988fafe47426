"""Proofs: that a record has not changed, for whoever holds its number."""
