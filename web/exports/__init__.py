"""Exports: every public list as a file, whole, as of one entry of the register.

The same entry gives the same bytes, until a text is withdrawn: what was erased
stands in no file any more, whatever day it is asked of. A file's name says the
entry, and the root of the log's tree at that entry.
"""
