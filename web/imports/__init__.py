"""Imports: files of rows, read with forgiveness and recorded like any other form."""
