"""The command line: for operators, in nouns and verbs."""
