"""Partners: the bodies that take part, by their official identifiers and territory."""
