"""Migrations of the transparency log, applied after the record's own."""
