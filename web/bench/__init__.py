"""Benchmarks: Commun beside its limit and a peer, alternating in one run.

Absolute figures move by a factor of two on a shared machine: what counts are
the ratios, of medians, taken side by side.
"""
