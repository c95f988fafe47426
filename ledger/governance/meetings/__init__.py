"""Meetings: where we think aloud, and who said what."""
