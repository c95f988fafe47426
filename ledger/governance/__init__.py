"""Governance: how the commons decides, and by which rules."""
