"""Valueflows: the commons told in the vocabulary of economic networks, as JSON-LD.

What the vocabulary has no word for is left out and listed with its reason: nothing
is dropped in silence, and nothing is bent to fit.
"""
