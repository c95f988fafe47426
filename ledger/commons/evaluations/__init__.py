"""Evaluations: what cannot be counted, told by those who lived it, and never scored."""
