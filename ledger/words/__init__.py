"""Words: texts that were recorded beside facts, and how they go."""
