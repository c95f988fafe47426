"""Membership: who takes part in the commons, and who speaks for whom."""
