"""The face: pages for people, JSON for programs, a command line for operators."""
