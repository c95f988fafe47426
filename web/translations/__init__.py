"""Translations: the French words of every page, one file for each room."""
