"""Needs and offers: what partners seek, and what they would bring."""
