"""Writes: the routes by which programs record what their members do, a room a file."""
