"""Schemas: what a thing is made of when it comes in, whoever brings it."""
