"""Feeds: what happened and what is due, for programs that come back and ask."""
