"""Views of how the commons decides."""
