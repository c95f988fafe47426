"""Exports: what programs and spreadsheets read, the same bytes at the same position."""
