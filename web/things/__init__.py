"""Things: what programs read of each row, described once for files and interface.

A thing shows what its page shows to everybody, and nothing else: words that are
for partners are withheld, words that were withdrawn are gone, and each says so
in the field beside it. Money and quantities are exact decimals, days and instants
are written as ISO 8601 and RFC 3339 write them, identifiers are opaque.
"""
