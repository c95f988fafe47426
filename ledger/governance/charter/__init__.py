"""Charter: the values that the commons holds itself to."""
