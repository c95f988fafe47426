"""The store: the one door through which facts enter and are read again.

Only the files of this folder know of psycopg and eventsourcing.
"""
