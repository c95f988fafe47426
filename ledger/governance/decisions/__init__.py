"""Decisions: what was adopted, and what becomes of it."""
