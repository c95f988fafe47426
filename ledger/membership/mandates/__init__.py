"""Mandates: who acts for whom, in what capacity, and until when."""
