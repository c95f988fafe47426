"""People: a random name for each person, and words that can be erased."""
