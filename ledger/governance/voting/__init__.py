"""Voting: who may vote, what they chose, and what it comes to."""
