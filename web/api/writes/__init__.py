"""Writes: what members may record through the API, each command under its address."""
