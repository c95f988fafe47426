"""Reactions: what follows by rule when a fact is recorded or a day comes."""
