"""Pages about how the commons decides."""
