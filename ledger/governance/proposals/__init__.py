"""Proposals: what is put to the commons, and how it changes before a vote."""
