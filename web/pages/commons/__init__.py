"""Pages of what each brings."""
