"""Views of what each brings."""
