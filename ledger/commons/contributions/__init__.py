"""Contributions: what each partner brings, in the units it is brought in."""
